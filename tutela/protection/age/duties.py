"""What follows from a concluded age assessment. Only the last of these times is the law’s, as far
as we know."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Afterwards, Duty, Source, answers_it, declare, happened_at
from tutela.duties.limits import months, working_days
from tutela.identity.entries import BirthBasis, DateOfBirth
from tutela.people.roles import Nation, Role
from tutela.protection.age.answers import ENDS_THE_CONCLUSION, AgeOutcome, ChallengeOutcome
from tutela.protection.age.derive import assessments, outlives_its_assessment
from tutela.protection.age.entries import (
    AgeAssessmentConcluded,
    AgeChallenged,
    AgeChallengeDecided,
)

OWN_RULE = Source("A rule of this installation; no law sets a time")
AGAINST = frozenset({AgeOutcome.ADULT, AgeOutcome.CHILD})


def concludes_an_age(entry: Entry, chronology: Chronology) -> bool:
    """It concluded on an age."""
    return entry.says(AgeAssessmentConcluded).outcome is not AgeOutcome.NO_CONCLUSION


def concludes_against(entry: Entry, chronology: Chronology) -> bool:
    """It concluded otherwise than the young person says."""
    return entry.says(AgeAssessmentConcluded).outcome in AGAINST


def rests_on_an_assessment(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A date of birth that says that it rests on an assessment."""
    return entry.says(DateOfBirth).basis is BirthBasis.ASSESSED


def falls_with_it(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The conclusion fell."""
    if entry.says(AgeChallengeDecided).outcome not in ENDS_THE_CONCLUSION:
        return False
    return any(
        a.concluded is not None
        and a.concluded.id == start.id
        and any(decided is not None and decided.id == entry.id for _, decided in a.challenges)
        for a in assessments(chronology)
    )


def birth_is_to_go(entry: Entry, chronology: Chronology) -> bool:
    """A conclusion fell, and a date of birth that rests on it still stands."""
    fell = entry.says(AgeChallengeDecided).outcome
    left = outlives_its_assessment(chronology, max(chronology.at, happened_at(entry)))
    return fell in ENDS_THE_CONCLUSION and left is not None


def court_found_another(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A court found the age, and the date that it found is written down."""
    found = start.says(AgeChallengeDecided).outcome is ChallengeOutcome.COURT_FOUND
    return found and entry.says(DateOfBirth).basis is BirthBasis.ASSESSED


declare(
    Duty(
        id="AGE_BIRTH_WRITTEN",
        title="Write the concluded date of birth into the record",
        starts_with=(AgeAssessmentConcluded,),
        starts_when=concludes_an_age,
        within=working_days(1),
        met_by=(DateOfBirth,),
        met_when=rests_on_an_assessment,
        ends_with=(AgeChallengeDecided,),
        ends_when=falls_with_it,
        looks_at=(AgeChallenged,),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="AGE_BIRTH_WITHDRAWN",
        title="Withdraw the date of birth that rested on a fallen assessment",
        starts_with=(AgeChallengeDecided,),
        starts_when=birth_is_to_go,
        within=working_days(1),
        met_by=(DateOfBirth,),
        met_when=court_found_another,
        looks_at=(AgeAssessmentConcluded, AgeChallenged),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="AGE_COURT",
        title="Last day to ask a court to look at an age assessment",
        starts_with=(AgeAssessmentConcluded,),
        starts_when=concludes_against,
        within=months(3),
        met_by=(AgeChallenged,),
        met_when=answers_it,
        afterwards=Afterwards.LAPSED,
        falls_to=Role.LEAD_WORKER,
        source=Source("Judicial review: promptly, and within three months", checked=False),
        category=Category.PROTECTION,
        nations=frozenset({Nation.ENGLAND, Nation.WALES}),
    ),
)
