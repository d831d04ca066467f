"""Signing in and out, and coming in with a code in two halves."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tutela.people.models import Practitioner
from tutela.signin import renewals, tries
from tutela.signin.forms import PasskeyAlone, WithBothHalves
from tutela.signin.sso.providers import offered

View = Callable[..., HttpResponse]

CLEARED = '"cache", "cookies", "storage"'
"""What a browser forgets at a sign-out."""


@login_not_required
@transaction.non_atomic_requests
def sign_in(request: HttpRequest) -> HttpResponse:
    """Password, passkey, or the agency's own sign-in."""
    answer: HttpResponse = _by_password(request)
    return answer


class _ByPassword(account.LoginView):  # type: ignore[misc]  # allauth is not typed
    def get_context_data(self, **more: object) -> dict[str, object]:
        context = super().get_context_data(**more)
        next_page = get_next_redirect_url(self.request) or ""
        return {**context, "agencies": offered(), "next": next_page}


_by_password: View = _ByPassword.as_view()

# The try is counted outside the request's own transaction; see `tries`.
code: View = transaction.non_atomic_requests(mfa.authenticate)


@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def with_passkey(request: HttpRequest) -> HttpResponse:
    """What a browser asks a passkey (GET, for our script), and its answer (POST)."""
    limited = ratelimit.consume_or_429(request, action="passkey")
    if limited is not None:
        refused: HttpResponse = limited
        return refused
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(user=None))
    form = PasskeyAlone(data=request.POST)
    if not form.is_valid():
        words = _("That passkey is not known here. Use another one, or your password.")
        return render(request, "account/login_refused.html", {"words": words}, status=403)
    passkey = form.cleaned_data["credential"]
    if not passkey.user.is_active:
        return HttpResponseRedirect(reverse("account_login"))
    login = Login(user=passkey.user, redirect_url=get_next_redirect_url(request))
    answer: HttpResponse = perform_passwordless_login(request, passkey, login)
    return answer


@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def with_both_halves(request: HttpRequest) -> HttpResponse:
    """A first sign-in, or one after everything was lost."""
    form = WithBothHalves(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, typed = form.cleaned_data["email"], form.cleaned_data["code"]
        person = _renewed(request, email, typed)
        if person is not None:
            get_adapter().login(request, person)
            return HttpResponseRedirect(reverse("second_factor"))
        form.add_error("code", _("The address or the code is not right, or it has run out."))
    return render(request, "account/both_halves.html", {"form": form})


def _renewed(request: HttpRequest, email: str, typed: str) -> Practitioner | None:
    at = timezone.now()
    doors = (
        (tries.network_limit(), tries.network_of(request)),
        (tries.RENEWAL, email.strip().casefold()),
    )
    if not all(tries.try_once(limit, whose, at=at) for limit, whose in doors):
        return None
    person = renewals.use(email, typed, at=at)
    if person is not None:
        for limit, whose in doors:
            tries.forgive(limit, whose)
    return person


def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, and asks the browser to forget what it kept of us."""
    answer: HttpResponse = account.logout(request)
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = CLEARED
    return answer
