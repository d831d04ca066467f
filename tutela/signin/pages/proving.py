"""“Is it still you?”: a second factor once more, before something that matters."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tutela.people.models import Practitioner
from tutela.signin.adapter import SECOND_FACTORS, has_second_factor
from tutela.signin.forms import CodeAgain, PasskeyAgain, PasswordAgain
from tutela.signin.sso.providers import provider_of


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for whatever this person has: passkey, code, or the agency's sign-in; for the password
    only where there is nothing else. The session goes on under a new key."""
    person = request.user
    assert isinstance(person, Practitioner)
    forms = _forms(person)
    next_page = get_next_redirect_url(request) or "/"
    given = next((name for name in forms if name in request.POST), None)
    if request.method == "POST" and given is not None:
        bound = type(forms[given])(user=person, data=request.POST)
        if bound.is_valid():
            _note(request, given, bound)
            return HttpResponseRedirect(next_page)
        forms[given] = bound
    has_passkey = "credential" in forms
    context = {
        "form": forms.get(given or "") or next(iter(forms.values()), None),
        "forms": forms,
        "options": json.dumps(auth.begin_authentication(person)) if has_passkey else "",
        "agency": provider_of(person),
        "next": next_page,
    }
    return render(request, "account/reauthenticate.html", context)


def _forms(person: Practitioner) -> dict[str, Any]:
    """The ways to prove oneself that this person has, each by the name of its field."""
    has = set(
        Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS).values_list(
            "type", flat=True
        )
    )
    forms: dict[str, Any] = {}
    if Authenticator.Type.WEBAUTHN in has:
        forms["credential"] = PasskeyAgain(user=person)
    if has:
        forms["code"] = CodeAgain(user=person)
    elif settings.DEMONSTRATION or not has_second_factor(person):
        forms["password"] = PasswordAgain(user=person)
    return forms


def _note(request: HttpRequest, given: str, form: Any) -> None:
    form.save()
    request.session.cycle_key()
