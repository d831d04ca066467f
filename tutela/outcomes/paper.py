"""How life is going, on paper: each outcome in both voices, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from tutela.access.asked import Shield
from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record
from tutela.outcomes.charts import in_a_sentence
from tutela.outcomes.derive import Picture, pictures
from tutela.outcomes.instruments import outcomes
from tutela.web.dates import day_in_words
from tutela.web.printing import letter_paper


def paper(record: Record, at: datetime) -> bytes:
    """A PDF without the child's name: it may lie on a table. Where whereabouts are kept closely,
    nobody's own words are on it: they may say where."""
    known = pictures(record.chronology)
    texts = outcomes()
    closely = record.gate.around.shield is not Shield.OPEN
    told = [
        line
        for code, one in known.items()
        if code in texts
        for line in _lines(_(texts[code].text), one, closely=closely)
    ]
    return letter_paper(
        {
            "title": _("How life is going"),
            "author": "Tutela",
            "demonstration": _("Made-up record") if settings.DEMONSTRATION else "",
            "from": "",
            "to": "",
            "day": day_in_words(at.astimezone(LONDON).date()),
            "paragraphs": told or [_("Nobody has asked yet.")],
        },
        at=at,
    )


def _lines(title: str, picture: Picture, *, closely: bool) -> Iterator[str]:
    yield f"{title}. {in_a_sentence(picture)}"
    if not closely:
        yield from _in_words(picture)


def _in_words(picture: Picture) -> Iterator[str]:
    for view in picture.own:
        words = getattr(view.content, "child_words", None)
        if words:
            yield f"“{words}”"
    for one in picture.in_the_way:
        said = one.content
        yield _("In the way: %(what)s. Whose duty: %(duty)s.") % {
            "what": said.what,
            "duty": _(said.duty.label),
        }
    for goal in picture.goals:
        if goal.is_open:
            yield _("Wanted next: %(goal)s. %(action)s (%(owner)s)") % {
                "goal": goal.content.goal,
                "action": goal.content.action,
                "owner": goal.content.owner,
            }
