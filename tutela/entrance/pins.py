"""Which PINs are too easy to guess. Pure."""

from __future__ import annotations

import secrets
from itertools import pairwise

LENGTH = 6


def is_weak(pin: str) -> bool:
    """Six figures that somebody who knows people would try first: few different ones, runs,
    repetitions, and anything that could be a birthday, of whomever."""
    figures = [int(c) for c in pin]
    steps = {(b - a) % 10 for a, b in pairwise(figures)}
    return (
        len(set(pin)) <= 2
        or steps in ({1}, {9})
        or pin[:3] == pin[3:]
        or pin[:2] == pin[2:4] == pin[4:]
        or pin == pin[::-1]
        or _could_be_a_date(pin)
    )


def is_pin(text: str) -> bool:
    """Six figures?"""
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def random_pin() -> str:
    """A PIN by chance that is not weak."""
    while True:
        pin = f"{secrets.randbelow(10**LENGTH):0{LENGTH}}"
        if not is_weak(pin):
            return pin


def _could_be_a_date(pin: str) -> bool:
    a, b, c = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    day_first, month_first, year_first = (a, b), (b, a), (c, b)
    if any(_is_day(d, m) for d, m in (day_first, month_first, year_first)):
        return True
    # A year with a month: 200907, 072009.
    return (a in {19, 20} and 1 <= c <= 12) or (b in {19, 20} and 1 <= a <= 12)


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12
