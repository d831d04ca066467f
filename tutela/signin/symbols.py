"""Codes that people read, say and type. Pure but for chance."""

from __future__ import annotations

import secrets

SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 symbols, without those that look like another (0 and O, 1, I and L): 4.95 bits each."""


def random_symbols(count: int) -> str:
    """So many symbols by chance."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(count))


def in_groups(symbols: str, of: int = 4) -> str:
    """As it is written down: ``K7PM-4XQ2``."""
    return "-".join(symbols[i : i + of] for i in range(0, len(symbols), of))


def as_typed(text: str) -> str:
    """What somebody typed, without the spaces and dashes, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())
