"""Dates of birth as lists hold them: full, the year only, a placeholder, an estimate, or nothing.

1 January is what a form says where only the year is known; so it is read as the year and no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_BRITISH = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_YEAR = re.compile(r"^(?:about |circa |c\.? ?|~ ?)?(\d{4})$", re.I)
_NOT_KNOWN = frozenset(("", "unknown", "not known", "n/k", "nk", "-", "none", "null", "nan", "nat"))


class NotADateError(ValueError):
    """The words can't be read as a date of birth; the message says what would be."""


@dataclass(frozen=True)
class Birth:
    """What is known of a birth. `day` only where a real day is known; `estimated` ages say so."""

    year: int | None = None
    day: date | None = None
    estimated: bool = False

    @property
    def as_written(self) -> str:
        """For people to read."""
        if self.year is None:
            return "not known"
        known = self.day.isoformat() if self.day else f"{self.year} (year only)"
        return f"{known}, estimated" if self.estimated else known


UNKNOWN = Birth()
"""Nothing is known."""


def read_birth(text: str, *, estimated: bool = False) -> Birth:
    """Read one cell. Raises `NotADateError`.

    Day first where slashes or dots are used, as British forms have it.

    >>> read_birth("01/01/2007").day is None
    True
    """
    cell = text.strip()
    if cell.casefold() in _NOT_KNOWN:
        return Birth()
    if found := _YEAR.match(cell):
        return _checked(int(found[1]), None, estimated=estimated or not cell[0].isdigit())
    if found := _MONTH.match(cell):
        if not 1 <= int(found[2]) <= 12:
            raise NotADateError(f"“{cell}” has no such month")
        return _checked(int(found[1]), None, estimated=estimated)
    if found := _ISO.match(cell):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH.match(cell):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise NotADateError(
            f"“{cell}” can't be read as a date; write 2008-03-14, 14/03/2008, 2008-03 or 2008"
        )
    try:
        full = date(year, month, day)
    except ValueError as fault:
        raise NotADateError(f"“{cell}” is no day of the calendar") from fault
    placeholder = full.month == 1 and full.day == 1
    return _checked(year, None if placeholder or estimated else full, estimated=estimated)


def read_day(text: str) -> date:
    """Read a whole day, as on which a list met somebody. Raises `NotADateError`."""
    cell = text.strip()
    if found := _ISO.match(cell):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH.match(cell):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise NotADateError(f"“{cell}” can't be read as a day; write 2025-03-14 or 14/03/2025")
    try:
        return date(year, month, day)
    except ValueError as fault:
        raise NotADateError(f"“{cell}” is no day of the calendar") from fault


def _checked(year: int, day: date | None, *, estimated: bool) -> Birth:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADateError(f"the year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}")
    return Birth(year, day, estimated)


def slips(day: date) -> tuple[str, ...]:
    """Marks that two dates share if one digit differs, or day and month are swapped."""
    digits = day.strftime("%Y%m%d")
    swapped = sorted((digits[4:6], digits[6:8]))
    return (
        *(digits[:i] + "*" + digits[i + 1 :] for i in range(8)),
        digits[:4] + "~" + "".join(swapped),
    )
