"""Tells the rooms below who a child is: lists ask for a face, duties for a date of birth."""

from __future__ import annotations

from tutela.chronology.kinds import kind_of
from tutela.doors.faces import read_faces_by
from tutela.duties.births import read_births_by
from tutela.identity.derive import born
from tutela.identity.entries import DateOfBirth, NameStated
from tutela.identity.faces import face

_BIRTH = frozenset({kind_of(DateOfBirth).slug})

read_faces_by(face, kinds=_BIRTH | {kind_of(NameStated).slug})
read_births_by(born, kinds=_BIRTH)
