"""The ask for a repeated group of questions: one row for each stay, journey or person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, Control, Unreadable, Wrong, controls, read_all


class RowsUnreadable(Unreadable):
    """Something in the rows can't be taken."""

    def __init__(self, inside: list[Wrong]) -> None:
        super().__init__(inside[0].message)
        self.inside = inside


@dataclass(frozen=True)
class Row:
    """One row as drawn. ``place`` counts from 0, ``number`` from 1."""

    place: int
    controls: tuple[Control, ...]

    @property
    def number(self) -> int:
        """The row as people count."""
        return self.place + 1


@dataclass(frozen=True)
class AskRows(Ask):
    """Several rows of the same questions. ``asks`` are those of one row, named without a prefix."""

    template = "tutela/asking/rows.html"
    asks: tuple[Ask, ...] = ()

    @property
    def id(self) -> str:
        """The first question of the first row."""
        return self._row(0)[0].id

    def read(self, answers: Answers) -> list[dict[str, Any]] | None:
        """The rows that hold anything. Raises RowsUnreadable."""
        rows: list[dict[str, Any]] = []
        inside: list[Wrong] = []
        for place in range(answers.rows(self.name)):
            if not self._is_filled(place, answers):
                continue
            values, wrong = read_all(self._row(place), answers)
            inside += [replace(w, message=_in_row(place, w.message)) for w in wrong]
            rows.append(values)
        if inside:
            raise RowsUnreadable(inside)
        return rows or None

    def wrong(self, problem: Unreadable) -> list[Wrong]:
        """Each problem at its own box."""
        return problem.inside if isinstance(problem, RowsUnreadable) else super().wrong(problem)

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The boxes of each row."""
        boxes: dict[str, list[str]] = {}
        for place, row in enumerate(value):
            for ask in self._row(place):
                answer = getattr(row, ask.field)
                if answer not in (None, (), frozenset()):
                    boxes.update(ask.fill(answer))
        return boxes

    def plain(self, answers: Answers) -> frozenset[str]:
        """Rows are no condition for anything."""
        return frozenset()

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """At least one row, each with its controls."""
        count = max(1, answers.rows(self.name))
        rows = [Row(place, controls(self._row(place), answers, errors)) for place in range(count)]
        return {"rows": rows, "several": count > 1}

    def with_another(self, answers: Answers) -> Answers:
        """The answers with one more row, still empty."""
        place = max(1, answers.rows(self.name))
        return answers.merged(Answers({f"{self.name}-{place}": [""]}))

    def _row(self, place: int) -> tuple[Ask, ...]:
        return tuple(replace(ask, name=f"{self.name}-{place}-{ask.name}") for ask in self.asks)

    def _is_filled(self, place: int, answers: Answers) -> bool:
        start = f"{self.name}-{place}-"
        return any(key.startswith(start) and answers.many(key) for key in answers)


def _in_row(place: int, message: str) -> str:
    return _("Row %(number)s: %(message)s") % {"number": place + 1, "message": message}
