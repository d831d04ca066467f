"""Tells a search under which references of the National Referral Mechanism a child is known."""

from __future__ import annotations

from collections.abc import Iterator

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.identifiers import read_identifiers_by
from tutela.identification.entries import NrmReferral, ReferenceReceived
from tutela.keyring.fields import NRM


def references(chronology: Chronology) -> Iterator[tuple[str, Category, str]]:
    """Every reference that a referral was sent with or given."""
    for entry in chronology.of(NrmReferral, ReferenceReceived):
        said = entry.content
        if isinstance(said, NrmReferral | ReferenceReceived) and said.reference:
            yield NRM, entry.category, said.reference


read_identifiers_by(references, kinds=(kind_of(NrmReferral).slug, kind_of(ReferenceReceived).slug))
