"""Who is looking. Made from a signed-in practitioner, and passed to every door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from tutela.people.models import Practitioner


@dataclass(frozen=True)
class Viewer:
    """A person at a door. What they may do hangs on their place in each child's circle.

    ``fresh``: they gave a second factor within the last five minutes.
    """

    id: UUID
    name: str
    agency: UUID
    manages: bool = False
    fresh: bool = False


def viewer_of(practitioner: Practitioner, *, fresh: bool = False) -> Viewer:
    """The viewer that a practitioner is."""
    return Viewer(
        practitioner.id, practitioner.name, practitioner.agency_id, practitioner.manages, fresh
    )
