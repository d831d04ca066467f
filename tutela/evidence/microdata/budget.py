"""The budget: how much may ever be learnt of one child from all files made of a cohort.

It is opened once, for one domain, with a limit; each file takes its part before anything is
counted, and when it is spent no more is made. A line of the ledger names the line before it by
digest, so that a line can't be changed or left out unseen. Whoever puts an old copy of the whole
ledger in its place could spend twice: keep the last digest, which each command prints, elsewhere.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from tutela.evidence.problems import BadInputError, Problem

from .domain import Domain, domain_of

_GRAIN = 10**9


class BudgetSpentError(Exception):
    """What was asked for is more than what is left; nothing was counted."""


def rho_within(epsilon: float, delta: float) -> Fraction:
    """The zero-concentrated budget that implies (epsilon, delta), rounded down.

    By rho + 2 sqrt(rho ln(1/delta)) = epsilon (Bun and Steinke 2016, proposition 1.3), which is
    on the safe side: the true epsilon at this delta is a little smaller.
    """
    if not (0 < epsilon <= 20 and 0 < delta <= 1e-3):
        raise ValueError("epsilon lies between 0 and 20, delta between 0 and 0.001")
    spread = math.log(1 / delta)
    root = math.sqrt(spread + epsilon) - math.sqrt(spread)
    return Fraction(math.floor(root * root * _GRAIN * (1 - 1e-12)), _GRAIN)


def epsilon_of(rho: Fraction, delta: float) -> float:
    """The epsilon that a budget comes to at a delta."""
    return float(rho) + 2 * math.sqrt(float(rho) * math.log(1 / delta))


@dataclass(frozen=True)
class Budget:
    """A ledger as it stands."""

    path: Path
    domain: Domain
    delta: float
    limit: Fraction
    spent: Fraction
    releases: tuple[str, ...]
    last: str
    """Digest of the last line."""

    @property
    def left(self) -> Fraction:
        """What may still be spent."""
        return self.limit - self.spent


def open_budget(
    path: Path, domain: Domain, *, epsilon: float, delta: float, cohort: str, at: datetime
) -> Budget:
    """Open a ledger, once. Raises BadInputError."""
    try:
        limit = rho_within(epsilon, delta)
    except ValueError as fault:
        raise BadInputError(path.name, [Problem(str(fault))]) from fault
    first = {
        "cohort": cohort,
        "unit": "child",
        "domain": domain.canonical(),
        "epsilon": epsilon,
        "delta": delta,
        "rho": str(limit),
        "opened": at.isoformat(),
    }
    try:
        with path.open("x", encoding="utf-8") as book:
            book.write(_line(first, ""))
    except FileExistsError as fault:
        problem = Problem("is there already; a budget is opened once")
        raise BadInputError(path.name, [problem]) from fault
    except OSError as fault:
        raise BadInputError(path.name, [Problem(f"can't be written: {fault}")]) from fault
    return read_budget(path)


def read_budget(path: Path) -> Budget:
    """The ledger, each line checked against the one before. Raises BadInputError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInputError(path.name, [Problem(f"can't be read: {fault}")]) from fault
    entries, last = [], ""
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            if entry["before"] != last:
                raise ValueError("does not follow from the line before")
        except (ValueError, KeyError, TypeError) as fault:
            problem = Problem(f"is not as it was written: {fault}", row=number)
            raise BadInputError(path.name, [problem]) from fault
        entries.append(entry)
        last = hashlib.sha256(line.encode()).hexdigest()
    try:
        return _budget(path, entries, last)
    except (KeyError, IndexError, ValueError, TypeError, ZeroDivisionError) as fault:
        raise BadInputError(path.name, [Problem("is no ledger of a budget")]) from fault


def _budget(path: Path, entries: list[dict[str, Any]], last: str) -> Budget:
    first, files = entries[0], entries[1:]
    spent = [Fraction(one["rho"]) for one in files]
    if any(one <= 0 for one in spent):
        raise ValueError("a file that costs nothing")
    return Budget(
        path,
        domain_of(first["domain"], path.name),
        float(first["delta"]),
        Fraction(first["rho"]),
        sum(spent, Fraction(0)),
        tuple(str(one["release"]) for one in files),
        last,
    )


def spend(path: Path, *, epsilon: float, release: str, at: datetime) -> tuple[Budget, Fraction]:
    """Take the part of a file out of the budget; only then may anything be counted.

    Two that come at once wait for each other. Raises BudgetSpentError, BadInputError.
    """
    with _alone(path) as book:
        budget = read_budget(path)
        try:
            rho = rho_within(epsilon, budget.delta)
        except ValueError as fault:
            raise BadInputError("--epsilon", [Problem(str(fault))]) from fault
        if release in budget.releases:
            raise BadInputError(path.name, [Problem(f"“{release}” was made before")])
        if rho > budget.left or rho <= 0:
            raise BudgetSpentError(
                f"“{release}” asks for epsilon {epsilon:g}; "
                f"what is left of the budget comes to {epsilon_of(budget.left, budget.delta):.3g}."
            )
        book.write(_line({"release": release, "rho": str(rho), "at": at.isoformat()}, budget.last))
    return read_budget(path), rho


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    try:
        book = path.open("r+", encoding="utf-8")
    except OSError as fault:
        raise BadInputError(path.name, [Problem(f"can't be opened: {fault}")]) from fault
    with book:
        fcntl.flock(book, fcntl.LOCK_EX)
        book.seek(0, 2)
        yield book
        book.flush()
        os.fsync(book.fileno())


def _line(entry: dict[str, Any], before: str) -> str:
    return json.dumps(entry | {"before": before}, ensure_ascii=False) + "\n"
