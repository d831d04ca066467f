"""When somebody last proved who they are, and whether that is fresh. Pure.

allauth notes in the session how and when somebody proved themselves; this reads those notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

FRESH_FOR = 5 * 60
"""Seconds for which a second factor is fresh."""

SINGLE_SIGN_ON = "single-sign-on"
"""The method that a note names where the agency's own sign-in asked for two factors."""

_SECOND_FACTORS = frozenset({"mfa", SINGLE_SIGN_ON})


def proved_at(notes: Iterable[Mapping[str, Any]], *, demonstration: bool = False) -> float:
    """Seconds since 1970 at the last second factor; 0 where there was none.

    In a demonstration, whose made-up people have no second factor, the password counts.
    """
    counted = _SECOND_FACTORS | {"password"} if demonstration else _SECOND_FACTORS
    return max((float(n["at"]) for n in notes if n.get("method") in counted), default=0.0)


def is_fresh(proved: float, *, at: float) -> bool:
    """Was the second factor given within the last five minutes, and not in the future?"""
    return 0 <= at - proved <= FRESH_FOR
