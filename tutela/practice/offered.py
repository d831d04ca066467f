"""Points out words that doubt, blame or label, at check-your-answers, and links their list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.chronology.kinds import Content
from tutela.practice.words import Noticed, noticed
from tutela.web import navigation, rooms
from tutela.web.components import Banner, Component, Link, Shown


def better_words(content: Content) -> Component | None:
    """The words that were noticed, each with a better way to say it and why."""
    found = noticed(content)
    if not found:
        return None
    said: list[Shown] = [_line(one, content) for one in found]
    told = _(
        "Nothing is held back by this: you decide. The child’s own words, in quotation marks or in "
        "their own question, are never pointed out."
    )
    more = Link(_("All words, and where this comes from"), reverse("words"))
    return Banner(
        _("These words may doubt, blame or label the child:"),
        [*said, told, more],
        title=_("How it may read"),
    )


def _line(one: Noticed, content: Content) -> str:
    return _("“%(words)s” (%(where)s). Better: %(instead)s. %(why)s") % {
        "words": one.words,
        "where": _(content.question(one.field).label),
        "instead": _(one.phrase.instead),
        "why": _(one.phrase.why),
    }


rooms.tell_at_check("practice", better_words)
navigation.add_place(
    navigation.Place(gettext_lazy("Words that do not blame"), "words", 80, at_foot=True)
)
