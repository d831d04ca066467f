"""Second-factor secrets are encrypted at rest, each bound to what it is."""

from __future__ import annotations

import base64
import os

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

_NONCE = 12
_BOUND_TO = b"tutela second factor v1"


class SecretUnreadable(Exception):
    """A second factor's secret was not written with this installation's master key."""


class SealingAdapter(DefaultMFAAdapter):
    """allauth keeps TOTP seeds in clear unless these two methods say otherwise."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or it has run out. Type the newest one."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The square code as SVG that stands in a page, without the declaration of a file."""
        svg = str(super().build_totp_svg(url))
        return svg[svg.index("<svg") :]

    def encrypt(self, text: str) -> str:
        """AES-256-GCM under a key of its own, derived from the master key."""
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(_key()).encrypt(nonce, text.encode(), _BOUND_TO)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises SecretUnreadable when the text was altered or sealed under another key."""
        raw = base64.b64decode(encrypted_text)
        try:
            return AESGCM(_key()).decrypt(raw[:_NONCE], raw[_NONCE:], _BOUND_TO).decode()
        except InvalidTag as problem:
            raise SecretUnreadable from problem


def _key() -> bytes:
    master: bytes | None = settings.TUTELA_MASTER_KEY
    if master is None:
        raise ImproperlyConfigured("There is no master key. Run ./run --prepare first.")
    return HKDF(SHA256(), 32, salt=None, info=_BOUND_TO).derive(master)
