"""“Your account”: what opens it, where one is signed in, and ending that."""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tutela.people.models import Practitioner
from tutela.signin import recovery
from tutela.signin.pages.factors import proven
from tutela.signin.sessions import end_all, end_one, hash_of, sessions_of
from tutela.signin.sso.providers import is_known, provider_of


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What opens this account."""
    person = _person(request)
    factors = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    provider = provider_of(person)
    context = {
        "passkeys": [
            {"id": f.pk, "name": f.wrap().name, "used": f.last_used_at, "added": f.created_at}
            for f in factors
            if f.type == Authenticator.Type.WEBAUTHN
        ],
        "app": next((f for f in factors if f.type == Authenticator.Type.TOTP), None),
        "left": recovery.left(person.id),
        "agency": provider,
        "agency_is_known": provider is not None and is_known(person, provider),
        "has_password": person.has_usable_password(),
    }
    return render(request, "mfa/index.html", context)


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in; end one of them, or all others."""
    person = _person(request)
    here = hash_of(request.session.session_key or "")
    if request.method == "POST":
        which = request.POST.get("which", "")
        if which == "all":
            end_all(person.id, but=here)
        else:
            end_one(person.id, which)
        return HttpResponseRedirect(reverse("sessions"))
    context = {"sessions": sessions_of(person.id), "here": here}
    return render(request, "account/sessions.html", context)


class _ChangePassword(allauth.PasswordChangeView):  # type: ignore[misc]  # allauth is not typed
    def form_valid(self, form: object) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        here = hash_of(self.request.session.session_key or "")
        end_all(_person(self.request).id, but=here)
        return answer


change_password = proven(_ChangePassword.as_view())


def _person(request: HttpRequest) -> Practitioner:
    assert isinstance(request.user, Practitioner)
    return request.user
