"""A girl's papers: a claim, two interviews, short leave, an appeal, and protection at last."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import TAMSIN
from tutela.duties.limits import add_months
from tutela.people.choice import Answer
from tutela.status.immigration.answers import (
    Allows,
    AppealOutcome,
    ClaimedWhere,
    Condition,
    Decision,
    InterviewKind,
    LeaveEnd,
    LeaveForm,
    VictimGround,
)
from tutela.status.immigration.entries import (
    AsylumAppeal,
    AsylumAppealDecided,
    AsylumClaim,
    AsylumDecision,
    ImmigrationInterview,
    LeaveAndFuture,
    LeaveEnded,
    LeaveExtension,
    LeaveGranted,
)

YES = Answer.YES


def leave_that_was_too_short(story: Story, began: int) -> None:
    """Osarugue’s claim, from a port to a tribunal."""
    claim = story.tell(
        story.ago(began - 5, "10:00"),
        AsylumClaim(
            where=ClaimedWhere.CARE,
            adult_there=YES,
            solicitor="Ilse Brandt",
            explained=YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 20, "16:00"),
        _interview(InterviewKind.WELFARE, "She was asked about the sea though it was not to be."),
        TAMSIN,
        to=claim,
    )
    story.tell(
        story.ago(began - 90, "16:00"),
        _interview(InterviewKind.SUBSTANTIVE, None, "The lady waited when I could not say it."),
        TAMSIN,
        to=claim,
    )
    decided = story.tell(
        story.ago(began - 190, "12:00"),
        AsylumDecision(
            outcome=Decision.OTHER_LEAVE,
            reasons="It was held that she could go back to an aunt, whom nobody has found.",
            appeal=YES,
            child_told=YES,
            child_words="What aunt?",
        ),
        TAMSIN,
        to=claim,
    )
    short = story.tell(
        story.ago(began - 191, "12:00"),
        LeaveGranted(
            form=LeaveForm.UASC,
            conditions=frozenset({Condition.STUDY, Condition.PUBLIC_FUNDS}),
            proof=YES,
            child_told=YES,
        ),
        TAMSIN,
        happened=story.day(began - 190),
        to=decided,
    )
    story.tell(
        story.ago(began - 195, "15:00"),
        LeaveAndFuture(
            allows=Allows.NO,
            why="It ends before her examinations. She can’t sleep for counting the months.",
            instead="The appeal; and permission as a victim of trafficking, asked for meanwhile.",
            child_words="I want to stay where I know the bus.",
        ),
        TAMSIN,
        to=short,
    )
    appeal = story.tell(
        story.ago(began - 200, "11:00"),
        AsylumAppeal(
            court="The tribunal in the next city",
            solicitor="Ilse Brandt",
            grounds="No aunt; what was done to her; what waits for her there.",
            litigation_friend=YES,
        ),
        TAMSIN,
        to=decided,
    )
    story.tell(
        story.ago(began - 480, "10:00"),
        LeaveExtension(form=LeaveForm.VICTIM, solicitor="Ilse Brandt", interests=YES),
        TAMSIN,
        to=short,
    )
    _the_end_of_it(story, began, appeal, short)


def _the_end_of_it(story: Story, began: int, appeal: UUID, short: UUID) -> None:
    victim = story.tell(
        story.ago(began - 530, "10:00"),
        LeaveGranted(
            form=LeaveForm.VICTIM,
            until=_in_a_year(story.on(began - 530)),
            grounds=frozenset({VictimGround.RECOVERY}),
            conditions=frozenset({Condition.STUDY, Condition.PUBLIC_FUNDS}),
            proof=YES,
            child_told=YES,
        ),
        TAMSIN,
        happened=story.day(began - 530),
    )
    story.tell(
        story.ago(began - 530, "10:30"),
        LeaveEnded(why=LeaveEnd.REPLACED, child_told=YES),
        TAMSIN,
        happened=story.day(began - 530),
        to=short,
    )
    allowed = story.tell(
        story.ago(began - 600, "15:00"),
        AsylumAppealDecided(
            outcome=AppealOutcome.ALLOWED,
            reasons="The judge heard her behind a screen, and believed her.",
            child_told=YES,
        ),
        TAMSIN,
        to=appeal,
    )
    refuge = story.tell(
        story.ago(began - 640, "10:00"),
        LeaveGranted(
            form=LeaveForm.REFUGEE,
            until=add_months(story.on(began - 640), 60),
            conditions=frozenset({Condition.WORK, Condition.STUDY, Condition.PUBLIC_FUNDS}),
            proof=YES,
            child_told=YES,
        ),
        TAMSIN,
        happened=Moment.day(story.on(began - 640)),
        to=allowed,
    )
    story.tell(
        story.ago(began - 639, "10:00"),
        LeaveEnded(why=LeaveEnd.REPLACED, child_told=YES),
        TAMSIN,
        to=victim,
    )
    story.tell(
        story.ago(began - 650, "10:00"),
        LeaveAndFuture(
            allows=Allows.YES,
            why="Five years, work and study; she has begun to speak of being a midwife.",
        ),
        TAMSIN,
        to=refuge,
    )


def _interview(
    sort: InterviewKind, put_right: str | None, said: str | None = None
) -> ImmigrationInterview:
    return ImmigrationInterview(
        sort=sort,
        adult_there=YES,
        solicitor_there=Answer.NO if sort is InterviewKind.WELFARE else YES,
        interpreter_there=YES,
        interviewer_wished=YES,
        breaks=YES,
        read_back=YES,
        trafficking=YES,
        put_right=put_right,
        child_words=said,
    )


def _in_a_year(on: date) -> date:
    return add_months(on, 12)
