"""By what a child can be found in an emergency: an exact name with the date of birth, or an exact
number. Kept as keyed hashes; the database compares them, and nobody can read a name out of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import kind_of
from tutela.chronology.words import for_comparing
from tutela.doors.faces import face_of
from tutela.doors.projections import Projection, Whole, declare
from tutela.identification.entries import ReferenceReceived
from tutela.identity.entries import (
    DateOfBirth,
    HomeOfficeReference,
    Identifier,
    NameStated,
)
from tutela.keyring.fields import FIELDS, normalised
from tutela.keyring.house import EMERGENCIES, house_key


def keys_of(chronology: Chronology) -> frozenset[str]:
    """Every key by which this child is found. A child whose birthday nobody knows is found by name
    and year."""
    face = face_of(chronology)
    keys = set()
    if face.born is not None:
        for name in {face.name, *face.others} - {""}:
            keys.add(name_key(name, face.born, exact=face.born_is_exact))
    for number in _numbers(chronology):
        keys |= number_keys(number)
    return frozenset(keys)


def name_key(name: str, born: date, *, exact: bool) -> str:
    """The key of a name with a date of birth, or with a year alone: 32 hexadecimal digits."""
    when = born.isoformat() if exact else str(born.year)
    return _hash(f"name/{for_comparing(name)}/{when}")


def number_keys(written: str) -> frozenset[str]:
    """The keys of a number, in each way in which it may be meant."""
    plain = {(field, normalised(field, written)) for field in FIELDS}
    return frozenset(_hash(f"{field}/{number}") for field, number in plain if number)


def words_key(words: str) -> str:
    """A fingerprint of a reason, to see whether the same words come again."""
    return _hash(f"words/{for_comparing(words)}")


def _numbers(chronology: Chronology) -> Iterator[str]:
    for entry in chronology.of(Identifier):
        yield entry.says(Identifier).value
    for entry in chronology.of(HomeOfficeReference):
        yield entry.says(HomeOfficeReference).value
    for entry in chronology.of(ReferenceReceived):
        yield entry.says(ReferenceReceived).reference


def _hash(text: str) -> str:
    return house_key(EMERGENCIES).hash(text.encode()).hex()


def _model() -> type[models.Model]:
    from tutela.emergency.models import FoundBy  # noqa: PLC0415 - models need Django to be set up

    return FoundBy


def _kinds() -> frozenset[str]:
    contents = (NameStated, DateOfBirth, Identifier, HomeOfficeReference, ReferenceReceived)
    return frozenset(kind_of(content).slug for content in contents)


def _rows(whole: Whole) -> Iterator[models.Model]:
    for key in sorted(keys_of(whole.chronology)):
        yield _model()(child_id=whole.child, key=key)


declare(Projection(name="found-by", model=_model, kinds=_kinds, derive=_rows))
