"""Unfinished answers: kept under the child's key for the person who gave them, until they are sent.

A time-out, a closed lid or a full form lose nothing. Only who wrote a draft reads it, and only
while they are in the child's circle.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.doors.errors import NotAllowed
from tutela.doors.gate import Gate
from tutela.people.keys import CannotOpen
from tutela.web.asking.answers import Answers
from tutela.web.models import Draft


@dataclass(frozen=True)
class Window:
    """What an open form carries for itself: the entry that it will make, and the mark of the
    answers that it showed; empty where nothing was kept yet, None where a form carries none."""

    entry: UUID | None
    seen: str | None = None


@dataclass(frozen=True)
class Unfinished:
    """A draft, opened."""

    id: UUID
    answers: Answers
    place: int

    @property
    def mark(self) -> str:
        """Changes with the answers. A page that shows them carries it, to tell later whether they
        are still those that somebody saw."""
        return mark_of(self.id, self.answers)

    def taking(self, given: Answers, names: Collection[str], window: Window) -> Answers:
        """These answers with those that a form gives to some questions.

        A second window that does not know of what was kept since adds to it. It takes nothing away
        by what stands empty there.
        """
        knows = window.entry == self.id if window.seen is None else window.seen == self.mark
        if knows:
            return self.answers.without(*names).merged(given)
        return self.answers.merged(given.filled())


def mark_of(entry: UUID, answers: Answers) -> str:
    """The mark of the answers that an entry will be made of."""
    return sha256(f"{entry}/{answers.as_json()}".encode()).hexdigest()


def find(gate: Gate, kind: str, corrects: UUID | None) -> Unfinished | None:
    """What this viewer began of this kind for this child, if anything."""
    draft = Draft.objects.filter(
        practitioner_id=gate.viewer.id, child_id=gate.child, kind=kind, corrects=corrects
    ).first()
    return None if draft is None else _opened(draft, gate)


def keep(gate: Gate, kind: str, corrects: UUID | None, *, entry: UUID, answers: Answers) -> None:
    """Keep answers, in place of what was kept before of the same kind for the same child.

    Raises NotAllowed when the id belongs to somebody else's draft.
    """
    try:
        _keep(gate, kind, corrects, entry, answers)
    except IntegrityError as error:
        # Somebody else's draft can't be seen, but its id is taken.
        raise NotAllowed("the id is somebody else's") from error


def _keep(gate: Gate, kind: str, corrects: UUID | None, entry: UUID, answers: Answers) -> None:
    now = timezone.now()
    with transaction.atomic():
        Draft.objects.filter(
            practitioner_id=gate.viewer.id, child_id=gate.child, kind=kind, corrects=corrects
        ).exclude(id=entry).delete()
        Draft.objects.update_or_create(
            id=entry,
            practitioner_id=gate.viewer.id,
            child_id=gate.child,
            defaults={"sealed": gate.key.seal(answers.as_json(), where=_place(entry)), "kept": now},
            create_defaults={
                "sealed": gate.key.seal(answers.as_json(), where=_place(entry)),
                "kept": now,
                "began": now,
                "kind": kind,
                "corrects": corrects,
                "place": gate.place,
            },
        )


def forget(viewer: Viewer, entry: UUID) -> None:
    """The draft has become an entry, or is given up."""
    Draft.objects.filter(id=entry, practitioner_id=viewer.id).delete()


def begun(viewer: Viewer, child: UUID | None = None) -> list[Draft]:
    """What this viewer has begun, latest first; for one child or for all."""
    drafts = Draft.objects.filter(practitioner_id=viewer.id).order_by("-kept")
    return list(drafts if child is None else drafts.filter(child_id=child))


def _opened(draft: Draft, gate: Gate) -> Unfinished | None:
    try:
        answers = Answers.from_json(gate.key.open(draft.sealed, where=_place(draft.id)))
    except CannotOpen:
        # The child's key was renewed or destroyed: there is nothing left to read.
        return None
    return Unfinished(draft.id, answers, draft.place)


def _place(entry: UUID) -> str:
    return f"draft/{entry}"
