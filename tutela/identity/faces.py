"""How a child is known in a list, read off the chronology."""

from __future__ import annotations

from tutela.chronology.entry import Chronology
from tutela.doors.faces import Face
from tutela.identity import derive


def face(chronology: Chronology) -> Face:
    """The name to call the child by, every other writing and name to find them by, and the date of
    birth in force."""
    name = derive.called(chronology)
    birth = derive.birth_in_force(chronology)
    written = [w for n in derive.names(chronology) for w in (n.full, n.in_latin) if w]
    return Face(
        name=name or "",
        others=tuple(dict.fromkeys(w for w in written if w != name)),
        born=None if birth is None else birth.earliest,
        born_is_exact=birth is not None and birth.is_exact,
    )
