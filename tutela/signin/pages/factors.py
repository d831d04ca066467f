"""Setting up, changing and giving up what proves who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tutela.people.models import Practitioner
from tutela.signin import recovery
from tutela.signin.forms import FirstCode, FirstPassword, NewPasskey
from tutela.signin.sessions import end_all, hash_of
from tutela.signin.sso.providers import provider_of
from tutela.web.freshness import prove_yourself

View = Callable[..., HttpResponse]


def proven(view: View) -> View:
    """Who changes how they sign in has just proved who they are."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if get_adapter().is_reauthentication_required(app="allauth.mfa"):
            return prove_yourself(request)
        return view(request, *args, **kwargs)

    return asked


@require_http_methods(["GET"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Which second factor? Where everybody without one is sent."""
    person = _person(request)
    context = {"has_password": person.has_usable_password(), "agency": provider_of(person)}
    return render(request, "mfa/choose.html", context)


@require_http_methods(["GET", "POST"])
@proven
def set_password(request: HttpRequest) -> HttpResponse:
    """A password for whoever has none."""
    person = _person(request)
    if person.has_usable_password():
        return HttpResponseRedirect(reverse("account_change_password"))
    form = FirstPassword(user=person, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        _stay(request, person)
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    return render(request, "account/password_set.html", {"form": form})


@require_http_methods(["GET", "POST"])
@proven
def add_app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app, in place of the one before."""
    person = _person(request)
    form = FirstCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
            app = TOTP.activate(person, form.secret).instance
            app.data["step"] = form.step
            app.save(update_fields=["data"])
        form.forget()
        return _after_adding(request, person, Authenticator.Type.TOTP.value)
    adapter = get_mfa_adapter()
    square = adapter.build_totp_svg(adapter.build_totp_url(person, form.secret))
    return render(request, "mfa/totp/activate_form.html", {"form": form, "totp_svg": square})


@require_http_methods(["GET", "POST"])
@proven
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey: one that asks who its owner is, and can be found without a name."""
    person = _person(request)
    form = NewPasskey(user=person, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.WebAuthn.add(person, form.cleaned_data["name"], form.cleaned_data["credential"])
        return _after_adding(request, person, Authenticator.Type.WEBAUTHN.value)
    options = auth.begin_registration(person, passwordless=True)
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": options})


@require_http_methods(["GET", "POST"])
@proven
def remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Give up a passkey or the app: it opens nothing from now on, and other sessions end."""
    person = _person(request)
    owned = Authenticator.objects.filter(user=person)
    found = get_object_or_404(owned, pk=factor)
    last = owned.count() == 1
    if request.method == "POST" and not last:
        found.delete()
        end_all(person.id, but=hash_of(request.session.session_key or ""))
        return HttpResponseRedirect(reverse("mfa_index"))
    name = found.wrap().name if found.type == Authenticator.Type.WEBAUTHN else _("your app")
    context = {"name": name, "last": last, "is_app": found.type == Authenticator.Type.TOTP}
    return render(request, "mfa/remove.html", context)


@require_http_methods(["GET", "POST"])
@proven
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many recovery codes are left; new ones, shown this once."""
    person = _person(request)
    codes = recovery.make(person.id) if request.method == "POST" else []
    left = recovery.left(person.id)
    return render(request, "mfa/recovery_codes/index.html", {"codes": codes, "left": left})


def _after_adding(request: HttpRequest, person: Practitioner, kind: str) -> HttpResponse:
    """Setting a factor up has proved it. Recovery codes come with the first one, shown at once."""
    _stay(request, person)
    record_authentication(request, person, "mfa", type=kind, reauthenticated=True)
    if recovery.left(person.id):
        return HttpResponseRedirect(reverse("mfa_index"))
    codes = recovery.make(person.id)
    context = {"codes": codes, "left": len(codes)}
    return render(request, "mfa/recovery_codes/index.html", context)


def _stay(request: HttpRequest, person: Practitioner) -> None:
    """Other sessions end, since whoever holds them has not proved this; this one goes on under a
    new key."""
    update_session_auth_hash(request, person)
    end_all(person.id, but=hash_of(request.session.session_key or ""))


def _person(request: HttpRequest) -> Practitioner:
    assert isinstance(request.user, Practitioner)
    return request.user
