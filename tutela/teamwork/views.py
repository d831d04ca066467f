"""Boards of what needs a look, and one child's meetings, actions, challenges and letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from tutela.access.viewer import Viewer
from tutela.chronology.moment import LONDON
from tutela.doors.caseload import InReach, these
from tutela.duties.board import behind
from tutela.people.models import Practitioner, Team
from tutela.teamwork import boards
from tutela.teamwork.boards import Line, Within
from tutela.teamwork.entries import LateReason
from tutela.teamwork.matters import Group, Matter, of_group
from tutela.web.children.caseload import child_name
from tutela.web.children.duties import duty_tag
from tutela.web.components import (
    Choose,
    Column,
    Component,
    Empty,
    Filters,
    Lines,
    Link,
    Name,
    Option,
    Shown,
    Table,
)
from tutela.web.dates import day_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

HEADINGS = {
    Group.NOW: gettext_lazy("What needs a look"),
    Group.RECORD: gettext_lazy("What records lack"),
}


@require_GET
def at_hand(request: HttpRequest) -> HttpResponse:
    """What needs somebody now, among the children within reach."""
    return _board(request, Group.NOW, "team")


@require_GET
def lacking(request: HttpRequest) -> HttpResponse:
    """What records within reach lack, by rule and by worker."""
    return _board(request, Group.RECORD, "team_records")


def _board(request: HttpRequest, group: Group, url_name: str) -> HttpResponse:
    who, now = viewer(request), timezone.now()
    which = request.GET.get("which", "")
    matters = of_group(group)
    chosen = next((m for m in matters if m.slug == which), None)
    if which and chosen is None:
        raise Http404
    teams = list(Team.objects.filter(agency_id=who.agency).order_by("name")) if who.manages else []
    within = _within(request, teams, who)
    found = boards.lines(who, [chosen] if chosen else matters, at=now, within=within)
    parts: list[Component] = []
    if teams:
        parts.append(_filters(teams, within, which))
    if chosen is not None:
        parts += _children(chosen, found, who)
    else:
        parts.append(_matters(matters, boards.counts(found), url_name, within))
        if group is Group.RECORD and who.manages:
            parts += _by_worker(found, url_name)
    page = Page(
        heading=_(chosen.words) if chosen else HEADINGS[group],
        parts=parts,
        back=_address(url_name, within) if chosen else "",
    )
    return show_page(
        request,
        page,
        "teamwork/board.html",
        chosen=_(chosen.why) if chosen else "",
        is_about_records=group is Group.RECORD,
    )


def _within(request: HttpRequest, teams: Sequence[Team], who: Viewer) -> Within:
    team = next((t.id for t in teams if str(t.id) == request.GET.get("team", "")), None)
    asked = request.GET.get("worker", "")
    if not asked or not who.manages:
        return Within(team)
    colleagues = Practitioner.objects.filter(agency_id=who.agency).values_list("id", flat=True)
    worker = next((one for one in colleagues if str(one) == asked), None)
    if worker is None:
        raise Http404
    return Within(team, worker)


def _address(url_name: str, within: Within, which: str = "") -> str:
    asked = {
        "which": which,
        "team": str(within.team or ""),
        "worker": str(within.worker or ""),
    }
    told = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse(url_name)}?{told}" if told else reverse(url_name)


def _filters(teams: Sequence[Team], within: Within, which: str) -> Filters:
    options = [Option("", _("The whole agency"), within.team is None)]
    options += [Option(str(t.id), t.name, t.id == within.team) for t in teams]
    kept = tuple((k, v) for k, v in (("which", which), ("worker", str(within.worker or ""))) if v)
    return Filters([Choose("team", _("Team"), options)], kept)


def _matters(
    matters: Sequence[Matter], counted: Counter[str], url_name: str, within: Within
) -> Component:
    columns = [Column(_("What")), Column(_("Children"), numeric=True)]
    rows: list[list[Shown]] = [
        [
            _(matter.words),
            Link(
                str(counted[matter.slug]),
                _address(url_name, within, matter.slug),
                about=_(matter.words),
            )
            if counted[matter.slug]
            else "0",
        ]
        for matter in matters
    ]
    return Table(_("Children it concerns"), columns, rows, cards=False, caption_hidden=True)


def _children(matter: Matter, found: Sequence[Line], who: Viewer) -> list[Component]:
    shown = found[: boards.MOST]
    known = these({line.child for line in shown}, as_=who)
    workers = boards.of_workers(list(known))
    if not shown:
        return [Empty(_("There is none."), _("Nothing here, or nothing that you may read."))]
    columns = [Column(_("Child")), Column(_("Since")), Column(_("Who leads"))]
    rows = [
        [
            _child(known[line.child], line.entry),
            day_in_words(line.since.astimezone(LONDON).date()),
            Name(workers[line.child][1]) if line.child in workers else _("Nobody"),
        ]
        for line in shown
        if line.child in known
    ]
    return [Table(_(matter.words), columns, rows, caption_hidden=True), *_more(found)]


def _more(found: Sequence[Line]) -> list[Component]:
    left = len(found) - boards.MOST
    if left <= 0:
        return []
    words = ngettext("%(count)s more is not shown.", "%(count)s more are not shown.", left) % {
        "count": left
    }
    return [Lines([words])]


def _child(child: InReach, entry: UUID | None) -> Shown:
    address = reverse("child", args=[child.child])
    return Link(child_name(child), f"{address}#entry-{entry}" if entry else address)


def _by_worker(found: Sequence[Line], url_name: str) -> list[Component]:
    workers = boards.of_workers(list({line.child for line in found}))
    counted = Counter(workers[line.child] for line in found if line.child in workers)
    if not counted:
        return []
    columns = [Column(_("Who leads")), Column(_("To look at"), numeric=True)]
    rows: list[list[Shown]] = [
        [
            Name(name),
            Link(str(number), _address(url_name, Within(worker=worker)), about=name),
        ]
        for (worker, name), number in sorted(counted.items(), key=lambda one: one[0][1])
    ]
    return [Table(_("By who leads"), columns, rows, cards=False)]


@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """What is overdue, and why, as far as somebody has said."""
    who, now = viewer(request), timezone.now()
    teams = list(Team.objects.filter(agency_id=who.agency).order_by("name")) if who.manages else []
    within = _within(request, teams, who)
    overdue = behind(who, None, at=now, which="overdue", team=within.team, limit=boards.MOST)
    known = these({child for child, _due in overdue}, as_=who)
    reasons = boards.reasons(list(known))
    rows = [
        [
            Link(child_name(known[child]), reverse("child", args=[child])),
            Lines([duty_tag(due, now), _(due.duty.title)]),
            _reason(reasons.get((child, due.duty.id)), child),
        ]
        for child, due in overdue
        if child in known and due.duty.category in known[child].categories
    ]
    parts: list[Component] = [_filters(teams, within, "")] if teams else []
    columns = [Column(_("Child")), Column(_("What")), Column(_("Why"))]
    parts.append(
        Table(_("What is overdue"), columns, rows, caption_hidden=True)
        if rows
        else Empty(_("Nothing is overdue."), _("Nothing here, or nothing that you may read."))
    )
    page = Page(heading=_("What is overdue, and why"), parts=parts, back=reverse("team"))
    return show_page(request, page, "tutela/page.html")


def _reason(why: str | None, child: UUID) -> Shown:
    if why is not None:
        return _(LateReason(why).label)
    return Link(_("Say why"), reverse("record_ask", args=[child, "lateness-explained"]))
