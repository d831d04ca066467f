"""Giving an invitation by link, and the one address at which a guest reads what they were sent."""

from __future__ import annotations

import time
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tutela.doors.errors import NotVisible
from tutela.doors.invited import open_as_guest
from tutela.doors.parcels import Parcel
from tutela.doors.reading import Record
from tutela.sharing import inviting
from tutela.sharing.answers import HowSent
from tutela.sharing.derive import Transition
from tutela.sharing.entries import TransitionProposed, TransitionSent
from tutela.sharing.receiving import terms_of
from tutela.sharing.rules import is_as_sent
from tutela.sharing.sending import must_share
from tutela.sharing.share_pages import package_parts, share_of
from tutela.sharing.views import record_for_sharing
from tutela.signin import tries
from tutela.signin.pages.arriving import CLEARED
from tutela.signin.sessions import BEGAN, HOLDER
from tutela.web.components import Name, Row, SummaryList
from tutela.web.dates import time_in_words
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page

IDLE = 15 * 60
"""Seconds. The database ends the sitting an hour after the link was used, whatever happens here."""

_GUEST, _SEEN = "guest", "seen"


@require_http_methods(["GET", "POST"])
@freshly_proven
def invite(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Give the link and the code, see whether it was opened, or take it back."""
    record = record_for_sharing(request, child)
    found = share_of(record, entry)
    must_share(record, found)
    if found.sent is None or found.package is None or found.package.how is not HowSent.LINK:
        raise Http404
    new = None
    if request.method == "POST" and request.POST.get("do") == "take-back":
        inviting.uninvite(record.gate, found.sent.id)
        return HttpResponseRedirect(request.path)
    if request.method == "POST":
        new = inviting.invite(record.gate, found.sent.id)
    return _giving(request, record, found, new)


def _giving(
    request: HttpRequest, record: Record, share: Transition, new: inviting.NewInvitation | None
) -> HttpResponse:
    assert share.sent is not None
    now = timezone.now()
    last = inviting.invited(record.gate, share.sent.id)
    rows = []
    if new is not None:
        link = request.build_absolute_uri(reverse("invited_by_link", args=[new.token]))
        rows = [Row(_("Link"), Name(link)), Row(_("Code"), Name(new.code))]
    return show_page(
        request,
        Page(title=_("Invite by link"), back=reverse("share", args=[record.child, share.id])),
        "sharing/invite.html",
        record=record,
        recipient=Name(share.proposal.recipient),
        contact=Name(share.proposal.contact or "—"),
        once=SummaryList(rows) if rows else None,
        told=_told(last) if last is not None else None,
        waits=last is not None and last.ended is None,
        is_open=share.is_open(now),
        most=inviting.MOST_FAILURES,
        hours=inviting.HOURS,
    )


def _told(last: inviting.Invited) -> SummaryList:
    rows = [
        Row(_("Invited by"), Name(last.issued_by)),
        Row(_("When"), time_in_words(last.issued_at)),
        Row(_("Can be opened until"), time_in_words(last.expires)),
        Row(_("Opened"), time_in_words(last.opened) if last.opened else _("Not yet")),
    ]
    if last.failures:
        rows.append(Row(_("Wrong codes"), str(last.failures)))
    if last.ended is not None:
        rows.append(Row(_("Taken back"), time_in_words(last.ended)))
    return SummaryList(rows)


@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link. It looks the same whatever the link is, and looks nothing up until a code
    is sent, so that no program that follows links uses it up."""
    wrong = False
    if request.method == "POST":
        network = tries.network_of(request)
        may = tries.try_once(tries.GUESTS, network, at=timezone.now())
        with transaction.atomic():
            came = inviting.come_in(token, request.POST.get("code", ""), may=may)
        if came is not None:
            tries.forgive(tries.GUESTS, network)
            _begin(request, came)
            return _see_other(reverse("invited"))
        wrong = True
    return show_page(
        request, Page(title=_("Open what was sent to you")), "sharing/invited_door.html",
        status=400 if wrong else 200, wrong=wrong,
    )  # fmt: skip


@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """What the guest was sent, for as long as they may read it."""
    invitation = _present(request)
    if invitation is None:
        return _over(request)
    if request.method == "POST":
        request.session.flush()
        answer = _over(request)
        answer.headers["Clear-Site-Data"] = CLEARED
        return answer
    try:
        with transaction.atomic():
            parcel = open_as_guest(invitation)
    except NotVisible:
        request.session.flush()
        return _over(request)
    return _reading(request, parcel)


def _reading(request: HttpRequest, parcel: Parcel) -> HttpResponse:
    assert isinstance(parcel.proposed, TransitionProposed)
    assert isinstance(parcel.sent, TransitionSent)
    return show_page(
        request,
        Page(title=_("Sent to you in confidence")),
        "sharing/invited.html",
        recipient=Name(parcel.proposed.recipient),
        from_whom=Name(f"{parcel.name}, {parcel.agency}"),
        sent_at=time_in_words(parcel.recorded),
        terms=SummaryList(terms_of(parcel.proposed)),
        package=package_parts(parcel.sent.package),
        as_sent=is_as_sent(parcel.sent),
        digest=parcel.sent.digest,
    )


def _over(request: HttpRequest) -> HttpResponse:
    return show_page(request, Page(title=_("Nothing is open here")), "sharing/invited_over.html")


def _begin(request: HttpRequest, invitation: UUID) -> None:
    """Begin the only sitting. Whoever was signed in on this device is so no more."""
    request.session.flush()
    now = time.time()
    request.session.update(
        {HOLDER: str(invitation), _GUEST: str(invitation), BEGAN: now, _SEEN: now}
    )


def _present(request: HttpRequest) -> UUID | None:
    held = request.session.get(_GUEST)
    if held is None or request.user.is_authenticated:
        return None
    now = time.time()
    if now - request.session.get(_SEEN, 0) > IDLE:
        request.session.flush()
        return None
    request.session[_SEEN] = now
    return UUID(held)


def _see_other(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
