"""Nobody goes further than setting up a second factor before they have one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]

HAS_ONE = "second_factor_at"
"""Set in the session once a second factor has been seen, so that it is looked for only once."""

_OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "mfa_activate_totp",
        "about",
        "access",
        "accessibility",
    }
)


class SecondFactorMiddleware:
    """Sends whoever has no second factor to set one up.

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
        if match and match.url_name == "mfa_deactivate_totp":
            # It may be gone after this; it is looked for again.
            request.session.pop(HAS_ONE, None)
            return None
        if (match and match.url_name in _OPEN) or request.session.get(HAS_ONE):
            return None
        if Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        ).exists():
            request.session[HAS_ONE] = True
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
