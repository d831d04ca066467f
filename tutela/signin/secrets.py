"""Second-factor secrets are encrypted at rest, each bound to what it is."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from tutela.signin.sealing import seal, unseal

_PLACE = "second factor"


class SealingAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """allauth keeps these secrets in clear unless ``encrypt`` and ``decrypt`` say otherwise."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or it has run out. Type the newest one."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The square code as SVG that stands in a page, without the declaration of a file."""
        svg = str(super().build_totp_svg(url))
        return svg[svg.index("<svg") :]

    def encrypt(self, text: str) -> str:
        """AES-256-GCM under the installation's master key."""
        return seal(text, where=_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises CannotOpen when the text was altered or sealed under another key."""
        return unseal(encrypted_text, where=_PLACE)
