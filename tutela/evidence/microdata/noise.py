"""Noise that hides a child, drawn in whole numbers from the operating system's own randomness.

The discrete Gaussian of Canonne, Kamath and Steinke ("The Discrete Gaussian for Differential
Privacy", NeurIPS 2020, algorithms 1 to 3), in exact fractions: floating-point noise has gaps in
its low bits that give counts away (Mironov, CCS 2012). One child changes one cell of a table by
one, so a table with noise of variance s² costs 1/(2 s²) of budget (zero-concentrated differential
privacy), and budgets add up.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from fractions import Fraction

# A whole number from 0 to one less than the argument, each equally likely.
Below = Callable[[int], int]


def discrete_gaussian(variance: Fraction, below: Below = secrets.randbelow) -> int:
    """A whole number, with probability proportional to exp(-x² / 2 variance)."""
    if variance <= 0:
        raise ValueError("noise without variance hides nobody")
    scale = math.isqrt(math.floor(variance)) + 1
    while True:
        candidate = _laplace(scale, below)
        away = abs(candidate) - variance / scale
        if _bernoulli_exp(away * away / (2 * variance), below):
            return candidate


def _laplace(scale: int, below: Below) -> int:
    """A whole number, with probability proportional to exp(-|x| / scale)."""
    while True:
        rest = below(scale)
        if not _bernoulli_exp(Fraction(rest, scale), below):
            continue
        whole = 0
        while _bernoulli_exp(Fraction(1), below):
            whole += 1
        size = rest + scale * whole
        negative = below(2) == 1
        if negative and size == 0:
            continue
        return -size if negative else size


def _bernoulli_exp(gamma: Fraction, below: Below) -> bool:
    """True with probability exp(-gamma)."""
    while gamma > 1:
        if not _short_bernoulli_exp(Fraction(1), below):
            return False
        gamma -= 1
    return _short_bernoulli_exp(gamma, below)


def _short_bernoulli_exp(gamma: Fraction, below: Below) -> bool:
    turn = 1
    while below(gamma.denominator * turn) < gamma.numerator:
        turn += 1
    return turn % 2 == 1
