"""Keys: one master key for the installation, one key for each child wrapped under it.

AES-256-GCM with associated data: a ciphertext moved to another row, or a key wrapped for another
child, does not open. Destroying a child's key is how a record is erased for good.
"""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
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
        """Encrypt text, bound to ``where`` (such as ``entry/<id>/content``)."""
        return seal(self._cipher, text, where=where)

    def open(self, sealed: str, *, where: str) -> str:
        """Decrypt what was sealed at ``where``. Raises CannotOpen."""
        return unseal(self._cipher, sealed, where=where)


def seal(cipher: AESGCM, text: str, *, where: str) -> str:
    """Encrypt text under a cipher, bound to a place."""
    nonce = os.urandom(_NONCE)
    sealed = cipher.encrypt(nonce, text.encode(), where.encode())
    return f"{_VERSION}.{b64encode(nonce + sealed).decode()}"


def unseal(cipher: AESGCM, sealed: str, *, where: str) -> str:
    """Decrypt text sealed under a cipher at a place. Raises CannotOpen."""
    version, _, body = sealed.partition(".")
    if version != _VERSION:
        raise CannotOpen(f"sealed in an unknown way: {version[:8]!r}")
    try:
        raw = b64decode(body, validate=True)
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], where.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(f"does not open at {where}") from error


def new_child_key(child: UUID) -> tuple[ChildKey, bytes]:
    """A fresh key for a child, and its wrapped form for the child's row."""
    raw = secrets.token_bytes(32)
    nonce = os.urandom(_NONCE)
    wrapped = nonce + _master().encrypt(nonce, raw, _child_place(child))
    return ChildKey(AESGCM(raw)), wrapped


def child_key(child: UUID, wrapped: bytes) -> ChildKey:
    """Unwrap a child's key. Raises CannotOpen."""
    raw = bytes(wrapped)
    try:
        return ChildKey(AESGCM(_master().decrypt(raw[:_NONCE], raw[_NONCE:], _child_place(child))))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the child's key does not open under this master key") from error


def seal_for_the_house(text: str, *, where: str) -> str:
    """Encrypt something that belongs to no child, such as a second-factor secret."""
    return seal(_master(), text, where=where)


def open_for_the_house(sealed: str, *, where: str) -> str:
    """Decrypt what ``seal_for_the_house`` made. Raises CannotOpen."""
    return unseal(_master(), sealed, where=where)


def keyed_hash(of: bytes, *, purpose: str) -> str:
    """A keyed hash that means nothing outside this installation, nor for another purpose: 32
    hexadecimal digits."""
    own = hmac.new(_master_key(), f"tutela {purpose}".encode(), sha256).digest()
    return hmac.new(own, of, sha256).hexdigest()[:32]


def _master_key() -> bytes:
    key: bytes | None = settings.TUTELA_MASTER_KEY
    if not key:
        raise CannotOpen("there is no master key; ./run makes one")
    return key


def _master() -> AESGCM:
    return _cipher(_master_key())


@lru_cache(maxsize=2)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _child_place(child: UUID) -> bytes:
    return f"child/{child}/key".encode()
