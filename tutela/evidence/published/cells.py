"""Published counts of referrals: leaf cells, with or without `Total` rows beside them.

Reads the leaf-cell file of the referral tables (first responder × exploitation × age × gender ×
nationality), the longitudinal file (quarter × age × location), and any other file whose columns
are among those below. Rows with `Total` in a dimension are checked against the rows that they
sum, and then left out: nothing is ever counted twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from tutela.evidence import vocabulary as words
from tutela.evidence.exploitation import parse_exploitation, to_bits
from tutela.evidence.nationality import read_nationality
from tutela.evidence.periods import FIRST_QUARTER, Quarter
from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.sums import check_repeats, check_totals
from tutela.evidence.published.text import TextTable, read_file, read_text_table

COUNT = "people"

# What a heading means. The first of each is how the published files write it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "quarter": ("Quarter",),
    "year": ("Year",),
    "responder_type": ("First responder type", "Responder type"),
    "responder": ("First responder", "Responder"),
    "exploitation": ("Exploitation type", "Type of exploitation", "Type"),
    "age": ("Age at exploitation", "Age", "Age group at exploitation", "Age group"),
    "gender": ("Gender",),
    "nationality": ("Nationality",),
    "location": ("Location of exploitation", "Location"),
    "county_lines": ("County lines", "County lines flag"),
    "force": ("Responsible police force", "Police force"),
    "country": (
        "Country of responsible police force",
        "Responsible police force country",
        "Police force country",
        "Country",
    ),
    COUNT: ("People", "NRM referrals", "Referrals", "Count"),
}
_MEANING = {heading.casefold(): name for name, headings in HEADINGS.items() for heading in headings}
_REQUIRED = ("age", COUNT)
_CATEGORIES = {
    "age": words.AGES,
    "gender": words.GENDERS,
    "location": words.LOCATIONS,
    "responder_type": words.RESPONDER_TYPES,
    "county_lines": words.YES_NO,
    "country": words.COUNTRIES,
}


@dataclass(frozen=True)
class PublishedCells:
    """Counts as read: one row per leaf cell.

    `frame` has `people` (Int64) and those of the columns quarter, year (String), age, gender,
    location, responder_type, county_lines, country (Enum), responder, force, nationality
    (String), nationalities (List), exploitation (UInt8) that the file holds.
    `remarks` say what a reader of the tables has to know: gaps, labels not recognised.
    """

    source: str
    frame: pl.DataFrame
    totals_checked: int = 0
    remarks: tuple[str, ...] = field(default=())

    @property
    def total(self) -> int:
        """All people counted."""
        return int(self.frame[COUNT].sum())


def read_cells_file(path: Path, not_after: Quarter | None = None) -> PublishedCells:
    """Read a file; see `read_cells`."""
    return read_cells(read_file(path), path.name, not_after)


def read_cells(content: bytes, source: str, not_after: Quarter | None = None) -> PublishedCells:
    """Read published counts from the bytes of a CSV file.

    `not_after` is the last quarter that can be known at the time of reading. Raises
    BadInputError with row and column on a column that is unknown or missing, a quarter,
    category or count that can't be, cells that stand twice, or totals that disagree.
    """
    table = read_text_table(content, source)
    meanings = _meanings(table)
    problems: list[Problem] = []
    columns: dict[str, list[str]] = {
        name: table.columns[heading] for name, heading in meanings.items()
    }
    people = _counts(table, meanings[COUNT], problems)
    read = _Reader(table, meanings, not_after, problems).read(columns)
    if problems:
        raise BadInputError(source, sorted(problems, key=lambda one: one.row or 0))

    frame = read.with_columns(pl.Series(COUNT, people, dtype=pl.Int64), line=pl.Series(table.lines))
    keys = [name for name in columns if name != COUNT]
    raw = pl.DataFrame({name: columns[name] for name in keys}).with_columns(
        line=pl.Series(table.lines)
    )
    check_repeats(source, raw, keys)
    leaves, checked = check_totals(source, frame, keys, COUNT)
    remarks = _gaps(leaves, source) + _unrecognised(leaves)
    return PublishedCells(source, _typed(leaves), checked, remarks)


def _meanings(table: TextTable) -> dict[str, str]:
    """Which heading of the file holds which column. Raises BadInputError on wrong columns."""
    meanings: dict[str, str] = {}
    problems = []
    for heading in table.columns:
        meaning = _MEANING.get(heading.casefold())
        if meaning is None:
            known = ", ".join(f"“{names[0]}”" for names in HEADINGS.values())
            problems.append(
                Problem(f"this column is not known; the columns known are {known}", 1, heading)
            )
        elif meaning in meanings:
            problems.append(Problem(f"means the same as column “{meanings[meaning]}”", 1, heading))
        else:
            meanings[meaning] = heading
    missing = [name for name in _REQUIRED if name not in meanings]
    if "quarter" not in meanings and "year" not in meanings:
        missing.insert(0, "quarter")
    problems += [Problem("this column is missing", 1, HEADINGS[name][0]) for name in missing]
    if problems:
        raise BadInputError(table.source, problems)
    return meanings


def _counts(table: TextTable, heading: str, problems: list[Problem]) -> list[int | None]:
    counts: list[int | None] = []
    for at, text in enumerate(table.columns[heading]):
        try:
            counts.append(_count(text))
        except ValueError as fault:
            counts.append(None)
            problems.append(table.problem(str(fault), at, heading))
    return counts


def _count(text: str) -> int:
    plain = text.replace(",", "") if _has_thousands(text) else text
    if plain.isascii() and plain.isdigit():
        if len(plain) > 12:
            raise ValueError(f"“{text}” is more people than there are")
        return int(plain)
    if not plain:
        raise ValueError("the count is empty; a cell without people is 0")
    if plain.startswith(("-", "−")) and plain[1:].replace(".", "").isdigit():
        raise ValueError(f"“{text}” is negative; a count of people can't be")
    if plain.replace(".", "", 1).isdigit():
        raise ValueError(f"“{text}” is not a whole number of people")
    raise ValueError(f"“{text}” is not a count of people")


def _has_thousands(text: str) -> bool:
    first, *groups = text.split(",")
    return bool(groups) and 0 < len(first) <= 3 and all(len(group) == 3 for group in groups)


class _Reader:
    """Reads each column's distinct texts once and lists what is wrong at its first row."""

    def __init__(
        self,
        table: TextTable,
        meanings: dict[str, str],
        not_after: Quarter | None,
        problems: list[Problem],
    ) -> None:
        self.table = table
        self.meanings = meanings
        self.not_after = not_after
        self.problems = problems

    def read(self, columns: dict[str, list[str]]) -> pl.DataFrame:
        read: dict[str, list[str] | list[int | None]] = {}
        for name, texts in columns.items():
            if name in _CATEGORIES:
                read[name] = self._column(name, texts, self._category(name))
            elif name == "exploitation":
                sets = self._column(
                    name, texts, lambda text: str(to_bits(parse_exploitation(text)))
                )
                read[name] = sets
            elif name == "nationality":
                read[name] = self._column(name, texts, lambda text: read_nationality(text).label)
            elif name == "year":
                read[name] = self._column(name, texts, self._year)
            elif name in {"responder", "force"}:
                read[name] = self._column(name, texts, lambda text: text or words.UNKNOWN)
        if "quarter" in columns:
            read["quarter"] = self._quarters(columns["quarter"], columns.get("year"))
        if "quarter" in read and "year" not in read:
            read["year"] = [
                words.TOTAL if one == words.TOTAL else one[:4] for one in map(str, read["quarter"])
            ]
        return pl.DataFrame(read)

    def _column(self, name: str, texts: list[str], read: Callable[[str], str]) -> list[str]:
        known: dict[str, str] = {}
        for at, text in enumerate(texts):
            if text in known:
                continue
            if text.casefold() == words.TOTAL.casefold():
                known[text] = words.TOTAL
                continue
            try:
                known[text] = read(text)
            except ValueError as fault:
                known[text] = ""
                self.problems.append(self.table.problem(str(fault), at, self.meanings[name]))
        return [known[text] for text in texts]

    @staticmethod
    def _category(name: str) -> Callable[[str], str]:
        allowed = _CATEGORIES[name]
        return lambda text: words.category(text, allowed)

    def _year(self, text: str) -> str:
        if not (len(text) == 4 and text.isascii() and text.isdigit()):
            raise ValueError(f"“{text}” is not a year; write it like “2022”")
        last = self.not_after.year if self.not_after else 9999
        if not FIRST_QUARTER.year <= int(text) <= last:
            raise ValueError(f"no referral was made in {text}: {self._range()}")
        return text

    def _quarters(self, texts: list[str], years: list[str] | None) -> list[str]:
        if years is None or any(text[:4].isdigit() for text in texts):
            return self._column("quarter", texts, self._quarter)
        joined = [
            words.TOTAL if text.casefold() == words.TOTAL.casefold() else f"{year} {text}"
            for year, text in zip(years, texts, strict=True)
        ]
        return self._column("quarter", joined, self._quarter)

    def _quarter(self, text: str) -> str:
        quarter = Quarter.parse(text)
        if quarter < FIRST_QUARTER or (self.not_after and quarter > self.not_after):
            raise ValueError(f"no referral was made in {quarter}: {self._range()}")
        return str(quarter)

    def _range(self) -> str:
        until = (
            f" and the last quarter that has begun is {self.not_after}" if self.not_after else ""
        )
        return f"referrals began in {FIRST_QUARTER}{until}"


def _typed(leaves: pl.DataFrame) -> pl.DataFrame:
    """The leaf cells with the types that `PublishedCells` promises."""
    types: dict[str, pl.DataType] = {
        name: pl.Enum(allowed) for name, allowed in _CATEGORIES.items() if name in leaves.columns
    }
    if "exploitation" in leaves.columns:
        types["exploitation"] = pl.UInt8()
    frame = leaves.drop("line").with_columns(
        pl.col(name).cast(kind) for name, kind in types.items()
    )
    if "nationality" in frame.columns:
        labels = frame["nationality"].unique().to_list()
        each = {label: list(read_nationality(label).each) for label in labels}
        frame = frame.with_columns(
            nationalities=pl.col("nationality").replace_strict(
                each, return_dtype=pl.List(pl.String())
            )
        )
    return frame


def _gaps(leaves: pl.DataFrame, source: str) -> tuple[str, ...]:
    """What the sequence of quarters says; raises BadInputError where one looks mislabelled."""
    if "quarter" not in leaves.columns:
        return ()
    first_lines = leaves.group_by("quarter").agg(pl.col("line").min()).sort("line")
    order = [Quarter.parse(text) for text in first_lines["quarter"]]
    present = {quarter.index for quarter in order}
    missing = [
        Quarter.at(index) for index in range(min(present), max(present)) if index not in present
    ]
    if not missing:
        return ()
    listed = ", ".join(map(str, missing))
    for earlier, later, line in zip(order, order[1:], first_lines["line"][1:], strict=False):
        if later < earlier:
            raise BadInputError(
                source,
                [
                    Problem(
                        f"“{later}” follows “{earlier}” while {listed} is missing: "
                        "the quarter looks mislabelled",
                        int(line),
                        "Quarter",
                    )
                ],
            )
    return (f"Quarters without any count in the input: {listed}.",)


def _unrecognised(leaves: pl.DataFrame) -> tuple[str, ...]:
    if "nationality" not in leaves.columns:
        return ()
    labels = sorted(
        label for label in leaves["nationality"].unique() if not read_nationality(label).recognised
    )
    if not labels:
        return ()
    listed = ", ".join(f"“{label}”" for label in labels)
    return (f"Nationalities not in the list of the referral form, kept as they stand: {listed}.",)
