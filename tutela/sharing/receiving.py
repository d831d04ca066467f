"""What was shared with the person at this page: a list, a package, and their answer to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tutela.chronology.kinds import Content, Question
from tutela.doors.errors import NotVisible
from tutela.doors.parcels import Parcel, Waiting, answer_parcel, open_parcel, parcels_for
from tutela.sharing.answers import Sort
from tutela.sharing.entries import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionProposed,
    TransitionReceived,
    TransitionSent,
)
from tutela.sharing.rules import is_as_sent
from tutela.sharing.share_pages import package_parts
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLong, Wrong, controls, read_all
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Link,
    Name,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, time_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page
from tutela.web.telling import shown

WILL = AskLong(
    "will", "will", Question(gettext_noop("What will you do, and when?"), optional=True),
    longest=2_000,
)  # fmt: skip
WHY = AskLong("why", "why", Question(gettext_noop("Why do you decline?")), longest=2_000)
_TOLD = {
    "purpose": gettext_noop("What it is for"),
    "used_for": gettext_noop("You may use it for"),
    "until": gettext_noop("Until the end of"),
    "onward": gettext_noop("You may pass it on"),
    "ground": gettext_noop("On what ground"),
    "law": gettext_noop("Law, guidance or order"),
    "guest": gettext_noop("If you accept, you read these parts of the record as"),
    "parts": gettext_noop("Parts of the record"),
}
"""Of the proposal, what whoever receives it must know."""


@require_GET
def shared_with_me(request: HttpRequest) -> HttpResponse:
    """Everything that was sent to this person; whom it is about is said when it is opened."""
    waiting = parcels_for(viewer(request))
    return show_page(
        request, Page(_("Shared with you")), "sharing/shared_with_me.html", list=_list(waiting)
    )


@require_http_methods(["GET", "POST"])
@freshly_proven
def parcel(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One package. It is opened by a button, and opening it is the receipt."""
    found = _open(request, entry, audit_as="read")
    if request.method == "POST" and not found.received:
        receipt = TransitionReceived(by=viewer(request).name)
        answer_parcel(entry, receipt, by=viewer(request), id=posted_id(request, "_entry"))
        return HttpResponseRedirect(reverse("parcel", args=[entry]))
    return _show(request, found, Answers({}), [])


@require_POST
@freshly_proven
def answer(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Accept it, or decline it with a reason."""
    found, posted = _open(request, entry), Answers.posted(request.POST)
    accepts = request.POST.get("_answer") == "accept"
    ask: Ask = WILL if accepts else WHY
    values, wrong = read_all((ask,), posted)
    if wrong or not found.received:
        return _show(request, found, posted, wrong)
    name, content = viewer(request).name, None
    content = _content(name, values, accepts=accepts)
    stands = answer_parcel(entry, content, by=viewer(request), id=posted_id(request, "_entry"))
    if accepts and stands:
        return HttpResponseRedirect(reverse("child", args=[found.child]))
    said = _("You accepted. The sender sees it.") if accepts else _("You declined. They see why.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("shared_with_me"))


def _content(name: str, values: dict[str, str], *, accepts: bool) -> Content:
    if accepts:
        return TransitionAccepted(by=name, note=values.get("will"))
    return TransitionDeclined(by=name, note=values["why"])


def _open(request: HttpRequest, entry: UUID, audit_as: str = "") -> Parcel:
    try:
        return open_parcel(entry, as_=viewer(request), audit_as=audit_as)
    except NotVisible:
        # Not theirs, stopped, run out or never there: one answer for all.
        raise Http404 from None


def _show(request: HttpRequest, found: Parcel, posted: Answers, wrong: list[Wrong]) -> HttpResponse:
    assert isinstance(found.proposed, TransitionProposed)
    assert isinstance(found.sent, TransitionSent)
    errors = {w.name: w.message for w in wrong}
    return show_page(
        request,
        Page(title=_("Shared with you"), head=summary_of(wrong), back=reverse("shared_with_me")),
        "sharing/parcel.html",
        status=400 if wrong else 200,
        parcel=found,
        from_whom=Name(f"{found.name}, {found.agency}"),
        sent_at=time_in_words(found.recorded),
        terms=SummaryList(terms_of(found.proposed)),
        package=package_parts(found.sent.package) if found.received else (),
        as_sent=is_as_sent(found.sent),
        digest=found.sent.digest,
        mark=Name(viewer(request).name),
        hands_over=found.proposed.hands_over,
        accepting=controls((WILL,), posted, errors),
        declining=controls((WHY,), posted, errors),
    )


def terms_of(proposal: TransitionProposed) -> list[Row]:
    """What a recipient is told with a package, and bound by."""
    rows = [Row(_("What is it?"), _(proposal.sort.label))]
    rows += [
        Row(_(label), shown(proposal, name))
        for name, label in _TOLD.items()
        if getattr(proposal, name) is not None
    ]
    return rows


def _list(waiting: tuple[Waiting, ...]) -> Component:
    if not waiting:
        return Empty(
            _("Nothing was shared with you."),
            _("What colleagues send to your account appears here until its last day."),
        )
    columns = [Column(_("From")), Column(_("What")), Column(_("Sent")), Column(_("Until")),
               Column(_("Now"))]  # fmt: skip
    return Table(_("Shared with you"), columns, [_row(one) for one in waiting], caption_hidden=True)


def _row(one: Waiting) -> list[Shown]:
    who: Shown = Name(f"{one.name}, {one.agency}")
    if one.is_open:
        who = Link(who, reverse("parcel", args=[one.entry]))
    return [
        who, _(Sort(one.sort).label), time_in_words(one.sent), day_in_words(one.until), _tag(one),
    ]  # fmt: skip


def _tag(one: Waiting) -> Tag:
    if not one.is_open:
        return Tag(_("Over"))
    if one.accepted:
        return Tag(_("You accepted"), State.MET)
    if one.received:
        return Tag(_("Opened"), State.MET)
    return Tag(_("New"), State.DUE)
