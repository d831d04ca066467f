"""Each time a child was away, as derived from entries: since when, who knows, whether they are
back, whether somebody listened. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.duties.duty import happened_at
from tutela.people.choice import Answer
from tutela.protection.missing.answers import InterviewOutcome, MissingKind, Pull, Push, ToldWhom
from tutela.protection.missing.entries import (
    MissingFound,
    MissingReported,
    MissingReturned,
    ReturnInterview,
    WentMissing,
)
from tutela.protection.placement.derive import Stay, current_placement, is_first_of_a_period

REPEATED_WITHIN = timedelta(days=90)
REPEATED = 3
"""So often within so long counts as a pattern to talk about. Our own measure; no law sets it."""


@dataclass(frozen=True)
class Episode:
    """One time away, with everything that answers to it."""

    went: Entry
    reports: tuple[Entry, ...]
    found: Entry | None
    returned: Entry | None
    talks: tuple[Entry, ...]

    @property
    def content(self) -> WentMissing:
        """How it began."""
        return self.went.says(WentMissing)

    @property
    def began(self) -> datetime:
        """When they went, at the earliest."""
        return happened_at(self.went)

    @property
    def told(self) -> frozenset[ToldWhom]:
        """Everybody who was told."""
        return frozenset().union(*(e.says(MissingReported).told for e in self.reports))

    @property
    def police_reference(self) -> str | None:
        """The last police reference that was given."""
        given = [e.says(MissingReported).reference for e in self.reports]
        return next((reference for reference in reversed(given) if reference), None)

    def is_open(self, at: datetime) -> bool:
        """Were they away at an aware moment, as far as the record says?"""
        return self.began <= at and (self.returned is None or happened_at(self.returned) > at)

    def is_found(self, at: datetime) -> bool:
        """Was it known where they are?"""
        return self.content.what is MissingKind.AWAY or (
            self.found is not None and happened_at(self.found) <= at
        )

    def lasted(self, at: datetime) -> timedelta:
        """How long they have been away."""
        until = at if self.returned is None else min(at, happened_at(self.returned))
        return max(until - self.began, timedelta())

    @property
    def heard(self) -> ReturnInterview | None:
        """The talk that was held after they came back."""
        held = [e.says(ReturnInterview) for e in self.talks]
        return next((t for t in held if t.outcome is InterviewOutcome.HELD), None)


def episodes(chronology: Chronology) -> tuple[Episode, ...]:
    """Every time away that stands, in the order in which it happened."""
    return chronology.once(_episodes)


def _episodes(chronology: Chronology) -> tuple[Episode, ...]:
    return tuple(_episode(e, chronology) for e in chronology.of(WentMissing) if e.content)


def _episode(went: Entry, chronology: Chronology) -> Episode:
    def answers(*kinds: type[MissingReported | MissingFound | MissingReturned]) -> list[Entry]:
        return [e for e in chronology.answers_to(went.id, *kinds) if e.content is not None]

    returned = answers(MissingReturned)
    back = returned[0] if returned else None
    talks = chronology.answers_to(back.id, ReturnInterview) if back else ()
    found = answers(MissingFound)
    return Episode(
        went,
        tuple(answers(MissingReported)),
        found[0] if found else None,
        back,
        tuple(e for e in talks if e.content is not None),
    )


def missing_now(chronology: Chronology, at: datetime) -> Episode | None:
    """The time away that is going on at an aware moment; None when there is none."""
    return next((e for e in reversed(episodes(chronology)) if e.is_open(at)), None)


def is_missing(chronology: Chronology, at: datetime) -> bool:
    """Is it unknown where the child is?"""
    now = missing_now(chronology, at)
    return now is not None and not now.is_found(at)


def recent(chronology: Chronology, at: datetime) -> tuple[Episode, ...]:
    """Times away that began within the last 90 days."""
    return tuple(e for e in episodes(chronology) if at - REPEATED_WITHIN <= e.began <= at)


FIRST_DAYS = timedelta(hours=72)
"""So long after a first placement a child is most often taken or called away, as guidance and those
who work with trafficked children say; the length is that of the safety plan for the first days."""


def in_first_days(chronology: Chronology, at: datetime) -> bool:
    """Has the child come to the first home of a period within the last three days, and is there?"""
    stay = current_placement(chronology, at)
    return (
        stay is not None
        and missing_now(chronology, at) is None
        and _is_within_first_days(chronology, stay, at)
    )


def is_early_loss(episode: Episode, chronology: Chronology) -> bool:
    """Did they go within three days of coming to a first home, or to wherever they were?"""
    if episode.content.new_there is Answer.YES:
        return True
    stay = current_placement(chronology, episode.began)
    return stay is not None and _is_within_first_days(chronology, stay, episode.began)


def _is_within_first_days(chronology: Chronology, stay: Stay, at: datetime) -> bool:
    # A home that began on a day of which nobody wrote down the hour counts from its end.
    came = stay.entry.happened.until or stay.since
    return is_first_of_a_period(chronology, stay.entry) and at < came + FIRST_DAYS


def is_repeated(chronology: Chronology, at: datetime) -> bool:
    """Has it come to be a pattern that must be talked about?"""
    return len(recent(chronology, at)) >= REPEATED


@dataclass(frozen=True)
class Pattern:
    """What talks after coming back have in common: how often each reason was given."""

    talks: int
    push: tuple[tuple[Push, int], ...]
    pull: tuple[tuple[Pull, int], ...]


def pattern(chronology: Chronology) -> Pattern:
    """What drove and drew the child away, over all talks that were held; most often said first."""
    held = [e.heard for e in episodes(chronology)]
    talks = [talk for talk in held if talk is not None]
    push = Counter(one for talk in talks for one in talk.push)
    pull = Counter(one for talk in talks for one in talk.pull)
    return Pattern(
        len(talks),
        tuple(sorted(push.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(sorted(pull.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
