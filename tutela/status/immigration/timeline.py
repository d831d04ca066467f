"""The years from 16 to 25 on one line: every day on which something ends or begins. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tutela.chronology.entry import Chronology
from tutela.duties.duty import Due, Source
from tutela.identity.derive import Birth, birth_in_force
from tutela.people.roles import Nation
from tutela.status.immigration.derive import leaves
from tutela.status.immigration.rules import UASC_RULES, milestones

AGES = ((17, 6), (18, 0), (21, 0), (25, 0))


@dataclass(frozen=True)
class Point:
    """One day, or a span where the date of birth is not known to the day, and what it brings.

    ``age`` is given where a birthday is what it hangs on; ``source`` where a rule says so.
    """

    first: date
    last: date
    says: str
    about: str = ""
    age: tuple[int, int] | None = None
    source: Source | None = None


def timeline(
    chronology: Chronology, dues: Iterable[Due], nation: Nation, at: datetime
) -> tuple[Point, ...]:
    """Ages, permissions and open duties, soonest first."""
    birth = birth_in_force(chronology)
    points = [*_permissions(chronology), *_duties(dues, at)]
    if birth is not None:
        points += _ages(birth, nation)
    return tuple(sorted(points, key=lambda p: (p.first, p.last, p.says)))


def _ages(birth: Birth, nation: Nation) -> Iterator[Point]:
    told = {(m.years, m.months) for m in milestones(nation)}
    for milestone in milestones(nation):
        age = (milestone.years, milestone.months)
        first, last = milestone.on(birth.earliest), milestone.on(birth.latest)
        yield Point(first, last, milestone.says, age=age, source=milestone.source)
    for years, months in AGES:
        if (years, months) not in told:
            first, last = birth.turns(years)
            yield Point(
                first, last, "We know of nothing that ends or begins here in this nation.",
                age=(years, months),
            )  # fmt: skip


def _permissions(chronology: Chronology) -> Iterator[Point]:
    for leave in leaves(chronology):
        if leave.ended is not None or leave.ends is None:
            continue
        form = leave.content.form.label
        if leave.opens is not None:
            words = "From this day it can be asked to extend it."
            yield Point(leave.opens, leave.opens, words, form, source=UASC_RULES)
        words = "Last day, as the letter says." if leave.content.until else "Last day, by the rule."
        source = None if leave.content.until else UASC_RULES
        yield Point(leave.ends, leave.ends, words, form, source=source)


def _duties(dues: Iterable[Due], at: datetime) -> Iterator[Point]:
    for due in dues:
        if due.is_open(at) and due.last_day is not None:
            yield Point(due.last_day, due.last_day, due.duty.title, source=due.duty.source)
