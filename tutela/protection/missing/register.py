"""The register of children who are still missing: who stands on it, and when it is asked.

It is asked in the transaction of every entry by which a child can be recognised, whoever records it
and whatever stands on it; the clerk answers afterwards, to the lead of the missing child alone
(`sql/4_missing.sql`).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.projections import Projection, Whole, declare
from tutela.doors.recording import then
from tutela.identification.entries import ReferenceReceived
from tutela.identity.entries import DateOfBirth, HomeOfficeReference, Identifier, NameStated
from tutela.notices.circle import tell_circle
from tutela.people.roles import Role
from tutela.protection.missing.derive import is_missing, missing_now
from tutela.protection.missing.entries import MissingFound, MissingReturned, WentMissing
from tutela.protection.missing.likeness import asked_by, sought_by

_LIKENESS = tuple(
    kind_of(content).slug
    for content in (NameStated, DateOfBirth, Identifier, HomeOfficeReference, ReferenceReceived)
)
_AWAY = tuple(kind_of(content).slug for content in (WentMissing, MissingFound, MissingReturned))
TOLD_AT_ONCE = (Role.LEAD_WORKER, Role.GUARDIAN, Role.REVIEWING_OFFICER)


def _model() -> type[models.Model]:
    from tutela.protection.missing.models import StillMissing  # noqa: PLC0415 - needs Django set up

    return StillMissing


def _rows(whole: Whole) -> Iterator[models.Model]:
    episode = missing_now(whole.chronology, whole.chronology.at)
    if episode is not None and not episode.is_found(whole.chronology.at):
        keys = sorted(sought_by(whole.chronology))
        yield _model()(child_id=whole.child, since=episode.began, keys=keys)


def ask_register(whole: Whole, entry: Entry, by: Viewer) -> None:
    """Ask whether this child may be one who is missing elsewhere. Nothing is answered here."""
    missing = is_missing(whole.chronology, whole.chronology.at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_ask_register(%s, %s, %s)",
            [whole.child, sorted(asked_by(whole.chronology)), missing],
        )


def tell_at_once(whole: Whole, entry: Entry, by: Viewer) -> None:
    """Whoever leads, guards or reviews hears at once that the child went missing."""
    if isinstance(entry.content, WentMissing) and entry.mends is None:
        tell_circle(
            whole.child, TOLD_AT_ONCE, category=Category.PROTECTION, sort="went-missing",
            about=entry.id,
        )  # fmt: skip


declare(
    Projection(
        name="still-missing",
        model=_model,
        kinds=lambda: frozenset((*_LIKENESS, *_AWAY)),
        derive=_rows,
    )
)
for _kind in (*_LIKENESS, *_AWAY):
    then(_kind, ask_register)
then(kind_of(WentMissing).slug, tell_at_once)
