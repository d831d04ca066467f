"""Made-up staff and a made-up audit: ordinary days, and patterns of misuse put into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import connections

from tutela.doors.faces import Face, sealed_face
from tutela.people.keys import child_key, new_child_key
from tutela.people.models import Agency, Child, Practitioner
from tutela.watch.models import Leave

LONDON = ZoneInfo("Europe/London")
_GIVEN = ("Ana", "Ben", "Cara", "Dev", "Esi", "Finn", "Gia", "Hal", "Ivy", "Jem")
_FAMILY = ("Ashby", "Brock", "Cowan", "Dyer", "Egan", "Frost", "Grieve", "Hobbs", "Ings", "Joyce")
_LETTERS = "23456789CDFGHJKMNPQRTVWXY"


@dataclass
class Somebody:
    """One of the staff."""

    id: UUID
    job: str
    caseload: list[int]


@dataclass(frozen=True)
class Misuse:
    """A pattern put into somebody's day."""

    person: UUID
    day: date
    pattern: str


PATTERNS = (
    "browsing", "browsing", "outside", "outside", "kin", "kin", "searching", "searching",
    "reveals", "reveals", "exports", "exports", "night", "night", "away", "left", "in-order",
    "rapid", "closed", "repeat",
)  # fmt: skip
"""Twenty patterns, of fifteen sorts."""


class MadeUp:
    """An agency with its staff, children and days. Everything hangs on the seed."""

    def __init__(self, *, staff: int, children: int, seed: int) -> None:
        self.dice = Random(seed)
        self.agency = Agency.objects.using("owner").create(
            name=f"Madeup Council {seed}", kind="local-authority", nation="england"
        )
        self.children = self._children(children)
        self.staff = [self._somebody(n, staff) for n in range(staff)]

    def _children(self, number: int) -> list[tuple[UUID, str]]:
        found = []
        for n in range(number):
            child = uuid4()
            key, wrapped = new_child_key(child)
            drawn = "".join(self.dice.choice(_LETTERS) for _ in range(8))
            reference = f"{drawn[:4]}-{drawn[4:]}"
            Child.behind_the_door.using("owner").create(
                id=child, reference=reference, sealed_key=wrapped, lead_agency=self.agency,
                opened_at=datetime(2026, 1, 1, tzinfo=LONDON),
                state="closed" if n % 5 == 0 else "open",
            )  # fmt: skip
            face = Face(f"Child{n} Uncommon{n}")
            with connections["owner"].cursor() as cursor:
                cursor.execute(
                    "INSERT INTO doors_knownas (child_id, sealed) VALUES (%s, %s)",
                    [child, sealed_face(child, face, key)],
                )
            found.append((child, reference))
        return found

    def _somebody(self, n: int, staff: int) -> Somebody:
        job = "Team manager" if n % 10 == 0 else "Night duty worker" if n % 10 == 5 else "Worker"
        name = f"{_GIVEN[n % 10]} {_FAMILY[n // 10 % 10]}{n}"
        person = Practitioner.objects.db_manager("owner").create_practitioner(
            email=f"staff{n}-{self.agency.id.hex[:6]}@example.org", name=name, agency=self.agency,
            job_title=job, manages=job == "Team manager",
        )  # fmt: skip
        mine = self.dice.sample(range(len(self.children)), min(14, len(self.children)))
        return Somebody(person.id, job, mine)

    def name_a_child_after(self, person: Somebody) -> int:
        """One child now has the family name of this person."""
        n = self.dice.randrange(len(self.children))
        while n in person.caseload:
            n = self.dice.randrange(len(self.children))
        child, _ = self.children[n]
        name = Practitioner.objects.using("owner").get(id=person.id).name
        key_row = Child.behind_the_door.using("owner").get(id=child)
        face = Face(f"Kit {name.split()[-1]}")
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "UPDATE doors_knownas SET sealed = %s WHERE child_id = %s",
                [sealed_face(child, face, child_key(child, bytes(key_row.sealed_key))), child],
            )
        return n

    def live(self, first: date, days: int, misuses: list[Misuse]) -> None:
        """Write the audit of these days, with the misuses in them."""
        wrong = {(m.person, m.day): m.pattern for m in misuses}
        away = list(Leave.objects.using("owner").values_list("practitioner_id", "first", "last"))
        rows: list[tuple[object, ...]] = []
        for n in range(days):
            day = first + timedelta(days=n)
            for person in self.staff:
                pattern = wrong.get((person.id, day), "")
                works = day.weekday() < 5 or person.job == "Night duty worker"
                off = any(
                    who == person.id and begins <= day and (last is None or day <= last)
                    for who, begins, last in away
                )
                if works and not off:
                    rows += self._ordinary(person, day)
                if pattern:
                    rows += self._misuse(person, day, pattern)
        with (
            connections["owner"].cursor() as cursor,
            cursor.copy(
                "COPY access_audit (at, who, agency, role, action, child, categories, purpose)"
                " FROM STDIN"
            ) as copy,
        ):
            for row in sorted(rows, key=lambda r: str(r[0])):
                copy.write_row(row)

    def _at(self, day: date, person: Somebody | None = None) -> datetime:
        if person is not None and person.job == "Night duty worker":
            hour = self.dice.choice((19, 20, 21, 22, 23, 1, 2))
        else:
            hour = self.dice.choice((8, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 16, 17))
        minute, second = self.dice.randrange(60), self.dice.randrange(60)
        return datetime.combine(day, time(hour, minute, second), LONDON)

    def _line(
        self, person: Somebody, at: datetime, action: str, child: int | None = None,
        role: str = "lead-worker",
    ) -> tuple[object, ...]:  # fmt: skip
        one = None if child is None else self.children[child][0]
        return (at, person.id, self.agency.id, role if one else "", action, one, [], "")

    def _ordinary(self, person: Somebody, day: date) -> Iterator[tuple[object, ...]]:
        dice = self.dice
        for _ in range(dice.randint(3, 14)):
            yield self._line(person, self._at(day, person), "read", dice.choice(person.caseload))
        for _ in range(dice.randint(1, 4)):
            yield self._line(person, self._at(day, person), "list")
        for _ in range(dice.randint(0, 3)):
            at = self._at(day, person)
            yield self._line(person, at, "search")
            if dice.random() < 0.7:
                again = at + timedelta(seconds=40)
                yield self._line(person, again, "read", dice.choice(person.caseload))
        for action, often, most in (("reveal", 0.3, 3), ("export", 0.08, 1), ("refused", 0.1, 2)):
            if dice.random() < often:
                for _ in range(dice.randint(1, most)):
                    yield self._line(person, self._at(day, person), action,
                                     dice.choice(person.caseload))  # fmt: skip
        if person.job == "Team manager":
            for _ in range(dice.randint(2, 8)):
                other = dice.randrange(len(self.children))
                yield self._line(person, self._at(day), "read", other, "manager")
        if person.job == "Night duty worker" and dice.random() < 0.3:
            other = dice.randrange(len(self.children))
            yield self._line(person, self._at(day, person), "read", other, "duty-worker")
        if dice.random() < 0.02:
            late = datetime.combine(day, time(22, 30), LONDON)
            for k in range(dice.randint(1, 5)):
                at = late + timedelta(minutes=4 * k)
                yield self._line(person, at, "read", dice.choice(person.caseload))

    def _misuse(self, person: Somebody, day: date, pattern: str) -> Iterator[tuple[object, ...]]:
        dice = self.dice
        others = [n for n in range(len(self.children)) if n not in person.caseload]
        noon = datetime.combine(day, time(11), LONDON)
        if pattern == "browsing":
            for n in dice.sample(others, 40):
                yield self._line(person, self._at(day), "read", n)
        elif pattern == "outside":
            for n in dice.sample(others, 25):
                yield self._line(person, self._at(day), "read", n, "duty-worker")
        elif pattern == "kin":
            yield self._line(person, self._at(day), "read", self.name_a_child_after(person))
        elif pattern == "searching":
            for k in range(25):
                yield self._line(person, noon + timedelta(minutes=6 * k), "search")
        elif pattern in {"reveals", "exports", "refused"}:
            for _ in range(14):
                action = pattern.removesuffix("s")
                yield self._line(person, self._at(day), action, dice.choice(person.caseload))
        elif pattern in {"night", "away", "left"}:
            hour = 2 if pattern == "night" else 15
            for k in range(16):
                at = datetime.combine(day, time(hour, 3 * k), LONDON)
                yield self._line(person, at, "read", dice.choice(person.caseload))
        elif pattern == "in-order":
            chosen = sorted(dice.sample(others, 16), key=lambda n: self.children[n][1])
            for k, n in enumerate(chosen):
                yield self._line(person, noon + timedelta(minutes=11 * k), "read", n)
        elif pattern == "rapid":
            for k, n in enumerate(dice.sample(others, 20)):
                yield self._line(person, noon + timedelta(seconds=20 * k), "read", n)
        elif pattern == "closed":
            closed = [n for n in others if n % 5 == 0]
            for n in dice.sample(closed, min(14, len(closed))):
                yield self._line(person, self._at(day), "read", n)
        elif pattern == "repeat":
            for k in range(24):
                yield self._line(person, noon + timedelta(minutes=7 * k), "read", others[0])

    def misuses(self, patterns: tuple[str, ...], days: list[date]) -> list[Misuse]:
        """Each pattern on a working day of somebody else; leave where the pattern needs it."""
        workers = [s for s in self.staff if s.job == "Worker"]
        chosen = self.dice.sample(workers, len(patterns))
        found = []
        for person, pattern in zip(chosen, patterns, strict=True):
            day = self.dice.choice([d for d in days if d.weekday() < 5])
            if pattern in {"away", "left"}:
                last = None if pattern == "left" else day + timedelta(days=5)
                Leave.objects.using("owner").create(practitioner_id=person.id, first=day, last=last)
            found.append(Misuse(person.id, day, pattern))
        return found
