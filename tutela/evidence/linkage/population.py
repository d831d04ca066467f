"""A synthetic population with known truth, to measure linkage by: nobody in it exists.

Names, spellings and their frequencies are in `data/names.csv`, the rates of error below. Both are
the authors' judgement of what forms look like, for seven traditions of naming; neither is a census.
Anything measured on it is about the method, not about children.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.reading import person_from_row

LISTS = ("police", "local_authority", "charity")
NATIVE_SCRIPT = 0.05
ANOTHER_SPELLING = 0.4
TYPING_ERROR = 0.03
MOVED = 0.4
PLACES = tuple(f"Place {number}" for number in range(1, 61))
FIRST_BIRTH = date(2005, 1, 1)
DAYS_OF_BIRTHS = 11 * 365


@dataclass(frozen=True)
class Tradition:
    """How children of one tradition are named, and how often forms get it wrong."""

    name: str
    share: float
    nationalities: tuple[tuple[str, float], ...]
    order: tuple[str, ...]
    order_changed: float
    new_surnames: float
    """The long tail: chance of a surname that is not in the data file."""
    day_never_known: float


TRADITIONS = (
    Tradition("English", 0.34, (("UK", 1),), ("given", "family"), 0.03, 0.6, 0),
    Tradition(
        "Vietnamese",
        0.14,
        (("Vietnamese", 1),),
        ("family", "middle", "given"),
        0.35,
        0.03,
        0.25,
    ),
    Tradition(
        "Albanian", 0.16, (("Albanian", 9), ("Kosovan", 1)), ("given", "family"), 0.08, 0.4, 0.05
    ),
    Tradition(
        "Arabic",
        0.13,
        (("Sudanese", 5), ("Iraqi", 2), ("Syrian", 2), ("Chadian", 1)),
        ("given", "father", "family"),
        0.12,
        0.15,
        0.35,
    ),
    Tradition(
        "Tigrinya",
        0.1,
        (("Eritrean", 8), ("Ethiopian", 2)),
        ("given", "father", "grandfather"),
        0.1,
        0.1,
        0.35,
    ),
    Tradition(
        "Kurdish",
        0.07,
        (("Iraqi", 6), ("Iranian", 3), ("Turkish", 1)),
        ("given", "father", "family"),
        0.1,
        0.15,
        0.35,
    ),
    Tradition(
        "Pashto", 0.06, (("Afghan", 9), ("Pakistani", 1)), ("given", "family"), 0.12, 0.25, 0.4
    ),
)


@dataclass(frozen=True)
class Child:
    """The truth. `parts` are the indices of a name: each a tuple of the ways to spell it."""

    number: int
    tradition: Tradition
    parts: tuple[tuple[str, ...], ...]
    born: date
    day_known: bool
    nationality: str
    sex: str
    place: str
    false_surname: tuple[str, ...] | None = None


@dataclass
class Population:
    """Children, the records that agencies made of some of them, and who is who."""

    children: list[Child]
    rows: dict[str, list[dict[str, str]]]
    truth: dict[str, int] = field(default_factory=dict)
    """From the key of a record to the number of the child."""

    def people(self) -> list[Person]:
        """The records as they would be read from files."""
        return [
            person_from_row(name, row, 0, []) for name, rows in self.rows.items() for row in rows
        ]

    def tradition_of(self, key: str) -> str:
        return self.children[self.truth[key]].tradition.name


@cache
def _names() -> dict[tuple[str, str, str], tuple[list[tuple[str, ...]], list[float]]]:
    found: dict[tuple[str, str, str], tuple[list[tuple[str, ...]], list[float]]] = {}
    path = files("tutela.evidence.linkage").joinpath("data/names.csv")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            names, weights = found.setdefault((row["tradition"], row["part"], row["sex"]), ([], []))
            names.append(tuple(row["spellings"].split("|")))
            weights.append(float(row["weight"]))
    return found


def _pick(rng: Random, tradition: Tradition, part: str, sex: str) -> tuple[str, ...]:
    pools = _names()
    where = tradition.name.lower()
    if part in ("father", "grandfather"):
        part, sex = "given", "m"
    names, weights = pools.get((where, part, sex)) or pools[where, part, ""]
    chosen = rng.choices(names, weights)[0]
    if part == "family" and rng.random() < tradition.new_surnames:
        # A surname of the long tail: the beginning of one and the end of another, with a letter.
        other = rng.choice(names)[0]
        head, tail = chosen[0][: max(2, len(chosen[0]) // 2)], other[len(other) // 2 :]
        return (f"{head}{rng.choice('aeioulmnrst')}{rng.choice('aeiou')}{tail}",)
    return chosen


def make_population(
    children: int,
    *,
    seed: int,
    lists: Sequence[str] = LISTS,
    reach: float = 0.45,
    again: float = 0.12,
    references: float = 0.0,
) -> Population:
    """Children with siblings, twins and groups under one false surname, and their records.

    `reach` is the chance that a list knows a child (it varies between children), `again` the chance
    that the list wrote the child down twice, `references` the chance that a record bears the
    child's reference number. The same seed makes the same population.
    """
    rng = Random(seed)  # noqa: S311 - a simulation, not a secret
    made = _children(rng, children)
    _false_surnames(rng, made)
    population = Population(made, {name: [] for name in lists})
    for child in made:
        visible = rng.uniform(0.6, 1.4)
        for name in lists:
            times = int(rng.random() < reach * visible)
            times += int(times and rng.random() < again)
            for _ in range(times):
                identity = f"{name[:2]}{len(population.rows[name]) + 1:06d}"
                row = _written(rng, child, references)
                population.rows[name].append({"id": identity, **row})
                population.truth[f"{name}:{identity}"] = child.number
    return population


def _children(rng: Random, number: int) -> list[Child]:
    made: list[Child] = []
    shares = [tradition.share for tradition in TRADITIONS]
    while len(made) < number:
        tradition = rng.choices(TRADITIONS, shares)[0]
        first = _child(rng, len(made), tradition, None)
        made.append(first)
        kind = rng.random()
        if kind < 0.05 and len(made) < number:
            made.append(_child(rng, len(made), tradition, first, twin=kind < 0.015))
    return made


def _child(
    rng: Random, number: int, tradition: Tradition, sibling: Child | None, *, twin: bool = False
) -> Child:
    sex = rng.choice("mf") if tradition.name != "Vietnamese" else rng.choice("mmf")
    parts = []
    for place, part in enumerate(tradition.order):
        inherited = sibling is not None and part in ("family", "father", "grandfather")
        parts.append(
            sibling.parts[place]
            if inherited and sibling is not None
            else _pick(rng, tradition, part, sex)
        )
    names, weights = zip(*tradition.nationalities, strict=True)
    born = FIRST_BIRTH + timedelta(days=rng.randrange(DAYS_OF_BIRTHS))
    if sibling is None:
        return Child(
            number,
            tradition,
            tuple(parts),
            born,
            rng.random() >= tradition.day_never_known,
            rng.choices(names, weights)[0],
            "female" if sex == "f" else "male",
            rng.choices(PLACES, [1 / (1 + k) for k in range(len(PLACES))])[0],
        )
    return Child(
        number,
        tradition,
        tuple(parts),
        sibling.born if twin else born,
        sibling.day_known,
        sibling.nationality,
        "female" if sex == "f" else "male",
        sibling.place,
    )


def _false_surnames(rng: Random, made: list[Child]) -> None:
    """Groups of four to eight of one nationality, given one surname by whoever moved them."""
    by_nationality: dict[str, list[int]] = {}
    for child in made:
        if child.tradition.name != "English":
            by_nationality.setdefault(child.nationality, []).append(child.number)
    for numbers in by_nationality.values():
        groups = len(numbers) // 150
        for _ in range(groups):
            members = rng.sample(numbers, rng.randint(4, 8))
            first = made[members[0]]
            surname = first.parts[-1 if first.tradition.order[0] == "given" else 0]
            for number in members:
                kept = {**made[number].__dict__, "false_surname": surname, "place": first.place}
                made[number] = Child(**kept)


def _written(rng: Random, child: Child, references: float) -> dict[str, str]:
    moved = rng.random() < MOVED
    place = rng.choice(PLACES) if moved else child.place
    born, estimated = _written_birth(rng, child)
    kin = [name for name, _ in child.tradition.nationalities if name != child.nationality]
    nationality = rng.choice(kin) if kin and rng.random() < 0.06 else child.nationality
    sex = child.sex if rng.random() > 0.01 else {"male": "female", "female": "male"}[child.sex]
    return {
        "name": _written_name(rng, child),
        "date_of_birth": born,
        "date_of_birth_estimated": "yes" if estimated else "",
        "nationality": "" if rng.random() < 0.04 else nationality,
        "sex": "" if rng.random() < 0.02 else sex,
        "place": "" if rng.random() < 0.1 else place,
        "reference": f"REF{child.number:07d}" if rng.random() < references else "",
    }


def _written_name(rng: Random, child: Child) -> str:
    parts = list(child.parts)
    surname_at = 0 if child.tradition.order[0] == "family" else len(parts) - 1
    if child.false_surname is not None and rng.random() < 0.6:
        parts[surname_at] = child.false_surname
    native = rng.random() < NATIVE_SCRIPT and all(not _latin(p[-1]) for p in parts)
    if native:
        words = [part[-1] for part in parts]
    else:
        words = [_spelt(rng, part) for part in parts]
        words = [_mistyped(rng, w) if rng.random() < TYPING_ERROR else w for w in words]
    if len(words) > 2 and rng.random() < 0.3:
        del words[1 if surname_at == 0 else -1]
    elif len(words) == 2 and rng.random() < 0.04:
        del words[rng.randrange(2)]
    if rng.random() < child.tradition.order_changed:
        words = words[1:] + words[:1]
    return " ".join(words).upper() if rng.random() < 0.3 else " ".join(words)


def _latin(word: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in word)


def _spelt(rng: Random, part: tuple[str, ...]) -> str:
    latin = [spelling for spelling in part if _latin(spelling)]
    if len(latin) > 1 and rng.random() < ANOTHER_SPELLING:
        return rng.choice(latin[1:])
    return latin[0]


def _mistyped(rng: Random, word: str) -> str:
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word))
    kind = rng.randrange(3)
    letter = rng.choice("abcdefghijklmnoprstuvyz")
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + letter + word[at:]


def _written_birth(rng: Random, child: Child) -> tuple[str, bool]:
    """The date of birth as one agency wrote it, and whether it says that it was estimated."""
    uk = child.tradition.name == "English"
    kind = rng.random()
    if kind < (0.02 if uk else 0.06):
        return "", False
    if not uk and kind < 0.14:
        year = child.born.year + round(rng.gauss(0, 1.3))
        return str(year), True
    if not child.day_known or (not uk and kind < 0.26):
        return f"{child.born.year}-01-01", False
    day = child.born
    if kind > 0.97 and day.day <= 12:
        day = date(day.year, day.day, day.month)
    elif kind > 0.93:
        day = date(day.year, day.month, min(28, max(1, day.day + rng.choice((-1, 1, 10, -10)))))
    return (day.strftime("%d/%m/%Y") if rng.random() < 0.3 else day.isoformat()), False
