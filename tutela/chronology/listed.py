"""A check for answers that are chosen from a reference list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Check, Content, Noted, Problem
from tutela.chronology.moment import Moment
from tutela.people import lists


def is_on_its_list(*fields: str) -> Check:
    """A check that each answer in these fields stands on the list that its question names.

    It is asked when an entry is recorded; what an older list held stays readable.
    """

    def check(
        content: Any, happened: Moment, chronology: Chronology, refers_to: UUID | None
    ) -> Iterator[Problem]:
        for field in fields:
            yield from _strangers(content, field)

    return check


def _strangers(content: Content, field: str) -> Iterator[Problem]:
    known = lists.by_value(content.question(field).choices)
    for value in _values(getattr(content, field)):
        if value not in known:
            yield Problem(field, f"“{value}” is not on the list. Choose one from the list")


def _values(answer: Any) -> Iterator[str]:
    if answer is None:
        return
    if isinstance(answer, str):
        yield answer
        return
    for one in answer:
        yield one.value if isinstance(one, Noted) else str(one)
