"""A boy whose age an officer guessed: the doubt, eleven nights among men, a fair assessment."""

from __future__ import annotations

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import GARETH, TAMSIN, YUSRA
from tutela.identity.entries import AssessedBy
from tutela.people.choice import Answer
from tutela.protection.age.answers import (
    AdultHarm,
    AgeOutcome,
    ChallengeOutcome,
    ChallengeWay,
    DisputedBy,
    Doubt,
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


def guessed_at_a_port(story: Story, began: int) -> None:
    """Aram’s age is guessed, doubted, looked into twice and concluded."""
    disputed = story.tell(
        story.ago(began, "11:30"),
        AgeDisputed(
            by=DisputedBy.HOME_OFFICE,
            rests_on=frozenset({Doubt.LOOKS}),
            why="“Physical appearance strongly suggests over 18”, after nineteen days on the road.",
            meanwhile=Meanwhile.ADULT,
            child_told=Answer.NO,
            child_words="Nobody asked me. They looked and wrote.",
        ),
        TAMSIN,
        happened=story.day(began + 11),
    )
    story.tell(
        story.ago(began, "13:00"),
        TreatedAsAdult(
            by=DisputedBy.HOME_OFFICE,
            until=story.day(began),
            meant=frozenset({AdultHarm.HOTEL, AdultHarm.ADULTS, AdultHarm.NO_SCHOOL,
                             AdultHarm.NO_CARE}),
            what="Eleven nights in a room with two men, who took his food money.",
            where="A hotel for adults",
            child_words="I slept in my shoes.",
            put_right="Moved the same evening. His solicitor wrote to the Home Office.",
        ),
        TAMSIN,
        # Before anybody recorded the doubt: so it answers to nothing yet.
        happened=story.day(began + 11),
    )  # fmt: skip
    story.tell(
        story.ago(began - 2, "10:00"),
        AgeWayChosen(
            way=Way.ASSESSES,
            why="The Home Office holds to its guess. An assessment will end that.",
            decided_by=GARETH.name,
            others_told=Answer.YES,
        ),
        TAMSIN,
        to=disputed,
    )
    begun = story.tell(story.ago(began - 10, "10:00"), _begun("Emeka Vale"), TAMSIN, to=disputed)
    for back, said in ((11, "They asked about my school. I drew it."), (18, None)):
        story.tell(
            story.ago(began - back, "15:00"),
            AgeAssessmentMeeting(
                both_there=Answer.YES,
                adult_there=Answer.YES,
                interpreter_there=Answer.YES,
                breaks=Answer.YES,
                how_it_was="Tired after an hour; they stopped.",
                child_words=said,
            ),
            TAMSIN,
            to=begun,
        )
    story.tell(
        story.ago(began - 24, "14:00"),
        AgeAssessmentPut(
            minded_to=AgeOutcome.CHILD,
            points="Two school years that do not fit with each other.",
            answer="One was in another town, with another calendar. He wrote both down.",
            time_to_answer=Answer.YES,
        ),
        TAMSIN,
        to=begun,
    )
    first = story.tell(
        story.ago(began - 28, "12:00"),
        AgeAssessmentConcluded(
            outcome=AgeOutcome.NO_CONCLUSION,
            reasons="The calendars had been reckoned wrongly. The assessors begin anew.",
            doubt_given=Answer.YES,
            child_told=Answer.YES,
            in_writing=Answer.YES,
            challenge_explained=Answer.YES,
        ),
        TAMSIN,
        to=begun,
    )
    challenged = story.tell(
        story.ago(began - 29, "12:00"),
        AgeChallenged(
            way=ChallengeWay.ASKED_AGAIN,
            why="His guardian asked that his own reckoning be believed while they begin anew.",
            meanwhile=Meanwhile.CHILD,
        ),
        TAMSIN,
        to=first,
    )
    story.tell(
        story.ago(began - 31, "09:00"),
        AgeChallengeDecided(outcome=ChallengeOutcome.FALLS, by=GARETH.name, child_told=Answer.YES),
        TAMSIN,
        to=challenged,
    )
    _anew(story, began)


def _begun(second: str) -> AgeAssessmentStarted:
    return AgeAssessmentStarted(
        by=AssessedBy.LOCAL_AUTHORITY,
        first="Lorna Kite",
        second=second,
        appropriate_adult="Rosalind Frey",
        interpreter=Answer.YES,
        explained=Answer.YES,
        advice=Answer.YES,
        why="So that nobody can put him among adults again.",
    )


def _anew(story: Story, began: int) -> None:
    begun = story.tell(story.ago(began - 32, "10:00"), _begun("Sunil Marr"), TAMSIN)
    story.tell(
        story.ago(began - 40, "15:00"),
        AgeAssessmentMeeting(
            both_there=Answer.YES,
            adult_there=Answer.YES,
            interpreter_there=Answer.YES,
            breaks=Answer.YES,
            child_words="The new interpreter is from my town.",
        ),
        TAMSIN,
        to=begun,
    )
    story.tell(
        story.ago(began - 45, "15:00"),
        AgeAssessmentPut(
            minded_to=AgeOutcome.AS_GIVEN,
            points="Nothing weighs against what he says.",
            time_to_answer=Answer.YES,
        ),
        TAMSIN,
        to=begun,
    )
    story.tell(
        story.ago(began - 50, "15:00"),
        AgeAssessmentConcluded(
            outcome=AgeOutcome.AS_GIVEN,
            born=Moment.day(story.born(16, 2)),
            reasons="His account of four school years in two calendars, and his cousin’s letter.",
            doubt_given=Answer.YES,
            child_told=Answer.YES,
            in_writing=Answer.YES,
            challenge_explained=Answer.YES,
            child_words="So now I am sixteen again.",
        ),
        YUSRA,
        to=begun,
    )
