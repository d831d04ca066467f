"""The board of guardians: who has none, since when and why; coverage by area."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from tutela.chronology.moment import LONDON
from tutela.protection.guardian.boards import STATES, Area, Line, board
from tutela.web.children.caseload import child_name
from tutela.web.components import Column, Component, Empty, Link, Shown, State, Table, Tag
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

MOST = 200
WORDS = {
    "nobody": (gettext_lazy("Nobody has asked for one"), State.OVERDUE),
    "waiting": (gettext_lazy("Waiting"), State.DUE),
    "gap": (gettext_lazy("No service in the area"), State.UNSAFE),
    "guardian": (gettext_lazy("Has a guardian"), State.MET),
}


@require_GET
def guardians(request: HttpRequest) -> HttpResponse:
    """Children without a guardian first; then how each area stands."""
    found = board(viewer(request))
    now = timezone.now()
    parts: list[Component] = [_without(found.without, now)]
    if found.areas:
        parts.append(_areas(found.areas))
    page = Page(heading=_("Guardians"), parts=parts)
    return show_page(request, page, "guardian/board.html", more=max(0, len(found.without) - MOST))


def _without(lines: tuple[Line, ...], now: datetime) -> Component:
    if not lines:
        return Empty(
            _("Every child within your reach who was referred has a guardian."),
            _("Children appear here from the day of their referral."),
        )
    columns = [Column(_("Child")), Column(_("Why")), Column(_("How long"), numeric=True)]
    rows: list[list[Shown]] = [
        [
            Link(child_name(line.child), reverse("child", args=[line.child.child])),
            Tag(*WORDS[line.state]),
            _days(line.since, now),
        ]
        for line in lines[:MOST]
    ]
    return Table(_("Without a guardian, the longest first"), columns, rows)


def _days(since: datetime, now: datetime) -> str:
    days = (now.astimezone(LONDON).date() - since.astimezone(LONDON).date()).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _median(days: float | None) -> str:
    return "–" if days is None else _("%(days)s days") % {"days": f"{days:g}"}


def _areas(areas: tuple[Area, ...]) -> Component:
    columns = [Column(_("Council that leads"))]
    columns += [Column(WORDS[state][0], numeric=True) for state in STATES]
    columns += [
        Column(_("Share with a guardian"), numeric=True),
        Column(_("Median wait for the first"), numeric=True),
    ]
    rows: list[list[Shown]] = [
        [
            area.name,
            *(str(area.counts[state]) for state in STATES),
            "–" if area.coverage is None else f"{area.coverage:.0%}",
            "–"
            if area.median_wait is None
            else _("%(days)s days") % {"days": f"{area.median_wait:g}"},
        ]
        for area in areas
    ]
    return Table(_("By area"), columns, rows)
