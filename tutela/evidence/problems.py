"""What is wrong with an input, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """One fault. `row` is the line in the file as an editor numbers it (the header is line 1)."""

    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = [f"row {self.row}"] if self.row is not None else []
        if self.column is not None:
            where.append(f"column “{self.column}”")
        return f"{', '.join(where)}: {self.message}" if where else self.message


class BadInputError(Exception):
    """The input can't be used. Nothing was written; `problems` says what to mend and where."""

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        assert problems, "an error without a problem helps nobody"
        self.source = source
        self.problems = tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [f"{self.source}: {problem}" for problem in self.problems[:_SHOWN]]
        more = len(self.problems) - _SHOWN
        if more > 0:
            lines.append(f"{self.source}: and {more} more of the same kind or others.")
        return "\n".join(lines)
