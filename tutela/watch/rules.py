"""When is what somebody did on one day a signal? Pure: counts in, signals out. A signal asks a
question of a person's day; it proves nothing, and nothing happens by itself."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "thresholds.csv"
DECOY = "decoy"
QUIET_DAYS = 7
"""Days for which the same signal about the same person is not raised again."""


@dataclass(frozen=True)
class Threshold:
    """``floor``: fewer a day are never a signal. ``times``: how often what is usual among peers it
    must exceed; 0 where it is a signal whatever the peers do."""

    measure: str
    floor: int
    times: float
    words: str

    def is_a_signal(self, number: int, usual: int) -> bool:
        """Is so much on one day a signal, where so much is usual?"""
        return number >= self.floor and (self.times == 0 or number > self.times * usual)


def thresholds(path: Path = SHIPPED) -> Mapping[str, Threshold]:
    """The configured thresholds by measure. Raises ValueError where the file is no such table."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    try:
        found = {
            row["measure"]: Threshold(
                row["measure"], int(row["floor"]), float(row["times"]), row["words"]
            )
            for row in rows
        }
    except (KeyError, TypeError) as fault:
        raise ValueError(f"{path.name} has no column {fault}") from fault
    if any(one.floor < 1 or one.times < 0 for one in found.values()):
        raise ValueError("a floor is 1 or more, and times is 0 or more")
    return found


def family_name(name: str) -> str:
    """The last word of a practitioner's name; empty where there is only one word."""
    words = name.split()
    return words[-1] if len(words) > 1 else ""
