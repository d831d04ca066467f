"""Two colleagues give a third a new way in; and the third is told."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tutela.people.models import Practitioner
from tutela.signin import renewals
from tutela.signin.renewals import Half, NotRenewed
from tutela.web.freshness import freshly_proven


@require_http_methods(["GET", "POST"])
@freshly_proven
def colleagues(request: HttpRequest) -> HttpResponse:
    """Ask for a new way in for a colleague; see what waits for an approval."""
    me = _person(request)
    half, problem = None, ""
    if request.method == "POST":
        email = request.POST.get("email", "").strip().casefold()
        person = Practitioner.objects.filter(email=email, agency_id=me.agency_id).first()
        try:
            half = _asked(person, me)
        except NotRenewed as refused:
            problem = str(refused)
    return _shown(request, half=half, which=1, problem=problem)


@require_POST
@freshly_proven
def approve(request: HttpRequest, renewal: UUID) -> HttpResponse:
    """Approve what a colleague asked for, and be shown the second half of the code."""
    try:
        half = renewals.approve(renewal, by=_person(request), at=timezone.now())
    except NotRenewed as refused:
        return _shown(request, problem=str(refused))
    return _shown(request, half=half, which=2)


@require_http_methods(["GET", "POST"])
def told(request: HttpRequest) -> HttpResponse:
    """Somebody asked for a new way in for me. Go on, or stop it."""
    me = _person(request)
    at = timezone.now()
    if request.method == "POST":
        renewals.stop(me.id, at=at)
    asked = renewals.asked_for(me.id, at=at)
    if asked is None and request.method == "GET":
        return HttpResponseRedirect(reverse("my_children"))
    return render(request, "account/renewal_told.html", {"asked": asked})


def _asked(person: Practitioner | None, me: Practitioner) -> Half:
    if person is None:
        raise NotRenewed(_("There is nobody with this address in your agency."))
    return renewals.ask(person, by=me, at=timezone.now())


def _shown(
    request: HttpRequest, *, half: Half | None = None, which: int = 0, problem: str = ""
) -> HttpResponse:
    waiting = renewals.to_approve(_person(request), at=timezone.now())
    context = {"half": half, "which": which, "problem": problem, "waiting": waiting}
    return render(request, "account/colleagues.html", context)


def _person(request: HttpRequest) -> Practitioner:
    assert isinstance(request.user, Practitioner)
    return request.user
