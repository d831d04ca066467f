"""What a child needs for their health, who helps, and since when they wait. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.protection.health.answers import HelpAnswer, Kept, Practice, Registered
from tutela.protection.health.entries import (
    AppointmentKept,
    HealthAppointment,
    HealthHelpAnswered,
    HealthHelpAsked,
    HealthNeed,
    HealthNeedEnded,
    HealthRegistration,
)

_CLOSED = {HelpAnswer.REFUSED, HelpAnswer.NOT_WISHED}


@dataclass(frozen=True)
class Help:
    """A service that was asked, and what it answered last."""

    asked: Entry
    answers: tuple[Entry, ...]

    @property
    def answer(self) -> HelpAnswer | None:
        """Its last answer; None where there is none yet."""
        return self.answers[-1].says(HealthHelpAnswered).answer if self.answers else None

    @property
    def waits(self) -> bool:
        """Does the child wait for it still?"""
        return self.answer in {None, HelpAnswer.ACCEPTED}

    def waited(self, at: datetime) -> int | None:
        """For how many days the child waited until help began, or waits at ``at``; None where it
        was refused or not wished, or nobody knows since when."""
        if self.asked.happened.on is None or self.answer in _CLOSED:
            return None
        begun = self.answers[-1].happened.start if self.answer is HelpAnswer.BEGUN else at
        start = self.asked.happened.start
        return None if begun is None or start is None else max((begun - start).days, 0)


@dataclass(frozen=True)
class KnownNeed:
    """A need, how it ended, and who was asked to help with it."""

    entry: Entry
    ended: Entry | None
    help: tuple[Help, ...]

    @property
    def content(self) -> HealthNeed:
        """What it is."""
        return self.entry.says(HealthNeed)

    @property
    def is_helped(self) -> bool:
        """Has somebody begun to help?"""
        return any(h.answer is HelpAnswer.BEGUN for h in self.help)

    @property
    def waits(self) -> bool:
        """Does the child wait for help that nobody has begun to give?"""
        return self.ended is None and not self.is_helped and any(h.waits for h in self.help)


def needs(chronology: Chronology) -> tuple[KnownNeed, ...]:
    """Every need in the order in which it became known."""
    return chronology.once(_needs)


def _needs(chronology: Chronology) -> tuple[KnownNeed, ...]:
    return tuple(
        KnownNeed(
            entry,
            next(iter(chronology.answers_to(entry.id, HealthNeedEnded)), None),
            tuple(
                Help(asked, chronology.answers_to(asked.id, HealthHelpAnswered))
                for asked in chronology.answers_to(entry.id, HealthHelpAsked)
            ),
        )
        for entry in chronology.of(HealthNeed)
        if entry.content is not None
    )


def needs_now(chronology: Chronology) -> tuple[KnownNeed, ...]:
    """Those that have not come to an end."""
    return tuple(need for need in needs(chronology) if need.ended is None)


def registrations(chronology: Chronology) -> dict[Practice, Entry]:
    """The last that is known of each practice."""
    return {
        entry.says(HealthRegistration).practice: entry
        for entry in chronology.of(HealthRegistration)
        if entry.content is not None
    }


def registered_with(chronology: Chronology, practice: Practice) -> Entry | None:
    """The entry by which the child is registered with such a practice now; None where they are
    not, as far as the record says."""
    last = registrations(chronology).get(practice)
    return last if last and last.says(HealthRegistration).state is Registered.YES else None


@dataclass(frozen=True)
class Appointment:
    """An appointment, and what became of it."""

    entry: Entry
    outcome: Entry | None

    @property
    def content(self) -> HealthAppointment:
        """What it is for."""
        return self.entry.says(HealthAppointment)

    @property
    def kept(self) -> Kept | None:
        """What became of it; None while nobody has said."""
        return self.outcome.says(AppointmentKept).outcome if self.outcome else None

    def is_ahead(self, at: datetime) -> bool:
        """Does it lie ahead, or on this day, and has nobody said what became of it?"""
        return self.outcome is None and (
            self.entry.happened.until is None or self.entry.happened.until > at
        )


def appointments(chronology: Chronology) -> tuple[Appointment, ...]:
    """All of them in the order in which they are, or were."""
    return tuple(
        Appointment(entry, next(iter(chronology.answers_to(entry.id, AppointmentKept)), None))
        for entry in chronology.of(HealthAppointment)
        if entry.content is not None
    )
