"""Studies and what is in them: opened, added to, decided on and deleted, each by its analyst.

All of it is sealed under the installation's key, bound to its own row. Whoever calls has come in
(`analysts.come_in`) in the same transaction; the database shows nobody else anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import Http404

from tutela.access.viewer import Viewer
from tutela.keyring.house import open_for_the_house, seal_for_the_house
from tutela.prevalence.models import (
    UNDER_WAY,
    BroughtList,
    PairDecision,
    ResultPart,
    Run,
    RunState,
    Study,
)

SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"
DECISIONS = (SAME, DIFFERENT, WITHDRAWN)
MOST_LISTS = 8
KEPT_FOR = (7, 30, 90)
"""Days after which a study is deleted, to choose from."""


class Refused(ValueError):
    """What was asked can't be done to this study; says why in plain words."""


@dataclass(frozen=True)
class About:
    """What a study is about, as its analyst said."""

    name: str
    purpose: str
    ground: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Opened:
    """A study, opened."""

    id: UUID
    about: About
    opened_at: datetime
    keep_until: datetime


@dataclass(frozen=True)
class Brought:
    """A list as a page shows it, without its content."""

    id: UUID
    name: str
    file: str
    kind: str
    records: int
    dated: int
    brought_at: datetime


@dataclass(frozen=True)
class Decided:
    """What somebody decided about two records, named `list:id`."""

    id: int
    left: str
    right: str
    decision: str
    reason: str
    by: str
    at: datetime

    @property
    def pair(self) -> tuple[str, str]:
        """The two, in alphabetical order: a decision has no direction."""
        return (min(self.left, self.right), max(self.left, self.right))


def _seal(content: Mapping[str, Any], kind: str, row: object) -> str:
    return seal_for_the_house(json.dumps(content, ensure_ascii=False), where=f"study/{kind}/{row}")


def _unseal(sealed: str, kind: str, row: object) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(open_for_the_house(sealed, where=f"study/{kind}/{row}"))
    return content


def _audit(action: str, study: UUID, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT door_audit_study(%s, %s, %s)", [action, study, what])


def open_study(about: About, *, days: int, by: Viewer, at: datetime) -> UUID:
    """Begin a study that is deleted after so many days."""
    study = Study(id=uuid4(), owner_id=by.id, opened_at=at, keep_until=at + timedelta(days=days))
    content = {
        "name": about.name,
        "purpose": about.purpose,
        "ground": about.ground,
        "start": about.start and about.start.isoformat(),
        "end": about.end and about.end.isoformat(),
    }
    study.sealed = _seal(content, "about", study.id)
    study.save(force_insert=True)
    _audit("open", study.id, "a study")
    return study.id


def studies() -> list[Opened]:
    """One's own, the latest first."""
    return [_opened(study) for study in Study.objects.order_by("-opened_at")]


def study_of(study: UUID) -> Opened:
    """One of one's own. Raises Http404."""
    found = Study.objects.filter(id=study).first()
    if found is None:
        raise Http404
    return _opened(found)


def _opened(study: Study) -> Opened:
    said = _unseal(study.sealed, "about", study.id)
    ends = {k: date.fromisoformat(said[k]) if said[k] else None for k in ("start", "end")}
    about = About(said["name"], said["purpose"], said["ground"], **ends)
    return Opened(study.id, about, study.opened_at, study.keep_until)


def forget_study(study: UUID) -> None:
    """Delete a study and all that is in it. Raises Http404."""
    _called("SELECT door_forget_study(%s)", study)


def forget_list(study: UUID, which: UUID) -> None:
    """Take a list away. Raises Http404, and Refused while a run reads it."""
    _must_be_idle(study)
    _called("SELECT door_forget_list(%s)", which)


def _called(statement: str, which: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [which])
        if not cursor.fetchone()[0]:
            raise Http404


def _must_be_idle(study: UUID) -> None:
    if Run.objects.filter(study=study, state__in=UNDER_WAY).exists():
        raise Refused("A run is under way on this study. Wait for it, or stop it first.")


def bring(
    study: UUID, content: str, *, name: str, file: str, kind: str, records: int, dated: int,
    at: datetime,
) -> UUID:  # fmt: skip
    """Keep a list that was read without fault. `kind`: people or counts. Raises Refused."""
    _must_be_idle(study)
    there = lists_of(study)
    if len(there) >= MOST_LISTS:
        raise Refused(f"A study holds {MOST_LISTS} lists at most.")
    if any(one.name == name for one in there):
        raise Refused(f"There is a list called “{name}” already. Give this one another name.")
    if there and (kind == "counts" or there[0].kind == "counts"):
        raise Refused("A table of counts stands alone: it can't be put together with other lists.")
    row = BroughtList(id=uuid4(), study_id=study, brought_at=at)
    held = {
        "name": name,
        "file": file,
        "kind": kind,
        "records": records,
        "dated": dated,
        "content": content,
    }
    row.sealed = _seal(held, "list", row.id)
    row.save(force_insert=True)
    _audit("upload", study, f"{records} records of kind {kind}")
    return row.id


def lists_of(study: UUID) -> list[Brought]:
    """The lists of a study, in the order in which they were brought."""
    return [_brought(row, held) for row, held in _held(study)]


def list_of(which: UUID) -> tuple[UUID, Brought]:
    """One list and the study that it is in. Raises Http404."""
    row = BroughtList.objects.filter(id=which).first()
    if row is None:
        raise Http404
    return row.study_id, _brought(row, _unseal(row.sealed, "list", row.id))


def contents_of(study: UUID) -> list[tuple[Brought, str]]:
    """The same, each with its content: for a run."""
    return [(_brought(row, held), held["content"]) for row, held in _held(study)]


def _held(study: UUID) -> list[tuple[BroughtList, dict[str, Any]]]:
    rows = BroughtList.objects.filter(study=study).order_by("brought_at", "id")
    return [(row, _unseal(row.sealed, "list", row.id)) for row in rows]


def _brought(row: BroughtList, held: Mapping[str, Any]) -> Brought:
    return Brought(
        row.id, held["name"], held["file"], held["kind"], held["records"], held["dated"],
        row.brought_at,
    )  # fmt: skip


def decide(
    study: UUID, *, left: str, right: str, decision: str, reason: str, by: Viewer, at: datetime
) -> None:
    """Record what a person decided about two records; the last decision about a pair holds."""
    if decision not in DECISIONS:
        raise Refused("Say whether they are the same child or different children.")
    # Bound to a mark of its own, since a row has no number before it is written.
    mark = str(uuid4())
    content = {"left": left, "right": right, "decision": decision, "reason": reason}
    sealed = f"{mark}|{_seal(content, 'decision', mark)}"
    PairDecision.objects.create(study_id=study, by_id=by.id, sealed=sealed, decided_at=at)


def decisions_of(study: UUID) -> list[Decided]:
    """All decisions, the earliest first."""
    found = []
    rows = PairDecision.objects.filter(study=study).select_related("by").order_by("id")
    for row in rows:
        mark, _, sealed = row.sealed.partition("|")
        said = _unseal(sealed, "decision", mark)
        pair = (said["left"], said["right"])
        found.append(
            Decided(row.id, *pair, said["decision"], said["reason"], row.by.name, row.decided_at)
        )
    return found


def in_force(decisions: list[Decided]) -> dict[tuple[str, str], Decided]:
    """The last decision about each pair, where it was not withdrawn."""
    last = {one.pair: one for one in decisions}
    return {pair: one for pair, one in last.items() if one.decision != WITHDRAWN}


def ask_for_run(study: UUID, settings: Mapping[str, Any], *, at: datetime) -> UUID:
    """Put a run in the queue. Raises Refused where there is nothing to work on."""
    _must_be_idle(study)
    if not BroughtList.objects.filter(study=study).exists():
        raise Refused("Add the lists first.")
    run = Run(id=uuid4(), study_id=study, asked_at=at)
    run.sealed = _seal(settings, "run", run.id)
    run.save(force_insert=True)
    _audit("run", study, "link and estimate")
    return run.id


def run_of(study: UUID, run: UUID) -> Run:
    """One run of a study. Raises Http404."""
    found = Run.objects.filter(study=study, id=run).first()
    if found is None:
        raise Http404
    return found


def settings_of(run: Run) -> dict[str, Any]:
    """How a run was asked for."""
    return _unseal(run.sealed, "run", run.id)


def last_run(study: UUID, *states: RunState) -> Run | None:
    """The latest run of a study, of those in such a state if any are named."""
    runs = Run.objects.filter(study=study)
    if states:
        runs = runs.filter(state__in=states)
    return runs.order_by("-asked_at").first()


def stop_run(run: Run) -> None:
    """Ask that a run be stopped; the clerk ends it within a second or two."""
    Run.objects.filter(id=run.id, state__in=UNDER_WAY).update(cancel=True)


def keep_results(run: Run, parts: Mapping[str, Mapping[str, Any]], *, at: datetime) -> None:
    """Keep what a run found, and say that it is done."""
    for name, content in parts.items():
        ResultPart.objects.create(run=run, name=name, sealed=_seal(content, f"part/{name}", run.id))
    _ended(run, RunState.DONE, at)


def keep_refusal(run: Run, words: str, *, at: datetime) -> None:
    """Keep why a run has no result."""
    run.ended_sealed = _seal({"words": words}, "refusal", run.id)
    run.save(update_fields=["ended_sealed"])
    _ended(run, RunState.REFUSED, at)


def _ended(run: Run, state: RunState, at: datetime) -> None:
    Run.objects.filter(id=run.id).update(state=state, ended_at=at, done=100)


def refusal_of(run: Run) -> str:
    """Why a run was refused; empty if it wasn't."""
    return _unseal(run.ended_sealed, "refusal", run.id)["words"] if run.ended_sealed else ""


def part_of(run: Run, name: str) -> dict[str, Any]:
    """One part of what a run found. Raises Http404."""
    found = ResultPart.objects.filter(run=run, name=name).first()
    if found is None:
        raise Http404
    return _unseal(found.sealed, f"part/{name}", run.id)


def note_export(study: UUID, what: str) -> None:
    """Audit that something was taken away."""
    _audit("export", study, what)


def note_reading(study: UUID, what: str) -> None:
    """Audit that records of people were shown."""
    _audit("read", study, what)
