"""What we change in allauth's handling of accounts: no sign-up, no mail, limits that hold."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tutela.people.models import Practitioner
from tutela.signin import renewals, tries
from tutela.signin.lasting import fresh
from tutela.signin.models import Known
from tutela.signin.proof import FRESH_FOR
from tutela.signin.sessions import BEGAN, HOLDER, SessionStore, make_room

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts are made by an agency, never by the person who would use them."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # The same words whether or not there is such an account.
        "email_password_mismatch": _("The email address or the password is not right."),
        "incorrect_code": _("That code is not right, or it has run out. Type the newest one."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("Type your present password."),
        "too_many_login_attempts": _(
            "Too many tries. Wait 15 minutes and try again, or use your passkey now."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at. Raises ValidationError past a limit.

        The network comes first: what one network may try never fills the limits of the others.
        """
        account = str(credentials.get("email", "")).strip().casefold()
        self._tried = []
        for limit, whose in (
            (tries.network_limit(), tries.network_of(request)),
            (tries.ACCOUNT, account),
            (tries.EVERYBODY, ""),
        ):
            if not tries.try_once(limit, whose, at=timezone.now()):
                raise self.validation_error("too_many_login_attempts")
            self._tried.append((limit, whose))

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: this try doesn't count."""
        for limit, whose in self._tried:
            tries.forgive(limit, whose)

    def login(self, request: HttpRequest, user: Practitioner) -> None:
        """Begin the session: under a new key, with room made for it, and its time from now."""
        # A young person may have been here before, on the same device.
        request.session.pop(HOLDER, None)
        make_room(user.id)
        SessionStore.clear_expired()
        tries.forget_the_old()
        super().login(request, user)
        request.session[BEGAN] = time.time()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the work; before it, to what was done to their account while they were away."""
        if isinstance(request.user, Practitioner) and renewals.pending_for(
            request.user.id, at=timezone.now()
        ):
            return reverse("renewal_told")
        return str(super().get_login_redirect_url(request))

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Must this person prove again who they are, before they change how they sign in?

        A second factor within five minutes is enough. Who has none yet has signed in within five
        minutes, with all that they have.
        """
        request = context.request
        if fresh(request):
            return False
        began = float(request.session.get(BEGAN, 0))
        return has_second_factor(request.user) or time.time() - began > FRESH_FOR

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed: an inbox may be shared, and a mail would say who works here."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """What has happened is said on the page itself; allauth's own messages are not shown."""


def has_second_factor(person: Any) -> bool:
    """Has this person an app, a passkey, or a sign-in of their agency that asks for two factors?

    In a demonstration, whose made-up people have none, this is always yes.
    """
    if settings.DEMONSTRATION:
        return True
    own = Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS)
    return own.exists() or Known.objects.filter(practitioner_id=person.pk).exists()
