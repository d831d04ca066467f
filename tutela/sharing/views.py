"""Sharing around one child: what is under way, consent, what has left; and the same in plain words,
to be read together with the young person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.parcels import Copy, copies_taken
from tutela.doors.reading import Record, read
from tutela.sharing.answers import AGREED, ConsentGiven, Part
from tutela.sharing.derive import Consent, Transition, TransitionState, consents, transitions
from tutela.sharing.ledger import Left, ledger, ledger_for_the_young_person
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
    Name,
    Shown,
    State,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words, time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

STATES = {
    TransitionState.PROPOSED: State.DUE,
    TransitionState.SENT: State.DUE,
    TransitionState.RECEIVED: State.MET,
    TransitionState.ACCEPTED: State.MET,
}


@require_GET
def sharing(request: HttpRequest, child: UUID) -> HttpResponse:
    """Everything about sharing, for those who answer for the record."""
    record = record_for_sharing(request, child)
    now = timezone.now()
    under_way = [one for one in transitions(record.chronology) if one.is_open(now)]
    return show_page(
        request,
        Page(title=_("Sharing and consent"), back=reverse("child", args=[child])),
        "sharing/sharing.html",
        record=record,
        child=child,
        under_way=_under_way(child, under_way, now),
        consents=_consents(record, now),
        left=_left(child, ledger(record.chronology, now)),
        copies=_copies(copies_taken(child)),
        may_propose=record.may(Action.RECORD, Category.PROTECTION),
        may_ask=record.may(Action.RECORD, Category.VOICE),
    )


@require_GET
def together(request: HttpRequest, child: UUID) -> HttpResponse:
    """The young person's own list, on a screen or paper that both look at."""
    record = record_for_sharing(request, child)
    return show_page(
        request,
        Page(title=_("What was shared"), back=reverse("sharing", args=[child])),
        "sharing/together.html",
        lines=ledger_for_the_young_person(record.chronology, timezone.now()),
    )


def record_for_sharing(request: HttpRequest, child: UUID) -> Record:
    """The record, for somebody who reads what is written about sharing."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    return record


def state_tag(share: Transition, at: datetime) -> Tag:
    """Where a share stands."""
    state = share.state(at)
    return Tag(_(state.label), STATES.get(state, State.QUIET))


def parts_in_words(parts: Iterable[Part]) -> str:
    """The parts of a record, in their own order."""
    found = set(parts)
    return ", ".join(_(part.label) for part in Part if part in found)


def _under_way(child: UUID, shares: Sequence[Transition], now: datetime) -> Component:
    if not shares:
        return Empty(_("Nothing is under way."), _("What is proposed or sent appears here."))
    columns = [
        Column(_("To whom")),
        Column(_("What")),
        Column(_("Until")),
        Column(_("Now")),
    ]
    rows: list[list[Shown]] = [
        [
            Link(Name(one.proposal.recipient), reverse("share", args=[child, one.id])),
            Lines([_(one.proposal.sort.label), parts_in_words(one.proposal.parts)]),
            day_in_words(one.proposal.until),
            state_tag(one, now),
        ]
        for one in shares
    ]
    return Table(_("Under way"), columns, rows, caption_hidden=True)


def _consents(record: Record, now: datetime) -> Component:
    found = consents(record.chronology)
    if not found:
        return Empty(
            _("Nobody was asked."),
            _("Where the law does not ask for sharing, the young person is asked first."),
        )
    columns = [Column(_("With whom")), Column(_("What")), Column(_("Answer")), Column(_("Next"))]
    may = record.may(Action.RECORD, Category.VOICE)
    rows: list[list[Shown]] = [
        [
            Name(one.question.with_whom),
            parts_in_words(one.parts or one.question.parts),
            _answer(one, now),
            _next(record.child, one, now) if may else "",
        ]
        for one in found
    ]
    return Table(_("Consent"), columns, rows, caption_hidden=True)


def _answer(consent: Consent, now: datetime) -> Shown:
    if consent.withdrawn is not None:
        when = moment_in_words(consent.withdrawn.happened)
        return Tag(_("Taken back, %(when)s") % {"when": when}, State.QUIET)
    if consent.answer is None:
        return Tag(_("Asked; not answered"), State.DUE)
    if consent.answer.answer not in AGREED:
        return Tag(_(consent.answer.answer.label), State.QUIET)
    if not consent.holds(now):
        return Tag(_("Yes; its time has run out"), State.QUIET)
    words = _("%(answer)s, until %(day)s") % {
        "answer": _(consent.answer.answer.label),
        "day": _day(consent.answer.until),
    }
    return Tag(words, State.MET)


def _next(child: UUID, consent: Consent, now: datetime) -> Shown:
    if consent.holds(now):
        words, kind = _("They take it back"), "consent-withdrawn"
    elif consent.answer is None or consent.answer.answer is ConsentGiven.NOT_DECIDED:
        words, kind = _("Record the answer"), "consent-answered"
    else:
        words, kind = _("Ask again"), "consent-asked"
    return Link(words, reverse("record_ask", args=[child, kind]), consent.question.with_whom)


def _left(child: UUID, lines: Sequence[Left]) -> Component:
    if not lines:
        return Empty(_("Nothing has left."), _("What is shared is listed here, and stays listed."))
    columns = [
        Column(_("When")), Column(_("To whom")), Column(_("What")), Column(_("Ground")),
        Column(_("By")), Column(_("Until")), Column(_("Receipt")), Column(_("Now")),
    ]  # fmt: skip
    return Table(
        _("What has left"), columns, [_ledger_row(child, line) for line in lines],
        caption_hidden=True,
    )  # fmt: skip


def _ledger_row(child: UUID, line: Left) -> list[Shown]:
    share = line.share
    to: Shown = Name(line.to)
    if share is not None:
        to = Link(to, reverse("share", args=[child, share.id]))
    what = parts_in_words(line.parts) or _("As far as their role reads")
    if line.receipt is not None:
        receipt = time_in_words(line.receipt.recorded)
    else:
        receipt = _("None yet") if share is not None else _("Not asked for")
    return [
        moment_in_words(line.when), to, what, _(line.ground), Name(line.by), _day(line.until),
        receipt, Tag(_(line.state), State.DUE if line.is_open else State.QUIET),
    ]  # fmt: skip


def _copies(copies: Sequence[Copy]) -> Component:
    if not copies:
        return Empty(
            _("No copy was taken out."), _("Papers and spreadsheets that were made stand here.")
        )
    columns = [Column(_("When")), Column(_("By")), Column(_("What for"))]
    rows: list[list[Shown]] = [
        [time_in_words(c.at), Name(f"{c.name}, {c.agency}"), Name(c.purpose)] for c in copies
    ]
    return Table(_("Copies"), columns, rows, caption_hidden=True)


def _day(on: date | None) -> str:
    return day_in_words(on) if on else _("No last day")
