"""Can this be recorded? What is asked of every entry, whoever records it and however. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Content, Kind, Problem, all_kinds
from tutela.chronology.moment import Moment
from tutela.chronology.words import text_problems, unreadable


def problems_of(
    kind: Kind,
    content: Content,
    happened: Moment,
    refers_to: UUID | None,
    chronology: Chronology,
    *,
    now: datetime,
) -> tuple[Problem, ...]:
    """Why this entry can't join this chronology, in the user's words; empty when it can.

    ``chronology`` holds what the person may read, without the entry that is being corrected.
    """
    found = [*text_problems(content), *_about_the_date(kind, happened, now)]
    found += _about_the_reference(kind, happened, refers_to, chronology)
    if not found:
        for check in kind.checks:
            found += check(content, happened, chronology, refers_to)
    return tuple(found)


def reason_problems(reason: str) -> tuple[Problem, ...]:
    """Why this reason for a correction or withdrawal won't do."""
    if not reason.strip():
        return (Problem("reason", "Say why, so that whoever reads the record later understands"),)
    why = unreadable(reason)
    return (Problem("reason", f"The reason {why}"),) if why else ()


def withdrawal_problems(entry: Entry, chronology: Chronology) -> tuple[Problem, ...]:
    """Why this entry can't be withdrawn yet: other entries that stand rest on it."""
    root = chronology.first_written(entry.id)
    resting = [
        e.kind.title
        for e in chronology.standing_entries
        if e.refers_to is not None and chronology.first_written(e.refers_to) == root
    ]
    if not resting:
        return ()
    return (Problem("", "Other entries rest on this one. Withdraw first: " + ", ".join(resting)),)


def _about_the_date(kind: Kind, happened: Moment, now: datetime) -> Iterator[Problem]:
    if happened.is_in_future(now) and not kind.may_be_planned:
        yield Problem("happened", "The date is in the future. Record it when it has happened.")
    if happened.start is not None and happened.start.year < 1900:
        yield Problem("happened", "The year must be 1900 or later")


def _about_the_reference(
    kind: Kind, happened: Moment, refers_to: UUID | None, chronology: Chronology
) -> Iterator[Problem]:
    if refers_to is None:
        if kind.refers_to and not kind.refers_optionally:
            yield Problem("refers_to", f"Choose what this answers to: {_titles(kind)}")
        return
    referred = chronology.now_reads(refers_to) if refers_to in chronology else None
    if referred is None or referred.kind.slug not in kind.refers_to:
        yield Problem("refers_to", f"Choose what this answers to: {_titles(kind)}")
    elif referred.happened.is_after(happened):
        yield Problem(
            "happened",
            f"The date is before that of what it answers to: {referred.kind.title.lower()}",
        )


def _titles(kind: Kind) -> str:
    known = all_kinds()
    return " or ".join(known[slug].title.lower() for slug in kind.refers_to if slug in known)
