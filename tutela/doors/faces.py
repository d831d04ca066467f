"""How a child is known in a list: the name to call them by, other names, date of birth. Sealed.

The room that knows about names says how to read them off a chronology; this one keeps the answer,
encrypted under the child's key, so that a list need not open every record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from tutela.chronology.entry import Chronology
from tutela.chronology.seal import canonical
from tutela.doors.projections import Projection, Whole, declare
from tutela.people.keys import ChildKey


@dataclass(frozen=True)
class Face:
    """What a list shows. ``others`` are names to be found by; ``born`` is the date in force."""

    name: str = ""
    others: tuple[str, ...] = ()
    born: date | None = None
    born_is_exact: bool = False


def nobody_knows(chronology: Chronology) -> Face:
    """Until a room says otherwise, nothing is known."""
    return Face()


_read_face: Callable[[Chronology], Face] = nobody_knows
_kinds: frozenset[str] = frozenset()


def read_faces_by(read: Callable[[Chronology], Face], *, kinds: frozenset[str]) -> None:
    """Say how a face is read off a chronology, and which kinds of entry it hangs on."""
    global _read_face, _kinds
    _read_face, _kinds = read, kinds


def face_of(chronology: Chronology) -> Face:
    """How this child is known."""
    return _read_face(chronology)


def sealed_face(child: UUID, face: Face, key: ChildKey) -> str:
    """A face, encrypted under the child's key."""
    data = {
        "name": face.name,
        "others": list(face.others),
        "born": face.born.isoformat() if face.born else None,
        "exact": face.born_is_exact,
    }
    return key.seal(canonical(data), where=f"child/{child}/face")


def opened_face(child: UUID, sealed: str, key: ChildKey) -> Face:
    """A face, decrypted. Raises CannotOpen."""
    data = json.loads(key.open(sealed, where=f"child/{child}/face"))
    born = date.fromisoformat(data["born"]) if data["born"] else None
    return Face(data["name"], tuple(data["others"]), born, data["exact"])


def _model() -> type[models.Model]:
    from tutela.doors.models import KnownAs  # noqa: PLC0415 - models need Django to be set up

    return KnownAs


def _rows(whole: Whole) -> Iterator[models.Model]:
    face = face_of(whole.chronology)
    yield _model()(child_id=whole.child, sealed=sealed_face(whole.child, face, whole.key))


FACES = Projection(
    name="faces",
    model=_model,
    kinds=lambda: _kinds,
    derive=_rows,
    opened={"sealed": lambda whole, sealed: opened_face(whole.child, sealed, whole.key)},
)
declare(FACES)
