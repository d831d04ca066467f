"""What we change in allauth's handling of accounts: no sign-up, and no mail."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tutela.web.signin.lasting import BEGAN


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts are made by an agency, never by the person who would use them."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # The same words whether or not there is such an account.
        "email_password_mismatch": _("The email address or the password is not right."),
        "incorrect_code": _("That code is not right, or it has run out. Type the newest one."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("Type your present password."),
        "too_many_login_attempts": _("Too many tries. Wait 15 minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Is the password asked for again? Not within five minutes of signing in, which asked for
        everything just now."""
        began = context.request.session.get(BEGAN, 0)
        if time.time() - began < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed: an inbox may be shared, and a mail would say who works here."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """What has happened is said on the page itself; allauth's own messages are not shown."""
