"""Marks that stand in place of a number. Which marks is configuration, as guidance has changed.

Source: Analysis Function, Symbols and shorthand in statistical outputs (GSS, 11 January 2022);
`[low]` and `[k]` are both in use for a number that rounds to zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Shorthand:
    """The marks of a release, each in its own brackets."""

    withheld: str = "[c]"
    not_applicable: str = "[z]"
    not_available: str = "[x]"
    revised: str = "[r]"
    provisional: str = "[p]"
    low: str = "[low]"

    @property
    def meanings(self) -> Mapping[str, str]:
        """What each mark means, in words for readers."""
        return MappingProxyType(
            {
                self.withheld: "withheld so that nobody can be recognised",
                self.not_applicable: "not applicable: there is nobody to count it of",
                self.not_available: "not available",
                self.revised: "revised since an earlier release",
                self.provisional: "provisional",
                self.low: "low: more than none, and too few for the rounding used",
            }
        )


SHORTHAND = Shorthand()
