"""The tables of one build, protected together: they are one release."""

from __future__ import annotations

from tutela.evidence.tables.build import Built
from tutela.evidence.tables.write import Control


class NotSafeError(Exception):
    """The tables can't be made safe, so they are not written."""


def protected(built: Built, threshold: int) -> Control:
    """Protect all tables jointly: counts from 1 to `threshold` − 1 can't be worked out.

    Raises NotSafeError, saying why, where that can't be done. Nothing unprotected is returned.
    """
    raise NotSafeError(
        f"{len(built.tables)} tables need disclosure control (threshold {threshold}), which this "
        "installation does not have. Ask for --exact if exact counts are meant to be handled in a "
        "safe place."
    )
