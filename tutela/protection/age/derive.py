"""Where a dispute about an age stands, whether an assessment was fair, and whether the date of
birth in force follows what was concluded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice
from tutela.duties.duty import happened_at
from tutela.identity.derive import is_treated_as_child
from tutela.identity.entries import BirthBasis, DateOfBirth
from tutela.people.choice import Answer
from tutela.protection.age.answers import (
    ENDS_THE_CONCLUSION,
    AdultHarm,
    AgeOutcome,
    Meanwhile,
    Way,
)
from tutela.protection.age.entries import (
    AgeAssessmentConcluded,
    AgeAssessmentMeeting,
    AgeAssessmentPut,
    AgeAssessmentStarted,
    AgeChallenged,
    AgeChallengeDecided,
    AgeDisputed,
    AgeWayChosen,
    TreatedAsAdult,
)


class AgeState(Choice):
    """Where a doubt about an age stands."""

    DISPUTED = "disputed", "Disputed"
    ACCEPTED = "accepted", "The age that the young person gives is accepted"
    UNDER_WAY = "under-way", "An assessment is under way"
    CONCLUDED = "concluded", "An assessment has concluded"
    CHALLENGED = "challenged", "A conclusion is challenged"
    FALLEN = "fallen", "A conclusion has fallen"


@dataclass(frozen=True)
class Assessment:
    """One assessment, with everything that answers to it."""

    started: Entry
    meetings: tuple[Entry, ...]
    put: Entry | None
    concluded: Entry | None
    challenges: tuple[tuple[Entry, Entry | None], ...]

    @property
    def content(self) -> AgeAssessmentStarted:
        """How it began."""
        return self.started.says(AgeAssessmentStarted)

    @property
    def conclusion(self) -> AgeAssessmentConcluded | None:
        """What it concluded."""
        return self.concluded.says(AgeAssessmentConcluded) if self.concluded else None

    @property
    def is_concluded(self) -> bool:
        """Did it conclude on an age?"""
        said = self.conclusion
        return said is not None and said.outcome is not AgeOutcome.NO_CONCLUSION

    def fallen_by(self, at: datetime) -> Entry | None:
        """The decision on a challenge by which the conclusion fell."""
        for _, decided in self.challenges:
            if (
                decided is not None
                and happened_at(decided) <= at
                and decided.says(AgeChallengeDecided).outcome in ENDS_THE_CONCLUSION
            ):
                return decided
        return None

    def is_challenged(self, at: datetime) -> bool:
        """Is a challenge under way?"""
        return any(
            happened_at(made) <= at and (decided is None or happened_at(decided) > at)
            for made, decided in self.challenges
        )


def assessments(chronology: Chronology) -> tuple[Assessment, ...]:
    """Every assessment that stands, in the order in which it began."""
    return chronology.once(_assessments)


def _assessments(chronology: Chronology) -> tuple[Assessment, ...]:
    return tuple(_one(e, chronology) for e in chronology.of(AgeAssessmentStarted) if e.content)


def _one(started: Entry, chronology: Chronology) -> Assessment:
    concluded = chronology.answers_to(started.id, AgeAssessmentConcluded)
    put = chronology.answers_to(started.id, AgeAssessmentPut)
    made = chronology.answers_to(concluded[0].id, AgeChallenged) if concluded else ()
    decided = [chronology.answers_to(c.id, AgeChallengeDecided) for c in made]
    return Assessment(
        started,
        chronology.answers_to(started.id, AgeAssessmentMeeting),
        put[-1] if put else None,
        concluded[0] if concluded else None,
        tuple((c, d[0] if d else None) for c, d in zip(made, decided, strict=True)),
    )


def age_state(chronology: Chronology, at: datetime) -> AgeState | None:
    """Where a doubt about the age stands at an aware moment; None where there never was one."""
    begun = [a for a in assessments(chronology) if happened_at(a.started) <= at]
    assessed = _assessment_state(begun[-1], at) if begun else None
    if assessed is not None:
        return assessed
    disputes = [e for e in chronology.of(AgeDisputed) if happened_at(e) <= at]
    if not disputes:
        return None
    chosen = [e for e in chronology.of(AgeWayChosen) if happened_at(e) <= at and e.content]
    if chosen and chosen[-1].says(AgeWayChosen).way is Way.ACCEPTED:
        newer = happened_at(disputes[-1]) > happened_at(chosen[-1])
        return AgeState.DISPUTED if newer else AgeState.ACCEPTED
    return AgeState.DISPUTED


def _assessment_state(last: Assessment, at: datetime) -> AgeState | None:
    if last.concluded is None or happened_at(last.concluded) > at:
        return AgeState.UNDER_WAY
    if last.fallen_by(at):
        return AgeState.FALLEN
    if last.is_challenged(at):
        return AgeState.CHALLENGED
    return AgeState.CONCLUDED if last.is_concluded else None


def treated_as_adult_unassessed(chronology: Chronology, at: datetime) -> bool:
    """Does somebody treat the young person as an adult, though the law says that they are a child
    until an assessment concludes?"""
    if age_state(chronology, at) in {None, AgeState.ACCEPTED, AgeState.CONCLUDED}:
        return False
    said = [e for e in chronology.of(AgeDisputed, AgeChallenged) if happened_at(e) <= at]
    last = said[-1].content if said else None
    as_adult = isinstance(last, AgeDisputed | AgeChallenged) and last.meanwhile is Meanwhile.ADULT
    return as_adult and is_treated_as_child(chronology, at)


class Safeguard(Choice):
    """What makes an assessment fair, as courts have come to ask (the Merton case and after it).

    From general knowledge: nobody has checked the words, and the page says so.
    """

    TWO = "two", "Two social workers, at every meeting"
    ADULT = "adult", "An appropriate adult, at every meeting"
    INTERPRETER = "interpreter", "An interpreter, understood, at every meeting"
    EXPLAINED = "explained", "What it is for was explained"
    PUT = "put", "What weighed against them was put to them before it was concluded"
    REASONS = "reasons", "Reasons in writing"
    CHALLENGE = "challenge", "They know how it can be challenged"


def safeguards(assessment: Assessment) -> dict[Safeguard, bool]:
    """Which of these the record shows. Not shown is not the same as not done: ask, and complete."""
    begun, end = assessment.content, assessment.conclusion
    met = [m.says(AgeAssessmentMeeting) for m in assessment.meetings]
    yes = Answer.YES
    put_first = assessment.put is not None and (
        assessment.concluded is None
        or happened_at(assessment.put) <= happened_at(assessment.concluded)
    )
    return {
        Safeguard.TWO: bool(begun.second and met) and all(m.both_there is yes for m in met),
        Safeguard.ADULT: bool(begun.appropriate_adult and met)
        and all(m.adult_there is yes for m in met),
        Safeguard.INTERPRETER: begun.interpreter is yes
        and bool(met)
        and all(m.interpreter_there is yes for m in met),
        Safeguard.EXPLAINED: begun.explained is yes,
        Safeguard.PUT: put_first,
        Safeguard.REASONS: end is not None and end.in_writing is yes,
        Safeguard.CHALLENGE: end is not None and end.challenge_explained is yes,
    }


def lacks_its_birth(chronology: Chronology, at: datetime) -> Assessment | None:
    """The assessment whose date of birth is not written down yet as one that rests on it."""
    for one in reversed(assessments(chronology)):
        done = one.concluded
        if done is None or not one.is_concluded or happened_at(done) > at or one.fallen_by(at):
            continue
        written = any(
            happened_at(e).date() >= happened_at(done).date() for e in _assessed(chronology)
        )
        return None if written else one
    return None


def outlives_its_assessment(chronology: Chronology, at: datetime) -> Entry | None:
    """A date of birth that still rests on a conclusion which has fallen."""
    for one in assessments(chronology):
        fallen = one.fallen_by(at)
        if fallen is None or one.concluded is None:
            continue
        for birth in _assessed(chronology):
            after = happened_at(birth).date() >= happened_at(one.concluded).date()
            if after and happened_at(birth) < happened_at(fallen):
                return birth
    return None


def _assessed(chronology: Chronology) -> tuple[Entry, ...]:
    return tuple(
        e
        for e in chronology.of(DateOfBirth)
        if e.content is not None and e.says(DateOfBirth).basis is BirthBasis.ASSESSED
    )


def harms(chronology: Chronology) -> tuple[AdultHarm, ...]:
    """Everything that being treated as an adult has meant, in the order of the list."""
    found = {h for c in chronology.contents(TreatedAsAdult) for h in c.meant}
    return tuple(h for h in AdultHarm if h in found)
