"""Tells the rooms below who a child is: lists ask for a face, duties for a date of birth, and a
search for the numbers that a child is looked up by."""

from __future__ import annotations

from collections.abc import Iterator

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.faces import read_faces_by
from tutela.doors.identifiers import read_identifiers_by
from tutela.duties.births import read_births_by
from tutela.identity.derive import born
from tutela.identity.entries import (
    DateOfBirth,
    HomeOfficeReference,
    Identifier,
    IdentifierKind,
    NameStated,
)
from tutela.identity.faces import face
from tutela.keyring.fields import HOME_OFFICE, NHS

_BIRTH = frozenset({kind_of(DateOfBirth).slug})

read_faces_by(face, kinds=_BIRTH | {kind_of(NameStated).slug})
read_births_by(born, kinds=_BIRTH)


def identifiers(chronology: Chronology) -> Iterator[tuple[str, Category, str]]:
    """NHS numbers and Home Office references."""
    for entry in chronology.of(Identifier, HomeOfficeReference):
        said = entry.content
        if isinstance(said, HomeOfficeReference):
            yield HOME_OFFICE, entry.category, said.value
        elif isinstance(said, Identifier) and said.which is IdentifierKind.NHS:
            yield NHS, entry.category, said.value


read_identifiers_by(
    identifiers, kinds=(kind_of(Identifier).slug, kind_of(HomeOfficeReference).slug)
)
