"""Master keys: they wrap other keys and nothing else. Several are known at once, and each wrapped
key says under which of them it lies, so that a new one can come before the old one goes.

A wrapped key is one byte for the way of wrapping, the 8 bytes of the master key's id, and then a
nonce, the ciphertext and its tag. The place and the id are the associated data. What was wrapped
before keys had ids is only nonce, ciphertext and tag, 60 bytes; it opens still.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NoReturn

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tutela.people.keys.sealing import KEY, NONCE, CannotOpen, open_bytes, seal_bytes, unseal

_WAY = b"\x01"
_ID = 8
PREFIX = len(_WAY) + _ID
"""How many bytes of a wrapped key say under what it lies."""
_BEFORE_IDS = NONCE + KEY + 16


class MasterKey:
    """A master key. It can wrap and unwrap, and is never printed, pickled or handed out.

    ``id`` is 16 hexadecimal digits of a hash of the key: it can't be given to the wrong key, and
    says nothing about the right one.
    """

    __slots__ = ("_cipher", "id")

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY:
            raise ValueError(f"a master key has {KEY} bytes")
        self.id = sha256(b"tutela master key\0" + raw).digest()[:_ID].hex()
        self._cipher = AESGCM(raw)

    def __repr__(self) -> str:
        return f"MasterKey({self.id})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a master key stays in its process")

    @property
    def prefix(self) -> bytes:
        """How everything begins that is wrapped under this key."""
        return _WAY + bytes.fromhex(self.id)

    def wrap(self, key: bytes, *, where: str) -> bytes:
        """Another key, wrapped and bound to a place."""
        return self.prefix + seal_bytes(self._cipher, key, where=f"{where}|{self.id}")

    def unwrap(self, wrapped: bytes, *, where: str) -> bytes:
        """The key that was wrapped at a place. Raises CannotOpen."""
        if len(wrapped) == _BEFORE_IDS:
            return open_bytes(self._cipher, wrapped, where=where)
        return open_bytes(self._cipher, wrapped[PREFIX:], where=f"{where}|{self.id}")

    def open_text(self, sealed: str, *, where: str) -> str:
        """A text that was sealed under a master key itself, as once was done. Raises CannotOpen."""
        return unseal(self._cipher, sealed, where=where)


class Ring:
    """The master keys that are known. The first wraps; all open."""

    __slots__ = ("_by_id", "keys")

    def __init__(self, keys: Sequence[MasterKey]) -> None:
        if not keys:
            raise CannotOpen("there is no master key; ./run makes one")
        self.keys = tuple(keys)
        self._by_id = {key.id: key for key in keys}

    def __repr__(self) -> str:
        return f"Ring({', '.join(key.id for key in self.keys)})"

    @property
    def current(self) -> MasterKey:
        """The key that wraps."""
        return self.keys[0]

    def wrap(self, key: bytes, *, where: str) -> bytes:
        """A key, wrapped under the current master key and bound to a place."""
        return self.current.wrap(key, where=where)

    def unwrap(self, wrapped: bytes, *, where: str) -> bytes:
        """The key that was wrapped at a place. Raises CannotOpen."""
        named = wrapped_under(wrapped)
        if named is None:
            return self._unwrap_without_id(wrapped, where)
        if named not in self._by_id:
            raise CannotOpen(f"wrapped under the master key {named}, which is not known here")
        return self._by_id[named].unwrap(wrapped, where=where)

    def _unwrap_without_id(self, wrapped: bytes, where: str) -> bytes:
        for key in self.keys:
            try:
                return key.unwrap(wrapped, where=where)
            except CannotOpen:
                continue
        raise CannotOpen("wrapped under a master key that is not known here")


def wrapped_under(wrapped: bytes) -> str | None:
    """The id of the master key under which this lies; None where it doesn't say."""
    if len(wrapped) == _BEFORE_IDS:
        return None
    if wrapped[:1] != _WAY or len(wrapped) <= PREFIX:
        raise CannotOpen("this is no wrapped key")
    return wrapped[1:PREFIX].hex()


def ring() -> Ring:
    """The master keys of this installation, as they are now. Raises CannotOpen without any."""
    return Ring(settings.TUTELA_MASTER_KEYS())
