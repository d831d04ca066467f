"""The seal of a package: what a recipient and we can compare. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from tutela.chronology.seal import canonical
from tutela.sharing.entries import Passed, TransitionSent


def digest_of(package: Sequence[Passed]) -> str:
    """SHA-256 over the canonical JSON of what is passed on: 64 hexadecimal digits."""
    return sha256(canonical([row.plain() for row in package]).encode()).hexdigest()


def is_as_sent(sent: TransitionSent) -> bool:
    """Does the package still carry its seal?"""
    return digest_of(sent.package) == sent.digest
