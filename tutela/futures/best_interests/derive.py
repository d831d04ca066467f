"""Where a child's best interests stand, from entries: assessed, weighed, heard, decided. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tutela.access.entries import CircleJoined, CircleLeft
from tutela.chronology.entry import Chronology, Entry
from tutela.duties.duty import happened_at
from tutela.futures.best_interests.answers import (
    DecisionOutcome,
    Element,
    HowHeard,
    ReviewOutcome,
    WeighedBy,
)
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsFinding,
    BestInterestsHeard,
    BestInterestsOption,
    BestInterestsPanel,
    BestInterestsReview,
    BestInterestsUnheardRead,
    BestInterestsWeighing,
    Weighed,
)
from tutela.people.choice import Choice
from tutela.people.roles import Role


class Stage(Choice):
    """How far a determination has come."""

    ASSESSING = "assessing", "Being assessed"
    OPTIONS = "options", "Options are being weighed"
    PANEL = "panel", "With the panel"
    PUT_OFF = "put-off", "Put off until more is known"
    DECIDED = "decided", "Decided"
    REOPENED = "reopened", "Reopened: to be decided again"


@dataclass(frozen=True)
class Option:
    """One option and how it was weighed, the panel's weighing before everybody else's."""

    entry: Entry
    weighings: tuple[Entry, ...]
    decided_by: frozenset[UUID]
    """Decisions for this option."""

    @property
    def content(self) -> BestInterestsOption:
        """What the option is."""
        return self.entry.says(BestInterestsOption)

    @property
    def weighed(self) -> dict[Element, Weighed]:
        """By element: the last that the panel said, or else the last that anybody said."""
        said = [e.says(BestInterestsWeighing) for e in self.weighings]
        in_order = sorted(said, key=lambda w: w.by is WeighedBy.PANEL)
        return {row.element: row for weighing in in_order for row in weighing.weighed}


@dataclass(frozen=True)
class Determination:
    """One assessment with everything that came of it."""

    assessment: Entry
    findings: tuple[Entry, ...]
    options: tuple[Option, ...]
    panels: tuple[Entry, ...]
    hearings: tuple[Entry, ...]
    read_by_guardian: frozenset[UUID]
    """Entries saying that the child was not heard which a guardian has read."""
    decisions: tuple[Entry, ...]
    reviews: tuple[Entry, ...]

    @property
    def decision(self) -> Entry | None:
        """The last decision for an option."""
        decided = [
            e
            for e in self.decisions
            if e.says(BestInterestsDecision).outcome is DecisionOutcome.DECIDED
        ]
        return decided[-1] if decided else None

    @property
    def chosen(self) -> Option | None:
        """The option that was decided for."""
        decision = self.decision
        if decision is None:
            return None
        return next((o for o in self.options if decision.id in o.decided_by), None)

    @property
    def _reopening(self) -> Entry | None:
        """The entry that reopened the last decision."""
        decision = self.decision
        if decision is None:
            return None
        reopening = [
            e
            for e in self.reviews
            if e.says(BestInterestsReview).outcome is ReviewOutcome.REOPENED
            and e.place > decision.place
        ]
        return reopening[-1] if reopening else None

    @property
    def is_reopened(self) -> bool:
        """Was it reopened after the last decision?"""
        return self._reopening is not None

    @property
    def _present_hearings(self) -> tuple[Entry, ...]:
        """Hearings for what is to be decided now: after a reopening, those written down since."""
        since = self._reopening
        return tuple(e for e in self.hearings if since is None or e.place > since.place)

    @property
    def is_heard(self) -> bool:
        """Was the child heard on what is to be decided?"""
        return any(
            e.says(BestInterestsHeard).how is not HowHeard.NOT_HEARD for e in self._present_hearings
        )

    @property
    def unheard(self) -> tuple[Entry, ...]:
        """Entries that say why the child was not heard."""
        return tuple(
            e
            for e in self._present_hearings
            if e.says(BestInterestsHeard).how is HowHeard.NOT_HEARD
        )

    @property
    def guardian_has_read(self) -> bool:
        """Has a guardian read the last reason why the child was not heard?"""
        return bool(self.unheard) and self.unheard[-1].id in self.read_by_guardian

    def found(self, element: Element) -> tuple[Entry, ...]:
        """Findings on one element, in their order."""
        return tuple(e for e in self.findings if e.says(BestInterestsFinding).element is element)

    def stage(self, at: datetime) -> Stage:
        """How far it had come at a moment."""
        if self.is_reopened:
            return Stage.REOPENED
        if self.decision is not None:
            return Stage.DECIDED
        if self.decisions:
            return Stage.PUT_OFF
        if any(happened_at(panel) <= at for panel in self.panels):
            return Stage.PANEL
        return Stage.OPTIONS if self.options else Stage.ASSESSING


def determinations(chronology: Chronology) -> tuple[Determination, ...]:
    """Every assessment that stands with what came of it, in the order in which they began."""
    return chronology.once(_determinations)


def determination_of(chronology: Chronology, entry: UUID) -> Determination | None:
    """The determination that an entry belongs to; None where it belongs to none."""
    if entry not in chronology:
        return None
    for found in determinations(chronology):
        own = (found.assessment, *found.panels, *found.decisions, *(o.entry for o in found.options))
        roots = {chronology.first_written(e.id) for e in own}
        if chronology.first_written(entry) in roots:
            return found
    return None


def _determinations(chronology: Chronology) -> tuple[Determination, ...]:
    return tuple(
        _determination(e, chronology) for e in chronology.of(BestInterestsAssessment) if e.content
    )


def _determination(assessment: Entry, chronology: Chronology) -> Determination:
    options = _read(chronology.answers_to(assessment.id, BestInterestsOption))
    panels = _read(chronology.answers_to(assessment.id, BestInterestsPanel))
    hearings = _answers(panels, BestInterestsHeard, chronology)
    decisions = _answers((*options, *panels), BestInterestsDecision, chronology)
    return Determination(
        assessment=assessment,
        findings=_read(chronology.answers_to(assessment.id, BestInterestsFinding)),
        options=tuple(_option(e, chronology) for e in options),
        panels=panels,
        hearings=hearings,
        read_by_guardian=frozenset(e.id for e in hearings if _guardian_read(e, chronology)),
        decisions=decisions,
        reviews=_answers(decisions, BestInterestsReview, chronology),
    )


def _option(entry: Entry, chronology: Chronology) -> Option:
    return Option(
        entry,
        _read(chronology.answers_to(entry.id, BestInterestsWeighing)),
        frozenset(e.id for e in chronology.answers_to(entry.id, BestInterestsDecision)),
    )


def _answers(
    to: tuple[Entry, ...],
    content: type[BestInterestsHeard | BestInterestsDecision | BestInterestsReview],
    chronology: Chronology,
) -> tuple[Entry, ...]:
    ids = {e.id for one in to for e in chronology.answers_to(one.id, content)}
    return _read(tuple(e for e in chronology.of(content) if e.id in ids))


def _read(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if e.content is not None)


def _guardian_read(unheard: Entry, chronology: Chronology) -> bool:
    return any(
        is_guardian(e.by, e.recorded, chronology)
        for e in chronology.answers_to(unheard.id, BestInterestsUnheardRead)
    )


def is_guardian(who: UUID, at: datetime, chronology: Chronology) -> bool:
    """Did this practitioner stand in the circle as the child's guardian at that moment?"""
    for joined in chronology.of(CircleJoined):
        if joined.content is None:
            continue
        place = joined.says(CircleJoined)
        if place.practitioner != who or place.role is not Role.GUARDIAN:
            continue
        left = chronology.answers_to(joined.id, CircleLeft)
        if happened_at(joined) <= at and not any(happened_at(e) <= at for e in left):
            return True
    return False
