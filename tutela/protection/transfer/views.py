"""Pages of transfers: one child's, all who wait, and what an authority declares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import ValidationError

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.chronology.moment import LONDON
from tutela.doors.caseload import these
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record, read
from tutela.people import lists
from tutela.people.models import Practitioner
from tutela.protection.transfer.answers import Need
from tutela.protection.transfer.declaring import (
    MOST_PLACES,
    Declared,
    declare_places,
    may_declare,
)
from tutela.protection.transfer.derive import Transfer, TransferState, transfer_now
from tutela.protection.transfer.matching import Matching, One, match
from tutela.protection.transfer.models import Declaration
from tutela.protection.transfer.words import reason_in_words
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.build import asks_of
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
    Name,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
    Warn,
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page
from tutela.web.sections import Section, show_sections, to_record

if TYPE_CHECKING:
    from tutela.evidence.matching.fit import Fit

SUGGESTS = "Tutela suggests; a person decides, and writes down why."


@require_GET
def transfer(request: HttpRequest, child: UUID) -> HttpResponse:
    """One child's move to another authority: where it stands, and who could take them."""
    who = viewer(request)
    record = read(child, as_=who)
    record.gate.must(Action.READ, Category.PROTECTION)
    at = timezone.now()
    now = transfer_now(record.chronology, at)
    sections = [_stands(record, now, at)]
    if now is not None and not (now.moved or now.ended):
        sections.append(_places(record, match(who, at)))
    return show_sections(request, record, _("Move to another authority"), sections)


def _stands(record: Record, now: Transfer | None, at: datetime) -> Section:
    doing = to_record(record, *_next_steps(now.state(at) if now is not None else None))
    heading = _("Where it stands")
    if now is None:
        body = _("For a child who may have been trafficked, ask first whether a move is good.")
        return Section(heading, [Empty(_("No transfer is under way."), body)], doing=doing)
    state = now.state(at)
    rows = [
        Row(_("Stands"), _(state.label) if state else ""),
        Row(_("Referred"), moment_in_words(now.referral.happened)),
        Row(_("In the child’s best interests"), _(now.content.interests.label)),
    ]
    if now.moved is not None:
        rows.append(Row(_("Moved"), moment_in_words(now.moved.happened)))
        rows.append(Row(_("Responsible from"), _responsible(now)))
        rows.append(Row(_("Days between"), _gap(now, at)))
    return Section(heading, [SummaryList(rows)], doing=doing)


def _next_steps(state: TransferState | None) -> list[tuple[str, str]]:
    """What can be recorded next, by where it stands."""
    place = [
        ("transfer-needs", _("Record what the child needs in a new place")),
        ("transfer-decision", _("Record which authority to ask, and why")),
        ("transfer-offer", _("Record an offer")),
    ]
    stop = ("transfer-ended", _("Record that there will be no move"))
    match state:
        case TransferState.REFERRED:
            return [*place, stop]
        case TransferState.OFFERED:
            return [*place, ("transfer-answered", _("Record the answer to an offer")), stop]
        case TransferState.ACCEPTED:
            return [
                ("transition-proposed", _("Propose that the lead passes to them (sharing)")),
                ("transfer-moved", _("Record that the child has moved")),
                stop,
            ]
        case TransferState.MOVED:
            return [
                ("transition-proposed", _("Propose that the lead passes to them (sharing)")),
                ("transfer-received", _("Record the new authority’s receipt")),
            ]
        case _:
            return [("nts-referral", _("Record a referral to the National Transfer Scheme"))]


def _responsible(now: Transfer) -> Shown:
    if now.responsible_from is None:
        return Tag(_("Nobody there has signed yet"), State.OVERDUE)
    return day_in_words(now.responsible_from)


def _gap(now: Transfer, at: datetime) -> Shown:
    days = now.gap(at) or 0
    words = ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    return Tag(words, State.UNSAFE) if days else words


def _places(record: Record, found: Matching) -> Section:
    heading = _("Who could take them")
    if found.of(record.child) is None:
        words = _(
            "This child’s whereabouts are kept closely, or you can’t see what they need. Their "
            "place is found by people, not here."
        )
        return Section(heading, [Warn(words)])
    ranked = found.ranked(record.child)
    if not ranked:
        body = _("Their managers say so on the page of transfers.")
        return Section(heading, [Empty(_("No authority has declared places."), body)])
    suggested = found.plan.get(record.child)
    rows = [_fit(fit, suggested) for fit in ranked]
    columns = [Column(_("Authority")), Column(_("For")), Column(_("Against"))]
    intro = _("The best for this child first. %(suggests)s") % {"suggests": _(SUGGESTS)}
    return Section(heading, [Table(_("Authorities"), columns, rows, caption_hidden=True)], intro)


def _fit(fit: Fit, suggested: Fit | None) -> list[Shown]:
    name: list[Shown] = [Name(fit.authority.name)]
    if suggested is not None and suggested.authority.key == fit.authority.key:
        name.append(Tag(_("Fits best for all who wait"), State.MET))
    elif not fit.is_possible:
        name.append(Tag(_("Not possible"), State.UNSAFE))
    reasons: list[Shown] = [reason_in_words(r) for r in fit.reasons]
    against: list[Shown] = [reason_in_words(r) for r in fit.against]
    return [Lines(name), Lines(reasons or [_("Nothing known")]), Lines(against or [_("Nothing")])]


@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """All who wait for a place, as far as they are within reach, and what authorities have."""
    assert isinstance(request.user, Practitioner)
    who = viewer(request)
    found = match(who, timezone.now())
    faces = these([one.child for one in found.waiting], as_=who)
    rows = [
        _waiting(one, found, faces[one.child].face.name or one.reference)
        for one in found.waiting
        if one.child in faces
    ]
    return show_page(
        request,
        Page(heading=_("Transfers between authorities")),
        "transfer/transfers.html",
        suggests=_(SUGGESTS),
        waiting=_table_of_children(rows),
        kept_close=found.kept_close,
        declared=_table_of_authorities(found.declared),
        may_declare=may_declare(request.user),
    )


def _waiting(one: One, found: Matching, name: str) -> list[Shown]:
    suggested = found.plan.get(one.child)
    place: Shown = (
        Name(suggested.authority.name)
        if suggested is not None
        else Tag(_("Nowhere possible: look further"), State.OVERDUE)
    )
    link = Link(Name(name), reverse("transfer", args=[one.child]))
    since: list[Shown] = [day_in_words(one.since.astimezone(LONDON).date())]
    if one.hotel:
        since.append(Tag(_("In a hotel"), State.UNSAFE))
    return [link, Lines(since), place]


def _table_of_children(rows: list[list[Shown]]) -> Component:
    if not rows:
        return Empty(_("No child within your reach waits."), _("Whoever is referred shows here."))
    columns = [Column(_("Child")), Column(_("Referred")), Column(_("Fits best for all who wait"))]
    return Table(_("Children who wait for a place"), columns, rows, caption_hidden=True)


def _table_of_authorities(declared: Sequence[Declaration]) -> Component:
    if not declared:
        body = _("A manager of an authority says here what it has. It counts for 90 days.")
        return Empty(_("No authority has declared places."), body)
    columns = [
        Column(_("Authority")), Column(_("Places"), numeric=True), Column(_("Languages")),
        Column(_("Has")), Column(_("Said on")),
    ]  # fmt: skip
    rows: list[list[Shown]] = [
        [
            Name(one.agency.name),
            str(one.places),
            ", ".join(_(lists.label("languages", code)) for code in one.languages),
            Lines([_(Need(offer).label) for offer in one.offers]),
            day_in_words(one.at.astimezone(LONDON).date()),
        ]
        for one in declared
    ]
    return Table(_("What authorities have"), columns, rows, caption_hidden=True)


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """A manager says what their authority has."""
    person = request.user
    assert isinstance(person, Practitioner)
    if not may_declare(person):
        raise NotAllowed("a declaration is made by a manager of the authority")
    asks, answers = asks_of(Declared), Answers.posted(request.POST)
    wrong: list[Wrong] = []
    if request.method == "POST":
        values, wrong = read_all(asks, answers)
        if not wrong:
            wrong = _declared(request, person, values)
        if not wrong:
            messages.success(request, _("Written down. It counts for 90 days."))
            return HttpResponseRedirect(reverse("transfers"))
    page = Page(heading=_("What we have"), head=summary_of(wrong), back=reverse("transfers"))
    return show_page(
        request,
        page,
        "transfer/declare.html",
        status=400 if wrong else 200,
        agency=Name(person.agency.name),
        controls=controls(asks, answers, {w.name: w.message for w in wrong}),
    )


def _declared(request: HttpRequest, person: Practitioner, values: dict[str, object]) -> list[Wrong]:
    given = {name: value for name, value in values.items() if value is not None}
    try:
        declared = Declared.model_validate(given)
    except ValidationError:
        return [Wrong("places", "#q-places", _("Check what you have written"))]
    wrong = [
        Wrong(name, f"#q-{name}", _("Choose every one from the list"))
        for name in ("counties", "towns", "languages")
        if not set(getattr(declared, name)) <= lists.by_value(_LISTS[name]).keys()
    ]
    if not 0 <= declared.places <= MOST_PLACES:
        wrong.append(Wrong("places", "#q-places", _("Say a number from 0 to 200")))
    if not wrong:
        declare_places(declared, by=person, viewer=viewer(request))
    return wrong


_LISTS = {"counties": "regions", "towns": "towns", "languages": "languages"}
