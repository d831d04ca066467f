"""To the agency's own sign-in, and back."""

from __future__ import annotations

import json
import logging
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tutela.people.models import Practitioner
from tutela.signin.lasting import fresh
from tutela.signin.models import Provider
from tutela.signin.proof import FRESH_FOR, SINGLE_SIGN_ON
from tutela.signin.sealing import CannotOpen, seal, unseal
from tutela.signin.sessions import end_one, hash_of
from tutela.signin.sso import errand as errands
from tutela.signin.sso import providers
from tutela.signin.sso.asking import Doors, NotReached, doors_of, keys_of, token_for
from tutela.signin.sso.claims import Expected, NotBelieved, Proved, believe
from tutela.signin.sso.errand import BIND, PROVE, SIGN_IN, Errand
from tutela.web.freshness import prove_yourself

_log = logging.getLogger(__name__)

AT_SIGN_IN = 12 * 60 * 60
"""Seconds that a sign-in at the agency may be old when somebody comes in here."""

_BINDING = "binding"


@login_not_required
@transaction.non_atomic_requests
@require_POST
def begin(request: HttpRequest, provider: UUID) -> HttpResponse:
    """Send the browser to the agency's sign-in."""
    there = get_object_or_404(Provider, id=provider)
    why = _why(request)
    if why == BIND and not fresh(request):
        return prove_yourself(request)
    try:
        doors = doors_of(there.issuer)
    except NotReached as problem:
        return _refused(request, there, str(problem))
    next_page = get_next_redirect_url(request) or "/"
    whose = {"holder": str(request.user.pk), "session": _here(request)} if why != SIGN_IN else {}
    errand = Errand.new(why, there.id, at=time.time(), next_page=next_page, **whose)
    answer = _leaving(request, _question(request, there, doors, errand))
    errand.keep(answer)
    return answer


@login_not_required
@transaction.non_atomic_requests
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """What the agency's sign-in answered. Whoever comes without having been sent is refused."""
    at = time.time()
    errand = errands.kept(request, at=at)
    state = request.GET.get("state", "")
    if errand is None or not constant_time_compare(state, errand.state):
        return _refused(request, None, "nobody was sent with this state")
    there = Provider.objects.select_related("agency").filter(id=errand.provider).first()
    until = timezone.now() + timedelta(seconds=errands.LASTS)
    if there is None or not providers.spend(errand.nonce, at=timezone.now(), until=until):
        return _refused(request, there, "answered already")
    try:
        proved = _proved(request, there, errand, at)
    except (NotReached, NotBelieved, CannotOpen) as problem:
        return _refused(request, there, str(problem))
    return _done(request, there, errand, proved)


@transaction.non_atomic_requests
@require_POST
def bind(request: HttpRequest) -> HttpResponse:
    """Take the account that the agency's sign-in has just proved as one's own."""
    assert isinstance(request.user, Practitioner)
    try:
        held = json.loads(
            unseal(request.POST.get("proved", ""), where=f"{_BINDING}/{_here(request)}")
        )
    except CannotOpen:
        return _refused(request, None, "bound by another session")
    there = get_object_or_404(Provider, id=held["provider"])
    if not fresh(request) or time.time() - held["at"] > FRESH_FOR:
        return _refused(request, there, "bound too late")
    try:
        providers.bind(request.user, there, held["subject"])
    except providers.CannotSetUp as problem:
        return _refused(request, there, "already bound", words=str(problem))
    return HttpResponseRedirect(reverse("mfa_index"))


def _why(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return SIGN_IN
    return BIND if request.POST.get("why") == BIND else PROVE


def _question(request: HttpRequest, there: Provider, doors: Doors, errand: Errand) -> str:
    asked: dict[str, str | int] = {
        "response_type": "code",
        "scope": "openid",
        "client_id": there.client_id,
        "redirect_uri": _back_here(request),
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": errand.challenge,
        "code_challenge_method": "S256",
        "max_age": AT_SIGN_IN if errand.why == SIGN_IN else 0,
    }
    if there.acr:
        asked["acr_values"] = " ".join(there.acr)
    if errand.why != SIGN_IN:
        asked["prompt"] = "login"
    joined = "&" if "?" in doors.authorize else "?"
    return f"{doors.authorize}{joined}{urlencode(asked)}"


def _proved(request: HttpRequest, there: Provider, errand: Errand, at: float) -> Proved:
    if "error" in request.GET:
        raise NotReached("it said no")
    if "iss" in request.GET and request.GET["iss"] != there.issuer:
        raise NotBelieved("the answer is of another issuer")
    doors = doors_of(there.issuer)
    token = token_for(
        doors,
        request.GET.get("code", ""),
        client=(there.client_id, providers.secret_of(there)),
        verifier=errand.verifier,
        back=_back_here(request),
    )
    expected = Expected(
        there.issuer, there.client_id, errand.nonce, there.acr, there.amr, errand.began,
        AT_SIGN_IN if errand.why == SIGN_IN else FRESH_FOR,
    )  # fmt: skip
    try:
        return believe(token, keys_of(doors), expected, at=at)
    except NotBelieved:
        # The issuer may have begun to sign with a new key.
        return believe(token, keys_of(doors, anew=True), expected, at=at)


def _done(request: HttpRequest, there: Provider, errand: Errand, proved: Proved) -> HttpResponse:
    """Our session cookie was not sent along, so nobody is signed in on this page. Who came to bind
    goes on with a form, which only the session that they left from can send."""
    if errand.why == BIND:
        held = {"provider": str(there.id), "subject": proved.subject, "at": time.time()}
        sealed = seal(json.dumps(held), where=f"{_BINDING}/{errand.session}")
        return _arriving(request, "account/sso_bind.html", {"proved": sealed}, there)
    person = providers.who_is(there, proved.subject)
    if person is None or (errand.why == PROVE and str(person.id) != errand.holder):
        return _refused(request, there, "nobody, or somebody else, is bound to this subject")
    if errand.why == PROVE:
        # The session goes on under a new key.
        end_one(person.id, errand.session)
    request.session.flush()
    get_adapter().login(request, person)
    record_authentication(
        request, person, SINGLE_SIGN_ON, provider=str(there.id), reauthenticated=True
    )
    return _arriving(request, "account/sso_arrived.html", {"next": errand.next_page}, there)


def _arriving(
    request: HttpRequest, template: str, context: dict[str, Any], there: Provider
) -> HttpResponse:
    answer = render(request, template, {**context, "agency": there.agency})
    errands.forget(answer)
    return answer


def _leaving(request: HttpRequest, address: str) -> HttpResponse:
    """A page that goes on by itself: `form-action 'self'` would stop a redirect of the form."""
    return render(request, "account/sso_leaving.html", {"address": address})


def _refused(
    request: HttpRequest, there: Provider | None, why: str, *, words: str = ""
) -> HttpResponse:
    _log.warning("A sign-in at an agency was refused: %s", why)
    said = words or _(
        "Your agency’s sign-in did not prove who you are, or you are not known here by it. Try "
        "again, or sign in another way. If it goes on, ask whoever looks after Tutela."
    )
    answer = render(request, "account/login_refused.html", {"words": said}, status=403)
    errands.forget(answer)
    return answer


def _back_here(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sso_back"))


def _here(request: HttpRequest) -> str:
    return hash_of(request.session.session_key or "")
