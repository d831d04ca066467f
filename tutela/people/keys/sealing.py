"""Sealing a text so that it opens in its own place only: AES-256-GCM with associated data."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32
_VERSION = "v1"


class CannotOpen(ValueError):
    """The key is missing or wrong, or the text was moved or changed."""


@dataclass(frozen=True)
class ChildKey:
    """A child's own key, unwrapped. Never printed."""

    _cipher: AESGCM

    def __repr__(self) -> str:
        return "ChildKey(…)"

    def seal(self, text: str, *, where: str) -> str:
        """Encrypt text, bound to ``where`` (such as ``entry/<id>/reason``)."""
        return seal(self._cipher, text, where=where)

    def open(self, sealed: str, *, where: str) -> str:
        """Decrypt what was sealed at ``where``. Raises CannotOpen."""
        return unseal(self._cipher, sealed, where=where)

    def seal_bytes(self, plain: bytes, *, where: str) -> bytes:
        """Encrypt bytes, bound to ``where``: a nonce, the ciphertext and its tag."""
        return seal_bytes(self._cipher, plain, where=where)

    def open_bytes(self, sealed: bytes, *, where: str) -> bytes:
        """Decrypt what ``seal_bytes`` made. Raises CannotOpen."""
        return open_bytes(self._cipher, sealed, where=where)


def seal(cipher: AESGCM, text: str, *, where: str) -> str:
    """Encrypt text under a cipher, bound to a place."""
    return f"{_VERSION}.{b64encode(seal_bytes(cipher, text.encode(), where=where)).decode()}"


def unseal(cipher: AESGCM, sealed: str, *, where: str) -> str:
    """Decrypt text sealed under a cipher at a place. Raises CannotOpen."""
    version, _, body = sealed.partition(".")
    if version != _VERSION:
        raise CannotOpen(f"sealed in an unknown way: {version[:8]!r}")
    try:
        raw = b64decode(body, validate=True)
    except ValueError as error:
        raise CannotOpen(f"does not open at {where}") from error
    return open_bytes(cipher, raw, where=where).decode()


def seal_bytes(cipher: AESGCM, plain: bytes, *, where: str) -> bytes:
    """Encrypt bytes under a cipher, bound to a place."""
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, plain, where.encode())


def open_bytes(cipher: AESGCM, sealed: bytes, *, where: str) -> bytes:
    """Decrypt bytes sealed under a cipher at a place. Raises CannotOpen."""
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], where.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(f"does not open at {where}") from error
