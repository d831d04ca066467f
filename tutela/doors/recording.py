"""The one way in: record, correct, withdraw. Each is one verb with ``by=``, atomic, audited inside.

An entry's id is made by whoever asks, so that a double click or a retry never writes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tutela.access.asked import Action
from tutela.access.entries import Withdrawal
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content, Kind, Problem, kind_of
from tutela.chronology.moment import Moment
from tutela.chronology.places import KeptBack
from tutela.doors.binding import apart
from tutela.doors.checking import problems_of, reason_problems, withdrawal_problems
from tutela.doors.errors import Changed, NotAllowed, NotRecordable
from tutela.doors.gate import Gate, one_transaction, open_gate
from tutela.doors.projections import Whole, refresh_after
from tutela.doors.store import seal_content, seal_reason, whole_chronology

FOLLOWED = frozenset(
    {
        "consent-answered", "consent-withdrawn",
        "transition-proposed", "transition-sent", "transition-accepted", "transition-revoked",
    }
)  # fmt: skip
"""Kinds that may be followed by others in the same transaction (`sql/4_sharing.sql`): what is
derived is derived anew from all of them."""


@dataclass(frozen=True)
class Recorded:
    """What was written, and the chronology before and after it (as derived tables see it).

    ``repeated`` is True when the same person had sent the same entry before: nothing was written.
    """

    id: UUID
    kind: Kind
    before: Whole
    after: Whole
    repeated: bool


@dataclass(frozen=True)
class _Sent:
    """What is sent to the database function."""

    id: UUID
    kind: Kind
    category: Category
    content: Content
    happened: Moment
    refers_to: UUID | None = None
    corrects: UUID | None = None
    withdraws: UUID | None = None
    reason: str = ""


MoreChecks = Callable[[Content, Whole, Viewer], Iterable[Problem]]
_more: dict[str, list[MoreChecks]] = {}


def also_ask(kind: str, checks: MoreChecks) -> None:
    """Ask this too before an entry of a kind is recorded, of the child's whole record."""
    _more.setdefault(kind, []).append(checks)


Following = Callable[[Whole, Entry, Viewer], None]
_following: dict[str, list[Following]] = {}


def then(kind: str, follow: Following) -> None:
    """Do this too, in the transaction of an entry of a kind, once it is written: with the record as
    it now stands, the entry, and whoever wrote it. A correction or withdrawal counts by the kind of
    what it mends."""
    if follow not in _following.setdefault(kind, []):
        _following[kind].append(follow)


def record(
    content: Content,
    *,
    child: UUID,
    by: Viewer,
    happened: Moment,
    refers_to: UUID | None = None,
    id: UUID | None = None,
    recorded: datetime | None = None,
    known: Iterable[Entry] = (),
    through: Gate | None = None,
) -> Recorded:
    """Append an entry to a child's chronology.

    ``recorded`` may be given in a demonstration only. ``known`` are entries that the caller has
    just read: they need not be opened again. ``through`` is the door, where the caller has opened
    it in this transaction: it need not be opened again either.

    Raises NotVisible, NotAllowed, NotRecordable.
    """
    kind = kind_of(content)
    sent = _Sent(id or uuid4(), kind, kind.category, content, happened, refers_to)
    with one_transaction():
        gate, whole = _come(child, by, known, through)
        gate.must(Action.RECORD, kind.category)
        if sent.id not in whole.chronology:
            _check(sent, _readable(whole.chronology, gate), recorded)
            more = [p for checks in _more.get(kind.slug, ()) for p in checks(content, whole, by)]
            if more:
                raise NotRecordable(more)
        return _append(sent, gate, whole, recorded)


def correct(
    entry: UUID,
    content: Content,
    *,
    child: UUID,
    by: Viewer,
    happened: Moment,
    reason: str,
    refers_to: UUID | None = None,
    id: UUID | None = None,
    recorded: datetime | None = None,
    keep: frozenset[str] = frozenset(),
) -> Recorded:
    """Mend an entry by a later one of the same kind, with a reason; both stay readable.

    ``keep`` names answers to be taken over as they stand: places that were kept back from whoever
    corrects. Raises NotVisible, NotAllowed, NotRecordable, or Changed when somebody mended it
    meanwhile.
    """
    kind = kind_of(content)
    with one_transaction():
        gate, whole = _come(child, by)
        gate.must(Action.CORRECT, kind.category)
        readable = _readable(whole.chronology, gate)
        old = _standing(entry, readable, id)
        refers = refers_to or old.refers_to
        content = content.model_copy(update={name: getattr(old.content, name) for name in keep})
        sent = _Sent(
            id or uuid4(), kind, old.category, content, happened, refers,
            corrects=entry, reason=reason,
        )  # fmt: skip
        if sent.id not in whole.chronology:
            if old.kind.slug != kind.slug:
                raise NotRecordable([Problem("", "A correction is of the same kind")])
            without = replace(readable, entries=tuple(e for e in readable if e.id != entry))
            _check(sent, without, recorded, reason_problems(reason))
        return _append(sent, gate, whole, recorded)


def withdraw(
    entry: UUID,
    *,
    child: UUID,
    by: Viewer,
    reason: str,
    id: UUID | None = None,
    recorded: datetime | None = None,
) -> Recorded:
    """Take back an entry that should not stand, with a reason; it stays readable as withdrawn.

    Raises NotVisible, NotAllowed, NotRecordable, or Changed when somebody mended it meanwhile.
    """
    with one_transaction():
        gate, whole = _come(child, by)
        readable = _readable(whole.chronology, gate)
        old = _standing(entry, readable, id)
        gate.must(Action.WITHDRAW, old.category)
        sent = _Sent(
            id or uuid4(), kind_of(Withdrawal), old.category, Withdrawal(),
            Moment.instant(recorded or timezone.now()), withdraws=entry, reason=reason,
        )  # fmt: skip
        if sent.id not in whole.chronology:
            problems = (*reason_problems(reason), *withdrawal_problems(old, whole.chronology))
            if problems:
                raise NotRecordable(problems)
        return _append(sent, gate, whole, recorded)


def _come(
    child: UUID, by: Viewer, known: Iterable[Entry] = (), through: Gate | None = None
) -> tuple[Gate, Whole]:
    if through is not None and (through.child, through.viewer) == (child, by):
        chronology = whole_chronology(child, through.key, timezone.now(), known=known)
        # Behind a door that was shut meanwhile the database shows nothing.
        if len(chronology) >= through.place:
            return through, whole_of(through, chronology)
    gate = open_gate(child, by)
    chronology = whole_chronology(child, gate.key, timezone.now(), known=known)
    return gate, whole_of(gate, chronology)


def whole_of(gate: Gate, chronology: Chronology) -> Whole:
    """A child behind an open gate, as derived tables see it."""
    return Whole(
        gate.child, gate.reference, gate.state, gate.nation, gate.lead_agency, gate.key, chronology
    )


def _readable(chronology: Chronology, gate: Gate) -> Chronology:
    seen, kept = gate.categories, chronology.kept_from(gate.roles)
    readable = (e for e in chronology if e.category in seen and e.id not in kept)
    return apart(replace(chronology, entries=tuple(readable)))


def _standing(entry: UUID, chronology: Chronology, again: UUID | None) -> Entry:
    """The entry to mend; if it is mended already, then by this very request or too late."""
    if entry not in chronology:
        raise NotAllowed("the entry is not one that you may read")
    later = chronology.mended_by(entry)
    if later is not None and later.id != again:
        raise Changed
    return chronology.entry(entry)


def _kept_back(content: Content) -> tuple[Problem, ...]:
    """A place that was kept back is never what somebody wrote."""
    return tuple(
        Problem(name, "Say where, or leave it empty")
        for name, value in content
        if isinstance(value, KeptBack)
    )


def _check(
    sent: _Sent,
    chronology: Chronology,
    recorded: datetime | None,
    more: tuple[Problem, ...] = (),
) -> None:
    problems = (
        *more,
        *_kept_back(sent.content),
        *problems_of(
            sent.kind, sent.content, sent.happened, sent.refers_to, chronology,
            now=recorded or timezone.now(),
        ),
    )  # fmt: skip
    if problems:
        raise NotRecordable(problems)


def _append(sent: _Sent, gate: Gate, whole: Whole, recorded: datetime | None) -> Recorded:
    try:
        with transaction.atomic():
            place, at, digest, repeated = _send(sent, gate, recorded)
            if repeated:
                return Recorded(sent.id, sent.kind, whole, whole, True)
            entry = _as_written(sent, gate, place, at, digest)
            chronology = whole.chronology.followed_by(entry, at=at)
            after = replace(whole, chronology=chronology)
            mended = entry.mends and whole.chronology.entry(entry.mends).kind.slug
            kinds = frozenset({sent.kind.slug, mended or sent.kind.slug})
            if kinds & FOLLOWED:
                chronology = whole_chronology(gate.child, gate.key, at, known=chronology)
                after = replace(whole, chronology=chronology)
                kinds |= frozenset(e.kind.slug for e in chronology if e.place > place)
            refresh_after(kinds, after)
            for follow in [f for kind in sorted(kinds) for f in _following.get(kind, ())]:
                follow(after, entry, gate.viewer)
    except DatabaseError as error:
        raise _refusal(error) from error
    return Recorded(sent.id, sent.kind, whole, after, False)


def _send(sent: _Sent, gate: Gate, recorded: datetime | None) -> tuple[int, datetime, bytes, bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, recorded_at, digest, repeated FROM"
            " door_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                sent.id, gate.child, sent.kind.slug, sent.kind.version, sent.category,
                sent.happened.start, sent.happened.until, sent.happened.precision,
                sent.refers_to, sent.corrects, sent.withdraws,
                seal_reason(sent.id, sent.reason, gate.key) if sent.reason else "",
                seal_content(sent.id, sent.kind, sent.content, gate.key), recorded,
            ],
        )  # fmt: skip
        place, at, digest, repeated = cursor.fetchone()
    return place, at, bytes(digest), repeated


def _as_written(sent: _Sent, gate: Gate, place: int, at: datetime, digest: bytes) -> Entry:
    return Entry(
        id=sent.id, child=gate.child, place=place, kind=sent.kind, category=sent.category,
        content=None if sent.withdraws else sent.content, happened=sent.happened, recorded=at,
        by=gate.viewer.id, by_name=gate.viewer.name, agency=gate.viewer.agency, agency_name="",
        refers_to=sent.refers_to, corrects=sent.corrects, withdraws=sent.withdraws,
        reason=sent.reason, digest=digest.hex(),
    )  # fmt: skip


def _refusal(error: DatabaseError) -> Exception:
    said = str(error).split("\n", maxsplit=1)[0]
    if said == "stale":
        return Changed()
    if said in {"not-allowed", "not-there", "id-taken"}:
        return NotAllowed(f"the database refused: {said}")
    if "membership_one_lead_at_a_time" in said:
        return NotRecordable(
            [Problem("role", "This child has a lead social worker. Let the first one leave first.")]
        )
    if "membership_once_at_a_time" in said:
        return NotRecordable([Problem("practitioner", "They are in this circle as that already")])
    return error
