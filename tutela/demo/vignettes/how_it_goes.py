"""How life goes for Quân: two talks, his own view beside his worker's, what stood in the way."""

from __future__ import annotations

from uuid import UUID

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import TAMSIN, YUSRA
from tutela.outcomes.answers import Barrier, Duty, Given, Occasion, Progress, Step
from tutela.outcomes.entries import (
    OutcomeBarrier,
    OutcomeBarrierGone,
    OutcomeGoal,
    OutcomeOwnView,
    OutcomeProgress,
    OutcomeReview,
    OutcomeWish,
    OutcomeWorkerView,
)
from tutela.people.choice import Answer

_SAFE, _LEARNING, _BELIEVED = (f"working-set/{name}" for name in ("safe", "learning", "believed"))


def how_it_goes(story: Story, began: int) -> None:
    """A talk after two weeks and another after six; ``began`` is days ago."""
    first = story.tell(
        story.ago(began - 15, "11:00"),
        OutcomeReview(
            occasion=Occasion.ENTRY,
            with_whom="Ha Tran, the interpreter whom he chose",
            chosen=Answer.YES,
            language="vie",
            child_words="The door first. Then school.",
        ),
        YUSRA,
    )
    _own(story, began - 15, first, _SAFE, Step.LITTLE, "Not at night. They know the street.")
    _own(story, began - 15, first, _LEARNING, Step.NOT, "I sit at home.")
    story.tell(
        story.ago(began - 15, "11:30"),
        OutcomeOwnView(
            outcome=_BELIEVED,
            given=Given.OWN_WAY,
            picture="A house with one lit window",
            child_words="Yusra does.",
        ),
        YUSRA,
        to=first,
    )
    _seen(story, began - 16, first, _SAFE, Step.PARTLY, "He goes to the shop with his carer.")
    _seen(story, began - 16, first, _LEARNING, Step.NOT, "No school has answered.")
    barrier = story.tell(
        story.ago(began - 16, "12:00"),
        OutcomeBarrier(
            outcome=_LEARNING,
            barrier=Barrier.SCHOOL,
            what="The college says that the year has begun.",
            duty=Duty.EDUCATION,
            asked="A place was asked for in writing on the day of the meeting.",
        ),
        TAMSIN,
        to=first,
    )
    wish = story.tell(
        story.ago(began - 16, "12:10"),
        OutcomeWish(outcome=_LEARNING, child_words="Em muốn học nấu ăn."),
        YUSRA,
    )
    goal = story.tell(
        story.ago(began - 16, "12:20"),
        OutcomeGoal(
            outcome=_LEARNING,
            goal="I want to learn to cook.",
            action="Visit the kitchen of the college",
            owner="Yusra Pemberlow",
            by=story.on(began - 58),
            agreed=Answer.YES,
        ),
        YUSRA,
        to=wish,
    )
    _later(story, began, barrier, goal)


def _later(story: Story, began: int, barrier: UUID, goal: UUID) -> None:
    story.tell(
        story.ago(began - 38, "10:00"),
        OutcomeBarrierGone(how="The college takes him from Monday, after Gareth wrote."),
        TAMSIN,
        to=barrier,
    )
    second = story.tell(
        story.ago(began - 40, "10:30"),
        OutcomeReview(occasion=Occasion.REVIEW, chosen=Answer.YES, language="vie"),
        YUSRA,
    )
    _own(story, began - 40, second, _SAFE, Step.MOSTLY, "I have a key.")
    _own(story, began - 40, second, _LEARNING, Step.PARTLY, "I made soup for eleven people.")
    _seen(story, began - 41, second, _SAFE, Step.PARTLY, "He does not go out after dark.")
    _seen(story, began - 41, second, _LEARNING, Step.PARTLY, "Two days a week, and he is early.")
    story.tell(
        story.ago(began - 41, "16:00"),
        OutcomeProgress(
            progress=Progress.NEARLY,
            note="The course begins in the new year.",
            child_words="Now I want the knife with the name on it.",
        ),
        YUSRA,
        to=goal,
    )


def _own(  # noqa: PLR0917 - reads as a line of a table
    story: Story, ago: int, talk: UUID, outcome: str, step: Step, words: str
) -> None:
    content = OutcomeOwnView(outcome=outcome, given=Given.STEP, step=step, child_words=words)
    story.tell(story.ago(ago, "11:10"), content, YUSRA, to=talk)


def _seen(  # noqa: PLR0917 - as above
    story: Story, ago: int, talk: UUID, outcome: str, step: Step, reasons: str
) -> None:
    content = OutcomeWorkerView(outcome=outcome, given=Given.STEP, step=step, reasons=reasons)
    story.tell(story.ago(ago, "11:40"), content, TAMSIN, to=talk)
