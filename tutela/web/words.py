"""Words for what the rules call by a code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category

CATEGORY_WORDS: dict[Category, Promise | str] = {
    Category.RECORD: _("the record and the circle"),
    Category.IDENTITY: _("identity"),
    Category.LOCATION: _("where the child is"),
    Category.IDENTIFICATION: _("what happened to the child and its recognition"),
    Category.PROTECTION: _("protection"),
    Category.HEALTH: _("health"),
    Category.EDUCATION: _("education"),
    Category.STATUS: _("immigration and asylum"),
    Category.JUSTICE: _("criminal justice"),
    Category.FUTURES: _("futures"),
    Category.VOICE: _("what the child says"),
    Category.OUTCOMES: _("how life is going"),
}
