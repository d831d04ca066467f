"""Read lists of people: CSV, one row per record, in UTF-8.

Columns: `id`, `name` (or `given_name` and `family_name`) and `date_of_birth` must be there;
`date_of_birth_estimated`, `nationality`, `sex`, `place`, `reference` and `seen_on` (the day on
which the list met the person) may be. Cells may be empty: what is missing is no evidence, neither
for nor against. Other columns are not read at all.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from tutela.evidence.linkage.births import UNKNOWN as NOT_KNOWN
from tutela.evidence.linkage.births import NotADateError, read_birth, read_day
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.refusals import Refusal
from tutela.evidence.nationality import read_nationality
from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.vocabulary import UNKNOWN

OPTIONAL = ("date_of_birth_estimated", "nationality", "sex", "place", "reference", "seen_on")
MOST_IDENTICAL = 100
"""More records than this with one name and one date of birth are no child."""

_SEXES = {
    "f": "female",
    "female": "female",
    "girl": "female",
    "woman": "female",
    "m": "male",
    "male": "male",
    "boy": "male",
    "man": "male",
    "other": "other",
    "x": "other",
    "": None,
    "unknown": None,
    "not known": None,
    "u": None,
}
_YES = {"yes": True, "y": True, "true": True, "1": True}
_NO = {"no": False, "n": False, "false": False, "0": False, "": False}
_LIST_NAME = re.compile(r"[^\w-]+")


def read_lists(paths: Sequence[Path]) -> list[Person]:
    """All records of all lists. Raises `BadInputError` (mend the file) or `Refusal`."""
    names = [list_name(path) for path in paths]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise BadInputError(
            twice[0], [Problem("two files have this name; a list is named by its file")]
        )
    people = [
        person for path, name in zip(paths, names, strict=True) for person in read_list(path, name)
    ]
    refuse_unless_comparable(people)
    return people


def list_name(path: Path) -> str:
    """A list is called what its file is called."""
    return _LIST_NAME.sub("_", path.stem).strip("_") or "list"


def read_list(path: Path, name: str) -> list[Person]:
    """The records of one list. Raises `BadInputError`, with the rows to mend."""
    return parse_list(path.read_bytes(), path.name, name)


def parse_list(content: bytes, source: str, name: str) -> list[Person]:
    """The records in the bytes of a CSV file. `source` is what the file is called in problems.

    Raises `BadInputError`.
    """
    reader = csv.DictReader(StringIO(_text(content, source), newline=""), strict=True)
    try:
        columns = [column.strip().lower() for column in reader.fieldnames or ()]
        problems = _column_problems(columns)
        if problems:
            raise BadInputError(source, problems)
        reader.fieldnames = columns
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as fault:
        raise BadInputError(source, [Problem(f"is not CSV: {fault}", reader.line_num)]) from fault
    people: list[Person] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        if None in row or None in row.values():
            problems.append(Problem("has more or fewer cells than the header", line))
            continue
        person = person_from_row(name, row, line, problems)
        if person.id in seen:
            problems.append(Problem(f"“{person.id}” is the id of row {seen[person.id]} too", line))
        seen[person.id] = line
        people.append(person)
    if not people and not problems:
        problems.append(Problem("holds no records"))
    if problems:
        raise BadInputError(source, problems)
    return people


def _text(content: bytes, source: str) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise BadInputError(
            source,
            [Problem("is not UTF-8; names would be damaged. Save it as “CSV UTF-8”.", line)],
        ) from fault
    if "\x00" in text:
        raise BadInputError(source, [Problem("is not a text file")])
    return text


def _column_problems(columns: Sequence[str]) -> list[Problem]:
    problems = [
        Problem("stands twice in the header", 1, column)
        for column, times in Counter(columns).items()
        if times > 1
    ]
    for needed in ("id", "date_of_birth"):
        if needed not in columns:
            problems.append(Problem(f"is missing. The file has: {', '.join(columns)}", 1, needed))
    if not {"name", "given_name", "family_name"} & set(columns):
        problems.append(Problem("is missing, and so are “given_name” and “family_name”", 1, "name"))
    return problems


def person_from_row(
    list_name: str, row: Mapping[str, str], line: int, problems: list[Problem]
) -> Person:
    """One record. What can't be read is added to `problems`; the record then lacks it."""
    cell = {column: " ".join(value.split()) for column, value in row.items() if column}
    birth = NOT_KNOWN
    estimated = {**_YES, **_NO}.get(cell.get("date_of_birth_estimated", "").lower())
    if estimated is None:
        problems.append(Problem("must be yes, no or empty", line, "date_of_birth_estimated"))
    try:
        birth = read_birth(cell["date_of_birth"], estimated=bool(estimated))
    except NotADateError as fault:
        problems.append(Problem(str(fault), line, "date_of_birth"))
    sex = cell.get("sex", "").lower()
    if sex not in _SEXES:
        problems.append(Problem(f"“{sex}” is not female, male, other or empty", line, "sex"))
    if not cell["id"]:
        problems.append(Problem("is empty", line, "id"))
    seen = None
    if cell.get("seen_on"):
        try:
            seen = read_day(cell["seen_on"])
        except NotADateError as fault:
            problems.append(Problem(str(fault), line, "seen_on"))
    names = (cell.get("name", ""), cell.get("given_name", ""), cell.get("family_name", ""))
    return Person(
        list=list_name,
        id=cell["id"],
        name=" ".join(part for part in names if part),
        birth=birth,
        nationality=_nationality(cell.get("nationality", "")),
        sex=_SEXES.get(sex),
        place=cell.get("place", "").casefold() or None,
        references=tuple(sorted(_references(cell.get("reference", "")))),
        seen=seen,
    )


def _nationality(text: str) -> str | None:
    if not text:
        return None
    label = read_nationality(text).label
    return None if label == UNKNOWN else label


def _references(text: str) -> set[str]:
    return {
        bare
        for part in re.split(r"[;,|]", text)
        if (bare := re.sub(r"[^0-9A-Za-z]", "", part).upper())
    }


def refuse_unless_comparable(people: Iterable[Person]) -> None:
    """Refuse lists on which an answer would be a guess. Raises `Refusal`."""
    everyone = list(people)
    for name, number in Counter(person.list for person in everyone).items():
        own = [person for person in everyone if person.list == name]
        dated = sum(person.birth.year is not None or bool(person.references) for person in own)
        if dated * 2 < number:
            raise Refusal(
                "dates-missing",
                f"{number - dated:,} of the {number:,} records of {name} have neither a date of"
                " birth nor a reference. By name alone one child can't be told from another.",
            )
        named = sum(bool(person.name) or bool(person.references) for person in own)
        if named * 2 < number:
            raise Refusal(
                "names-missing",
                f"{number - named:,} of the {number:,} records of {name} have neither a name nor a"
                " reference.",
            )
    same = Counter(
        (person.name.casefold(), person.birth) for person in everyone if person.name
    ).most_common(1)
    if same and same[0][1] > MOST_IDENTICAL:
        (name, birth), times = same[0]
        raise Refusal(
            "cluster-too-large",
            f"{times:,} records bear the name “{name}” and the date of birth {birth.as_written}."
            f" More than {MOST_IDENTICAL} records of one child are not believable; they may have"
            " been filled in by a machine. Take them out, or give them ids of their own lists.",
        )
