"""A child's own key, wrapped under a master key. Destroying it is how a record is erased."""

from __future__ import annotations

import secrets
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tutela.people.keys.masters import ring
from tutela.people.keys.sealing import KEY, CannotOpen, ChildKey

DESTROYED = b""
"""What stands in place of a key that was destroyed."""


class Destroyed(CannotOpen):
    """The child's key was destroyed: what it sealed can't be read by anybody any more."""


def new_child_key(child: UUID) -> tuple[ChildKey, bytes]:
    """A fresh key for a child, and its wrapped form for the child's row. Raises CannotOpen."""
    masters = ring()
    raw = secrets.token_bytes(KEY)
    return ChildKey(AESGCM(raw)), masters.wrap(raw, where=_place(child))


def child_key(child: UUID, wrapped: bytes) -> ChildKey:
    """Unwrap a child's key. Raises CannotOpen, or Destroyed."""
    return ChildKey(AESGCM(_unwrapped(child, wrapped)))


def rewrapped(child: UUID, wrapped: bytes) -> bytes:
    """A child's key under the current master key. The key, and all it sealed, stay as they are.

    Raises CannotOpen, or Destroyed.
    """
    return ring().wrap(_unwrapped(child, wrapped), where=_place(child))


def _unwrapped(child: UUID, wrapped: bytes) -> bytes:
    raw = bytes(wrapped)
    if raw == DESTROYED:
        raise Destroyed("the child's key was destroyed")
    return ring().unwrap(raw, where=_place(child))


def _place(child: UUID) -> str:
    return f"child/{child}/key"
