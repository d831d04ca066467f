"""The board of duties: overdue, due, met in time, of the children within reach; by team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tutela.doors.caseload import these
from tutela.duties.board import BoardLine, behind, board
from tutela.duties.duty import all_duties
from tutela.people.models import Team
from tutela.web.children.caseload import child_name
from tutela.web.children.duties import duty_line
from tutela.web.components import (
    Choose,
    Column,
    Component,
    DutyList,
    Empty,
    Figure,
    Figures,
    Filters,
    Link,
    Option,
    Shown,
    State,
    Table,
)
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

MOST = 200

WHICH = {
    "overdue": (gettext_lazy("overdue"), State.OVERDUE),
    "soon": (gettext_lazy("due within a week"), State.DUE),
    "later": (gettext_lazy("due later, or without a date yet"), State.QUIET),
    "met": (gettext_lazy("met in time"), State.MET),
    "met-late": (gettext_lazy("met late"), State.LATE),
}


@require_GET
def board_page(request: HttpRequest) -> HttpResponse:
    """The board, or what one of its numbers counts."""
    who = viewer(request)
    which, duty = request.GET.get("which", ""), request.GET.get("duty", "")
    if (which and which not in WHICH) or (duty and duty not in all_duties()):
        raise Http404
    teams = list(Team.objects.filter(agency_id=who.agency).order_by("name"))
    team = _team(request, teams)
    lines = board(who, at=timezone.now(), team=team)
    parts: list[Component] = [_figures(lines, which if not duty else "", team)]
    if teams and who.manages:
        parts.append(_filters(teams, team, which, duty))
    parts.append(_counted(request, which, duty or None, team) if which else _table(lines, team))
    page = Page(heading=_("Duties"), parts=parts, back=reverse("board") if which else "")
    return show_page(request, page, "tutela/children/board.html", manages=who.manages)


def _team(request: HttpRequest, teams: Sequence[Team]) -> UUID | None:
    wanted = request.GET.get("team", "")
    return next((team.id for team in teams if str(team.id) == wanted), None)


def _address(here: str, which: str, team: UUID | None, duty: str = "") -> str:
    asked = {"which": which, "duty": duty, "team": str(team or "")}
    return f"{here}?{urlencode({k: v for k, v in asked.items() if v})}"


def _figures(lines: Sequence[BoardLine], which: str, team: UUID | None) -> Figures:
    totals = {
        "overdue": sum(line.overdue for line in lines),
        "soon": sum(line.soon for line in lines),
        "later": sum(line.later for line in lines),
        "met": sum(line.met for line in lines),
        "met-late": sum(line.met_late for line in lines),
    }
    here = reverse("board")
    return Figures(
        [
            Figure(
                number, WHICH[name][0], _address(here, name, team), WHICH[name][1], name == which
            )
            for name, number in totals.items()
        ]
    )


def _filters(teams: Sequence[Team], chosen: UUID | None, which: str, duty: str) -> Filters:
    options = [Option("", _("The whole agency"), chosen is None)]
    options += [Option(str(t.id), t.name, t.id == chosen) for t in teams]
    kept = tuple((k, v) for k, v in (("which", which), ("duty", duty)) if v)
    return Filters([Choose("team", _("Team"), options)], kept)


def _table(lines: Sequence[BoardLine], team: UUID | None) -> Component:
    if not lines:
        return Empty(
            _("Nothing is due and nothing was."),
            _("Duties appear here as soon as an entry starts one."),
        )
    # Hundreds of cells say these: translated once.
    words = {name: str(said) for name, (said, _state) in WHICH.items()}
    columns = [Column(_("Duty")), *(Column(said, numeric=True) for said in words.values())]
    columns.append(Column(_("met in time, of those that had to be"), numeric=True))
    here = reverse("board")
    return Table(_("By duty"), columns, [_row(line, team, words, here) for line in lines])


def _row(line: BoardLine, team: UUID | None, words: Mapping[str, str], here: str) -> list[Shown]:
    counts = {
        "overdue": line.overdue, "soon": line.soon, "later": line.later, "met": line.met,
        "met-late": line.met_late,
    }  # fmt: skip
    title = _(line.duty.title)
    cells: list[Shown] = [title]
    for name, number in counts.items():
        if number:
            address = _address(here, name, team, line.duty.id)
            cells.append(Link(str(number), address, about=f"{words[name]}: {title}"))
        else:
            cells.append("0")
    share = line.met_in_time
    cells.append("–" if share is None else f"{share:.0%}")
    return cells


def _counted(request: HttpRequest, which: str, duty: str | None, team: UUID | None) -> Component:
    """The children and duties behind a number."""
    who, now = viewer(request), timezone.now()
    found = behind(who, duty, at=now, which=which, team=team, limit=MOST)
    children = these({child for child, _due in found}, as_=who)
    lines = [
        duty_line(
            due,
            now,
            about=Link(child_name(children[child]), reverse("child", args=[child])),
        )
        for child, due in found
        if child in children and due.duty.category in children[child].categories
    ]
    if not lines:
        return Empty(_("There is none."), _("Nothing here, or nothing that you may read."))
    return DutyList(lines)
