"""What sign-in keeps is of no use to who steals the database: sealed, or a keyed hash."""

from __future__ import annotations

from tutela.keyring.house import SECRETS, house_key, open_for_the_house, seal_for_the_house
from tutela.people.keys import CannotOpen

__all__ = ["CannotOpen", "hashed", "seal", "unseal"]


def seal(text: str, *, where: str) -> str:
    """Encrypt text, bound to where it is kept."""
    return seal_for_the_house(text, where=where)


def unseal(sealed: str, *, where: str) -> str:
    """Decrypt what was sealed at this place. Raises CannotOpen."""
    return open_for_the_house(sealed, where=where)


def hashed(text: str, *, purpose: str) -> str:
    """A keyed hash, of 32 hexadecimal digits, that means nothing for another purpose."""
    return house_key(SECRETS).hash(f"sign-in {purpose}/{text}".encode()).hex()
