"""Words for what the rules call by a code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category

CATEGORY_WORDS: dict[Category, Promise | str] = {c: _(c.label) for c in Category}
