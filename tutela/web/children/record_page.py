"""A child's page: whose it is, what is due, where things stand, and the chronology."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tutela.access.asked import ChildState
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category
from tutela.doors.caseload import looked
from tutela.doors.reading import Record, read
from tutela.duties.births import born
from tutela.duties.duty import Due, duties_of
from tutela.people.models import Look
from tutela.web import drafts, rooms
from tutela.web.children import asat
from tutela.web.children.duties import duty_line
from tutela.web.components import (
    Choose,
    Component,
    DutyList,
    Empty,
    Filters,
    Identity,
    Link,
    Name,
    Option,
    Row,
    State,
    SummaryList,
    Tag,
    Text,
)
from tutela.web.dates import time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page
from tutela.web.story import render_story
from tutela.web.words import CATEGORY_WORDS

MOST_ENTRIES = 200
"""Entries shown at once; a filter or the link to all shows the rest."""


@require_GET
def child_page(request: HttpRequest, child: UUID) -> HttpResponse:
    """The child's page, now or as at an earlier moment."""
    who = viewer(request)
    moment = asat.chosen(request)
    record = read(child, as_=who, at=moment.at)
    at = moment.moment
    last = None
    if moment.at is None:
        last = Look.objects.filter(practitioner_id=who.id, child_id=child).first()
        looked(child, by=who)
    entries, hidden = _chosen_entries(request, record)
    dues = _dues(record, at)
    kept = tuple((k, request.GET[k]) for k in ("about", "order", "all") if request.GET.get(k))
    page = Page(title=_("Child’s page"))
    return show_page(
        request,
        page,
        "tutela/children/child.html",
        record=record,
        child=child,
        identity=identity_of(record, at),
        new=_new(record, last.at if last else None, who.id),
        due=due_now(dues, at),
        over=over_by(dues, at),
        standing=standing_of(record, at),
        as_at=asat.control(request, moment, kept=kept),
        filters=_filters(request, record),
        story=render_story(record, entries[:MOST_ENTRIES]),
        more=max(0, len(entries) - MOST_ENTRIES),
        empty=not entries,
        hidden=_hidden_words(hidden),
        may_record=moment.at is None and bool(record.recordable()),
        pages=_pages(record),
        unfinished=len(drafts.begun(who, child)),
        compare_url=reverse("compare", args=[child]),
    )


@require_GET
def compare(request: HttpRequest, child: UUID) -> HttpResponse:
    """Two moments side by side: where things stood, and what was recorded in between."""
    first = asat.chosen(request)
    second = asat.chosen(request, day="day2", clock="clock2")
    record = read(child, as_=viewer(request))
    moments = sorted([first.moment, second.moment])
    sides = [_side(record, at) for at in moments] if first.at or second.at else []
    between = [e for e in record.chronology if moments[0] < e.recorded <= moments[1]]
    page = Page(title=_("Compare two moments"), back=reverse("child", args=[child]))
    return show_page(
        request,
        page,
        "tutela/children/compare.html",
        record=record,
        first=first,
        second=second,
        sides=sides,
        story=render_story(record, reversed(between)),
        nothing=not between,
    )


@require_GET
def choose_kind(request: HttpRequest, child: UUID) -> HttpResponse:
    """What can be recorded, under its headings."""
    record = read(child, as_=viewer(request))
    groups: dict[str, list[tuple[str, str, str]]] = {}
    # What happens to the child comes before what happens to the record.
    for kind in sorted(record.recordable(), key=lambda k: k.category is Category.RECORD):
        address = reverse("record_ask", args=[child, kind.slug])
        heading = _(kind.group) if kind.group else _("Other")
        groups.setdefault(heading, []).append((_(kind.title), address, _(kind.about)))
    page = Page(title=_("Record something"), back=reverse("child", args=[child]))
    return show_page(
        request,
        page,
        "tutela/children/choose.html",
        record=record,
        groups=list(groups.items()),
        unfinished={d.kind for d in drafts.begun(viewer(request), child)},
    )


def identity_of(record: Record, at: datetime) -> Identity:
    """The identity bar."""
    who = rooms.who_is(record, at)
    states = [*rooms.states(record, at), *who.states]
    if record.gate.state is ChildState.RESTRICTED:
        states.append(Tag(_("Restricted record"), State.UNSAFE))
    if record.gate.state is ChildState.CLOSED:
        states.append(Tag(_("Closed record")))
    facts = [*who.facts, Row(_("Reference"), record.gate.reference)]
    return Identity(Name(who.name), who.sentence, facts, states)


def due_now(dues: Iterable[Due], at: datetime) -> Component:
    """What is due towards this child, as far as this viewer may read."""
    lines = [duty_line(due, at) for due in dues if due.is_open(at)]
    if not lines:
        return Empty(
            _("Nothing is due."),
            _("Duties appear here when something that starts one is recorded."),
        )
    return DutyList(lines)


def over_by(dues: Iterable[Due], at: datetime) -> DutyList:
    """What was due and is no more: met, met late, or no longer applying."""
    return DutyList([duty_line(due, at) for due in dues if not due.is_open(at)])


def standing_of(record: Record, at: datetime) -> Component:
    """Where things stand, from all rooms."""
    rows = rooms.standing(record, at)
    if not rows:
        return Empty(
            _("Nothing is known yet."), _("What is recorded about the child is summed up here.")
        )
    return SummaryList(rows)


def _pages(record: Record) -> list[tuple[Text, str]]:
    """Pages about this child: the circle, and those of the rooms."""
    child = record.child
    own: list[tuple[Text, str]] = [
        (_("The circle around the child"), reverse("circle", args=[child]))
    ]
    offered = rooms.pages(record)
    return own + [(page.words, reverse(page.url_name, args=[child])) for page in offered]


def _dues(record: Record, at: datetime) -> tuple[Due, ...]:
    known = record.chronology.as_at(at)
    return duties_of(known, nation=record.gate.nation, born=born(known))


def _new(record: Record, since: datetime | None, me: UUID) -> Link | None:
    """How much others have recorded since this viewer last looked."""
    if since is None:
        return None
    new = [e for e in record.chronology if e.recorded > since and e.by != me]
    if not new:
        return None
    words = ngettext(
        "One entry was recorded since you last looked, on %(when)s",
        "%(count)s entries were recorded since you last looked, on %(when)s",
        len(new),
    )
    first = f"#entry-{new[-1].id}"
    return Link(words % {"count": len(new), "when": time_in_words(since)}, first)


def _chosen_entries(request: HttpRequest, record: Record) -> tuple[list[Entry], list[Entry]]:
    """The entries that the filters ask for, and those no longer standing that they leave out."""
    chronology = record.chronology
    standing = list(chronology.standing_entries)
    fallen = [e for e in chronology if e.withdraws is None and chronology.mended_by(e.id)]
    shown = [*standing, *fallen] if request.GET.get("all") else standing
    about = request.GET.get("about", "")
    if about in set(Category):
        shown = [e for e in shown if e.category == about]
    if request.GET.get("order") == "story":
        shown.sort(key=_when)
    else:
        shown.sort(key=_when, reverse=True)
    return shown, [] if request.GET.get("all") else fallen


def _when(entry: Entry) -> tuple[float, int]:
    start = entry.happened.start
    return (start.timestamp() if start else float("-inf"), entry.place)


def _filters(request: HttpRequest, record: Record) -> Filters:
    about, order = request.GET.get("about", ""), request.GET.get("order", "")
    present = sorted({e.category for e in record.chronology}, key=list(Category).index)
    categories = [Option("", _("Everything"), not about)]
    categories += [Option(c, CATEGORY_WORDS[c], c == about) for c in present]
    orders = [
        Option("", _("Latest first"), order != "story"),
        Option("story", _("From the beginning"), order == "story"),
    ]
    fallen = request.GET.get("all", "")
    alls = [
        Option("", _("As it stands"), not fallen),
        Option("1", _("With corrected and withdrawn entries"), bool(fallen)),
    ]
    kept = tuple((k, request.GET[k]) for k in ("day", "clock") if request.GET.get(k))
    return Filters(
        [
            Choose("about", _("About"), categories),
            Choose("order", _("Order"), orders),
            Choose("all", _("Entries"), alls),
        ],
        kept,
    )


def _hidden_words(fallen: list[Entry]) -> str:
    if not fallen:
        return ""
    return ngettext(
        "One entry was corrected or withdrawn and is not shown.",
        "%(count)s entries were corrected or withdrawn and are not shown.",
        len(fallen),
    ) % {"count": len(fallen)}


def _side(record: Record, at: datetime) -> dict[str, object]:
    known = Record(record.gate, record.chronology.as_at(at))
    return {
        "when": time_in_words(at),
        "identity": rooms.who_is(known, at),
        "standing": standing_of(known, at),
        "due": due_now(_dues(known, at), at),
        "count": len(known.chronology.standing_entries),
    }
