"""allauth's forms, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

CODE = _("Six-digit code from your authenticator app")


class SignIn(LoginForm):  # type: ignore[misc]  # allauth is not typed
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["password"].help_text = ""
        self.fields["login"].error_messages["required"] = _("Type your email address")
        self.fields["password"].error_messages["required"] = _("Type your password")


class Code(AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The code of the second factor, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE
        self.fields["code"].help_text = _("Or one of your recovery codes.")
        self.fields["code"].error_messages["required"] = _("Type the code")


class CodeAgain(ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE
        self.fields["code"].error_messages["required"] = _("Type the code")


class PasswordAgain(ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = _("Type your password")


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]  # allauth is not typed
    """The first code proves that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE
        self.fields["code"].error_messages["required"] = _("Type the code that the app shows")


class NewPassword(ChangePasswordForm):  # type: ignore[misc]  # allauth is not typed
    """A new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _("At least 15 characters. Three words do well.")
        self.fields["password2"].label = _("New password again")
