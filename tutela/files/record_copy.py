"""What of a record goes into a copy: what stands, without anything that says where. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content
from tutela.chronology.moment import Moment
from tutela.doors.binding import bind_children
from tutela.files.entries import SLUGS

_PLACES = frozenset({"towns", "regions", "local_authorities", "police_forces"})
"""Lists whose items are places, or whose names give one away."""
_MEMBERS = Category.RECORD
_KINDS_OF_THE_CIRCLE = frozenset({"circle-joined", "circle-left"})


@dataclass(frozen=True)
class Copied:
    """An entry as it goes into a copy, and how many answers were left out of it."""

    entry: Entry
    content: Content
    left_out: int


@dataclass(frozen=True)
class RecordCopy:
    """All that goes into a copy. ``withheld`` counts entries that say where the child is."""

    entries: tuple[Copied, ...]
    withheld: int


def copy_of(chronology: Chronology, categories: Iterable[Category]) -> RecordCopy:
    """What stands in these categories, without the places.

    The category of whereabouts is left out whole, and so is the circle (a colleague's agency says
    in which town to look), and so is what binds the child to another. Free text can't be searched
    for places by a program: whoever takes the copy reads it first.
    """
    allowed = frozenset(categories) - {Category.LOCATION}
    copied, withheld = [], 0
    for entry in chronology.standing_entries:
        if entry.content is None:
            continue
        if entry.kind.slug in bind_children():
            continue
        if entry.category not in allowed or entry.kind.slug in _KINDS_OF_THE_CIRCLE:
            withheld += entry.category is Category.LOCATION
            continue
        content, left_out = _without_places(entry.content)
        copied.append(Copied(entry, content, left_out))
    return RecordCopy(tuple(copied), withheld)


def is_document(entry: Entry) -> bool:
    """Does it tell of a file, which the copy does not hold?"""
    return entry.kind.slug in SLUGS


def _without_places(model: Any) -> tuple[Any, int]:
    """The same with every answer that says where taken out, in its rows too."""
    changed: dict[str, Any] = {}
    left_out = 0
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is None or value in ((), frozenset()):
            continue
        if _says_where(type(model), name):
            changed[name] = None
            left_out += 1
        elif isinstance(value, BaseModel) and not isinstance(value, Moment):
            changed[name], inner = _without_places(value)
            left_out += inner
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            rows = [_without_places(row) for row in value]
            changed[name] = tuple(row for row, _ in rows)
            left_out += sum(inner for _, inner in rows)
    return model.model_copy(update=changed), left_out


def _says_where(model: type[BaseModel], name: str) -> bool:
    # A row is a plain model that declares its questions in the same way as a content.
    is_place = Content.is_place.__func__(model, name)  # type: ignore[attr-defined]
    question = Content.question.__func__(model, name)  # type: ignore[attr-defined]
    return bool(is_place) or question.choices in _PLACES or name in _NAMED


_NAMED = frozenset({"email", "other_email", "phone", "other_phone"})
"""Addresses of people who work with the child name their agency, and so a town."""
