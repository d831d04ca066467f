"""Osarugue's plan: a room, a course, her sister; a return that was looked into; what held."""

from __future__ import annotations

from uuid import UUID

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import SECOND_GUARDIAN, TAMSIN
from tutela.futures.best_interests.answers import Solution
from tutela.futures.solution.answers import (
    Began,
    Caregiver,
    GoalArea,
    HowKnown,
    Point,
    Progress,
    TracingResult,
    TracingWish,
)
from tutela.futures.solution.entries import (
    ReturnSafety,
    SolutionAction,
    SolutionBegan,
    SolutionGoal,
    SolutionMonitored,
    SolutionPlan,
    SolutionProgress,
    TracingStep,
    TracingWished,
)
from tutela.people.choice import Answer


def what_lasts(story: Story, decision: UUID, back: UUID) -> None:
    """The plan of the determination, from a year ago until after she moved out."""
    story.tell(
        story.ago(383, "10:00"),
        ReturnSafety(
            country="Nigeria",
            where="Benin City",
            danger=Answer.YES,
            danger_why="The woman who sent her lives four streets away, and asked after her.",
            sources="The police of both countries; a service there, without naming her.",
            caregiver=Caregiver.PARENT,
            agreed=Answer.YES,
            able=Answer.NO,
            best=Answer.NO,
            child_agrees=Answer.NO,
            child_words="For a visit. Not with my bags.",
        ),
        TAMSIN,
        to=back,
    )
    plan = story.tell(
        story.ago(372, "10:00"),
        SolutionPlan(
            solution=Solution.STAY,
            aim="She lives where nobody can fetch her, studies chemistry, and hears her sister.",
            child_words="And I cook. Put that in.",
            agreed=Answer.YES,
            trafficked=Answer.YES,
        ),
        TAMSIN,
        to=decision,
    )
    _goals(story, plan)
    _tracing(story)
    began = story.tell(
        story.ago(152, "10:00"),
        SolutionBegan(
            what=Began.CARE_ENDED,
            follows="Her personal adviser, and the post-18 worker until spring",
            how="With a cake that she baked herself. Her carer keeps her room for Sundays.",
            child_words="I am not leaving. I am going next door.",
        ),
        TAMSIN,
        to=plan,
    )
    story.tell(
        story.ago(28, "15:00"),
        SolutionMonitored(
            point=Point.THREE,
            known=HowKnown.SEEN,
            safe=Answer.YES,
            lasts=Answer.YES,
            life="Her own key, her own stove. First in her year at the winter exams.",
            child_words="It holds. Write: it holds.",
            needs="News of her sister. The tracing service is asked each month.",
        ),
        TAMSIN,
        to=began,
    )


def _goals(story: Story, plan: UUID) -> None:
    learning = story.tell(
        story.ago(372, "10:20"),
        SolutionGoal(
            area=GoalArea.LEARNING,
            goal="A place on the chemistry course",
            child_words="To know why things burn.",
        ),
        TAMSIN,
        to=plan,
    )
    enrol = story.tell(
        story.ago(372, "10:30"),
        SolutionAction(what="Visit the college together", owner=TAMSIN.name, by=story.on(350)),
        TAMSIN,
        to=learning,
    )
    story.tell(
        story.ago(352, "17:00"),
        SolutionProgress(
            progress=Progress.DONE,
            note="She asked the teacher three questions; the teacher asked her name.",
            child_words="She wrote it right.",
        ),
        TAMSIN,
        to=enrol,
    )
    papers = story.tell(
        story.ago(372, "10:40"),
        SolutionGoal(area=GoalArea.STATUS, goal="Leave that lasts longer than the course"),
        TAMSIN,
        to=plan,
    )
    asked = story.tell(
        story.ago(372, "10:50"),
        SolutionAction(what="Ask the solicitor what is open", owner=TAMSIN.name, by=story.on(-20)),
        TAMSIN,
        to=papers,
    )
    story.tell(
        story.ago(300, "12:00"),
        SolutionProgress(progress=Progress.UNDER_WAY, note="The solicitor has seen all papers."),
        TAMSIN,
        to=asked,
    )


def _tracing(story: Story) -> None:
    wish = story.tell(
        story.ago(190, "14:00"),
        TracingWished(
            wish=TracingWish.YES,
            explained=Answer.YES,
            whom="Her twin sister",
            never="Her mother, and anybody in her street: the woman who sent her would hear of it.",
            service="A family tracing service",
            child_words="Ask at the churches. Not at the houses.",
        ),
        SECOND_GUARDIAN,
    )
    story.tell(
        story.ago(165, "14:00"),
        TracingStep(
            what="The service asked two churches, without her name.",
            result=TracingResult.ASKED,
            child_told=Answer.YES,
            child_words="Thank you for not saying my name.",
        ),
        SECOND_GUARDIAN,
        to=wish,
    )
