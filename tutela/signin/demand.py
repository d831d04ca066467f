"""Nobody goes further than setting up a second factor before they have one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tutela.signin.adapter import has_second_factor
from tutela.signin.proof import proved_at
from tutela.web.freshness import prove_yourself

Handler = Callable[[HttpRequest], HttpResponse]

_OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "second_factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "sso_begin",
        "sso_back",
        "sso_bind",
        "renewal_told",
        "about",
        "access",
        "accessibility",
    }
)


class SecondFactorMiddleware:
    """Lets nobody work in a session that began with a password alone: who has a second factor
    proves it, who has none sets one up.

    In a demonstration none is asked for: its sign-ins are printed on the screen and its children
    are made up. A demonstration is a setting of the whole installation, never of one person.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Redirect instead of calling the view, where a second factor is missing."""
        if settings.DEMONSTRATION or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match and match.url_name in _OPEN:
            return None
        if proved_at(get_authentication_records(request, request.user)):
            return None
        if has_second_factor(request.user):
            return prove_yourself(request)
        return HttpResponseRedirect(reverse("second_factor"))
