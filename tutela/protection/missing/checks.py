"""Slips of the pen in entries about a missing child, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell

if TYPE_CHECKING:
    from tutela.protection.missing.entries import (
        MissingFound,
        MissingReported,
        MissingReturned,
        ReturnInterview,
        WentMissing,
    )


def not_missing_already(
    content: WentMissing, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who is missing can't go missing again; and no time away lies within another."""
    for entry in chronology.of_kinds("went-missing"):
        back = _back(entry, chronology)
        if back is None:
            if entry.happened.may_be_before(happened):
                yield Problem(
                    "",
                    f"The record says that they are missing since {tell(entry.happened)}. Record "
                    "that they came back, or correct that entry",
                )
                return
        elif happened.is_after(entry.happened) and back.happened.is_after(happened):
            yield Problem(
                "happened",
                f"They were away already from {tell(entry.happened)} to {tell(back.happened)}",
            )
            return


def last_seen_before_noticed(
    content: WentMissing, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody is last seen in the future."""
    if content.last_seen is not None and content.last_seen.is_in_future(chronology.at):
        yield Problem("last_seen", "This is in the future")


def says_who_was_told(
    content: MissingReported, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Somebody was told."""
    if not content.told:
        yield Problem("told", "Choose who was told")


def is_still_away(
    content: MissingFound | MissingReturned,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """Who is back is not back once more, nor found after it."""
    if refers_to is None or refers_to not in chronology:
        return
    back = _back(chronology.entry(refers_to), chronology)
    if back is not None and (hasattr(content, "to") or happened.is_after(back.happened)):
        yield Problem("", f"The record says that they came back: {tell(back.happened)}")


def interviewed_once(
    content: ReturnInterview, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One talk is held for one return; before it, several may be offered."""
    if refers_to is None or refers_to not in chronology:
        return
    for entry in _answers(chronology.entry(refers_to), chronology, "return-interview"):
        before = getattr(entry.content, "outcome", None)
        if before == "held" and content.outcome == "held":
            yield Problem("", "The talk for this return was held already. Correct that entry")
            return


def what_was_said_is_said(
    content: ReturnInterview, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A talk that was held was held by somebody; one that was not has a reason."""
    if content.outcome == "held" and not content.by:
        yield Problem("by", "Say who talked with them")
    if content.outcome != "held" and not content.why_not:
        yield Problem("why_not", "Say why")


def _back(went: Entry, chronology: Chronology) -> Entry | None:
    return next(iter(_answers(went, chronology, "missing-returned")), None)


def _answers(to: Entry, chronology: Chronology, slug: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in chronology.of_kinds(slug)
        if e.refers_to is not None
        and e.refers_to in chronology
        and chronology.first_written(e.refers_to) == root
    )
