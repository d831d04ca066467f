"""Coming to the door of one child: who, in which roles, with which key. Opens the scope of this
transaction to that child alone, or answers as if the child did not exist."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from tutela.access.asked import Action, ChildState, FieldClass, Shield
from tutela.access.policy import Around, Decision, can_any, readable
from tutela.access.standing import Standing
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.errors import Erased, NotAllowed, NotVisible
from tutela.people.keys import DESTROYED, ChildKey, child_key
from tutela.people.roles import Nation, Role


@dataclass(frozen=True)
class Gate:
    """An open door to one child's record."""

    child: UUID
    reference: str
    around: Around
    nation: Nation
    lead_agency: UUID | None
    standings: frozenset[Standing]
    place: int
    viewer: Viewer
    key: ChildKey

    @property
    def state(self) -> ChildState:
        """The state of the record."""
        return self.around.state

    @property
    def roles(self) -> frozenset[Role]:
        """As what this viewer comes."""
        return frozenset(standing.role for standing in self.standings)

    def may(
        self, action: Action, category: Category, field: FieldClass = FieldClass.PLAIN
    ) -> Decision:
        """May this viewer do this here?"""
        return can_any(self.standings, action, category, self.around, field)

    def might(
        self, action: Action, category: Category, field: FieldClass = FieldClass.PLAIN
    ) -> bool:
        """Would this viewer be allowed to, once they had proved again that it is them?"""
        return can_any(
            self.standings, action, category, replace(self.around, fresh=True), field
        ).allowed

    def must(
        self, action: Action, category: Category, field: FieldClass = FieldClass.PLAIN
    ) -> None:
        """Raises NotAllowed unless this viewer may."""
        decision = self.may(action, category, field)
        if not decision.allowed:
            raise NotAllowed(decision.rule, decision.why)

    def holds(self, entry: UUID) -> bool:
        """Is this entry in the record, as far as this viewer reads it?"""
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM chronology_entry WHERE id = %s)", [entry])
            return bool(cursor.fetchone()[0])

    @property
    def categories(self) -> frozenset[Category]:
        """What this viewer reads here."""
        return readable(self.standings, self.around)


def one_transaction() -> AbstractContextManager[object]:
    """The transaction that is under way, or a new one. A refusal writes nothing, so it needs no
    savepoint, and the page that explains it may go on asking."""
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


def open_gate(child: UUID, viewer: Viewer, *, audit_as: str = "", purpose: str = "") -> Gate:
    """Open the door of a child for a viewer, in the present transaction.

    ``audit_as`` names what is audited at once (``read``, ``export``); a write audits itself.
    Raises NotVisible, or Erased.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM door_open(%s, %s, %s, %s)", [viewer.id, child, audit_as, purpose]
        )
        row = cursor.fetchone()
    if row is None:
        raise NotVisible(child)
    sealed_key, reference, state, shield, nation, lead_agency, standings, place = row
    if bytes(sealed_key) == DESTROYED:
        raise Erased(child, _erased_on(child))
    return Gate(
        child=child,
        reference=reference,
        around=Around(ChildState(state), Shield(shield), viewer.fresh),
        nation=Nation(nation or Nation.ENGLAND),
        lead_agency=lead_agency,
        standings=frozenset(
            Standing.of(held["standing"], held["scope"], held["named"]) for held in standings
        ),
        place=place,
        viewer=viewer,
        key=child_key(child, sealed_key),
    )


def _erased_on(child: UUID) -> date:
    with connection.cursor() as cursor:
        cursor.execute("SELECT erased_on FROM retention_erasure WHERE child_id = %s", [child])
        (on,) = cursor.fetchone()
    assert isinstance(on, date)
    return on


def stand_at_the_door(viewer: Viewer) -> None:
    """Open the scope of this transaction to all children within the viewer's reach, for lists."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.who', %s, true), set_config('app.child', '', true),"
            " set_config('app.wrote', '', true)",
            [str(viewer.id)],
        )


def note_refusal(viewer: Viewer, *, child: UUID | None, rule: str) -> None:
    """Audit that a door stayed shut, in a transaction of its own: the other one is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(viewer.id)])
        cursor.execute("SELECT door_audit('refused', %s, NULL, '', '{}', NULL, %s)", [child, rule])
