"""Reference lists that answers are chosen from, such as nationalities or police forces.

A question names its list (``choices="nationalities"``). Lists are small files beside the code of
the room that owns them; what was recorded under an older list stays readable.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Item:
    """One line of a list: what is stored, what a person reads, the heading it stands under.

    ``more`` holds the other columns of the file by their names.
    """

    value: str
    label: str
    group: str = ""
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


_where: dict[str, tuple[str, str]] = {}
_made: dict[str, Callable[[], Iterable[Item]]] = {}


def declare_list(name: str, *, package: str, file: str) -> None:
    """Make a list known by the name that questions use. Raises ValueError when it is taken.

    The file has a header; ``value`` is required, ``label`` and ``group`` are not.
    """
    if _where.setdefault(name, (package, file)) != (package, file):
        raise ValueError(f"the list {name!r} is declared twice")


def declare_made_list(name: str, make: Callable[[], Iterable[Item]]) -> None:
    """Make a list known whose lines the program itself holds. They are asked for once, when all
    rooms have been declared. Raises ValueError when the name is taken."""
    if name in _where or name in _made:
        raise ValueError(f"the list {name!r} is declared twice")
    _made[name] = make


def all_lists() -> tuple[str, ...]:
    """The names of all lists."""
    return (*_where, *_made)


@cache
def items(name: str) -> tuple[Item, ...]:
    """The lines of a list, in the order of its file. Raises LookupError for an unknown list."""
    if name in _made:
        return tuple(_made[name]())
    try:
        package, file = _where[name]
    except KeyError:
        raise LookupError(f"there is no list {name!r}") from None
    with files(package).joinpath("data", file).open(encoding="utf-8") as lines:
        return tuple(_item(row) for row in csv.DictReader(lines))


@cache
def by_value(name: str) -> Mapping[str, Item]:
    """The lines of a list by what is stored. Raises LookupError for an unknown list."""
    return {item.value: item for item in items(name)}


def label(name: str, value: str) -> str:
    """What a person reads for a stored value; the value itself if the list no longer has it."""
    item = by_value(name).get(value)
    return item.label if item else value


def _item(row: dict[str, str]) -> Item:
    known = {"value", "label", "group"}
    more = {column: text for column, text in row.items() if column not in known}
    return Item(row["value"], row.get("label") or row["value"], row.get("group") or "", more)


for _name in (
    "countries",
    "first_responders",
    "languages",
    "local_authorities",
    "nationalities",
    "police_forces",
    "regions",
    "towns",
):
    declare_list(_name, package="tutela.people", file=f"{_name}.csv")
