"""How life is going for the children within reach: spread, uncertainty and who was not asked."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.caseload import note_list, these
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.outcomes.derive import Voice
from tutela.outcomes.instruments import instruments
from tutela.outcomes.models import OutcomeRow
from tutela.outcomes.spread import BASE, FEWEST, spread
from tutela.web.components import Column, Component, Shown, Table, Warn
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

Answers = dict[tuple[str, str], list[int | None]]


@require_GET
def over_many(request: HttpRequest) -> HttpResponse:
    """Each outcome by itself, in each voice by itself."""
    answers, children = _answers(viewer(request))
    said = _(
        "The children whose record you may read. An outcome about which fewer than %(fewest)d "
        "children chose a step is withheld, “[c]”; counts, shares and intervals are rounded to "
        "%(base)d. There is no total over outcomes. This is no release of statistics: children "
        "who were asked are not a sample of those who were not."
    ) % {"fewest": FEWEST, "base": BASE}
    parts: list[Component] = [Warn(said)]
    parts += [_table(voice, answers, children) for voice in Voice]
    return show_page(request, Page(heading=_("How life is going for many"), parts=parts))


def _answers(by: Viewer) -> tuple[Answers, int]:
    """Steps by outcome and voice, and how many children's outcomes this viewer reads. Audited."""
    with one_transaction():
        stand_at_the_door(by)
        within = _within_reach()
        readable = {
            child
            for child, one in (these(within, as_=by) if within else {}).items()
            if Category.OUTCOMES in one.categories
        }
        found: Answers = {}
        for row in OutcomeRow.objects.filter(child_id__in=readable):
            found.setdefault((row.outcome, row.voice), []).append(row.step)
        note_list("list", f"outcomes of {len(readable)} children")
    return found, len(readable)


def _within_reach() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(door_children())")
        return [child for (child,) in cursor.fetchall()]


def _table(voice: Voice, answers: Answers, children: int) -> Table:
    titles = {Voice.OWN: _("The children’s own view"), Voice.WORKER: _("Workers’ view")}
    columns = [
        Column(_("Outcome")),
        *(Column(_("Step %(step)d") % {"step": n}, numeric=True) for n in range(1, 6)),
        Column(_("No step"), numeric=True),
        Column(_("Not asked"), numeric=True),
        Column(_("Step 4 or 5, of those who chose one")),
    ]
    rows = [
        _row(_(one.text), answers.get((one.code, voice.value), []), children)
        for instrument in instruments()
        for one in instrument.outcomes
    ]
    return Table(titles[voice], columns, rows)


def _row(title: str, steps: list[int | None], children: int) -> list[Shown]:
    found = spread(steps, children)
    if found is None:
        return [title, *(["[c]"] * 8)]
    share = _("about %(share)d%% (95%% interval %(low)d to %(high)d)") % {
        "share": found.share,
        "low": found.low,
        "high": found.high,
    }
    numbers = (*found.steps, found.without, found.not_asked)
    return [title, *(str(number) for number in numbers), share]
