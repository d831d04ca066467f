"""The records that the tests are about, and one small population, linked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tutela.evidence.linkage.births import read_birth
from tutela.evidence.linkage.linking import Linked, link
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.population import Population, make_population

HEADER = "id,name,date_of_birth,nationality,sex,place\n"


def person(
    name: str,
    born: str = "",
    *,
    list_name: str = "police",
    number: str = "1",
    nationality: str | None = "Vietnamese",
    sex: str | None = "male",
    place: str | None = "hull",
) -> Person:
    return Person(list_name, number, name, read_birth(born), nationality, sex, place)


@cache
def population() -> Population:
    return make_population(500, seed=3, references=0.1)


@cache
def linked() -> Linked:
    return link(population().people(), threads=1)


def truth() -> list[int]:
    made = population()
    return [made.truth[one.key] for one in linked().people]


def traditions() -> list[str]:
    made = population()
    return [made.tradition_of(one.key) for one in linked().people]


def write_list(folder: Path, name: str, rows: str, header: str = HEADER) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path
