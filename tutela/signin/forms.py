"""allauth's forms, in our words, and with our checks."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, SetPasswordForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticatorData

from tutela.signin import codes, recovery, tries

CODE = _("Six-digit code from your authenticator app")


class SignIn(LoginForm):  # type: ignore[misc]  # allauth is not typed
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["password"].help_text = ""
        self.fields["login"].error_messages["required"] = _("Type your email address")
        self.fields["password"].error_messages["required"] = _("Type your password")


class Code(BaseAuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The code of the app, or a recovery code."""

    again = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE
        self.fields["code"].help_text = _("Or one of your recovery codes.")
        self.fields["code"].error_messages["required"] = _("Type the code")

    def clean_code(self) -> str:
        """Take the code, once. Raises ValidationError."""
        typed = str(self.cleaned_data["code"])
        whose = str(self.user.pk)
        if not tries.try_once(tries.CODE, whose, at=timezone.now()):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        if codes.spend(self.user.pk, typed, at=time.time()):
            self.means = Authenticator.Type.TOTP
        elif recovery.spend(self.user.pk, typed):
            self.means = Authenticator.Type.RECOVERY_CODES
        else:
            raise get_adapter().validation_error("incorrect_code")
        tries.forgive(tries.CODE, whose)
        return typed

    def save(self) -> None:
        """Note in the session that the person proved who they are."""
        more = {"reauthenticated": True} if self.again else {}
        record_authentication(context.request, self.user, "mfa", type=str(self.means.value), **more)


class CodeAgain(Code):
    """The code once more, before something that matters."""

    again = True


class PasswordAgain(forms.Form):
    """The password once more, of somebody who has nothing else yet."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Raises ValidationError."""
        typed = str(self.cleaned_data["password"])
        account = get_account_adapter()
        person = account.authenticate(context.request, email=self.user.email, password=typed)
        if person is None or person.pk != self.user.pk:
            raise account.validation_error("incorrect_password")
        return typed

    def save(self) -> None:
        """Note in the session that the person proved who they are."""
        record_authentication(context.request, self.user, "password", reauthenticated=True)


class FirstCode(forms.Form):
    """The first code proves that the app was set up."""

    code = forms.CharField(
        label=CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the code that the app shows")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Until it is proved the secret stands in the session, which is sealed.
        self.secret = get_totp_secret(regenerate=not self.is_bound)

    def clean_code(self) -> str:
        """Raises ValidationError."""
        typed = str(self.cleaned_data["code"])
        step = codes.step_of(self.secret, typed, at=time.time())
        if step is None:
            raise get_adapter().validation_error("incorrect_code")
        self.step = step
        return typed

    @staticmethod
    def forget() -> None:
        """The secret is kept with the account now."""
        context.request.session.pop(SECRET_SESSION_KEY, None)


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A passkey, with the name that its owner gives it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"].label = _("What do you call it?")
        self.fields["name"].help_text = _("Such as “work phone” or “key on my ring”.")
        self.fields["name"].max_length = 60
        self.initial["name"] = ""

    def clean_name(self) -> str:
        """A passkey without a name is called what it is."""
        return str(self.cleaned_data["name"]).strip()[:60] or str(_("Passkey"))


class _CountedPasskey(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A passkey that counts its uses must have counted on: a copy of it has not."""

    def clean_credential(self) -> Authenticator:
        """Raises ValidationError."""
        given = self.cleaned_data["credential"]
        passkey: Authenticator = super().clean_credential()
        data = AuthenticatorData(websafe_decode(given["response"]["authenticatorData"]))
        last = int(passkey.data.get("counter", 0))
        if max(data.counter, last) > 0 and data.counter <= last:
            raise get_adapter().validation_error("incorrect_code")
        passkey.data["counter"] = data.counter
        passkey.save(update_fields=["data"])
        return passkey


class PasskeyAlone(_CountedPasskey):
    """Signing in with nothing but a passkey: it holds two factors, since it asks who its owner
    is."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class PasskeyAfterPassword(_CountedPasskey):
    """A passkey as the second factor."""


class PasskeyAgain(_CountedPasskey):
    """The passkey once more, before something that matters."""

    reauthenticated = True


class NewPassword(ChangePasswordForm):  # type: ignore[misc]  # allauth is not typed
    """A new password in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""
        _ask_for_a_new_one(self)


class FirstPassword(SetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """A password where there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_a_new_one(self)


class WithBothHalves(forms.Form):
    """Coming in with the two halves of a code."""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Type your email address")},
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Both halves, one after the other, in any order."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Type both halves of the code")},
    )


def _ask_for_a_new_one(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = _(
        "At least 15 characters. Four words that have nothing in common do well."
    )
    form.fields["password2"].label = _("New password again")
