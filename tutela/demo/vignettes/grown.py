"""Osarugue becomes an adult: needs, plan, a handover before 18, a home, and visits after."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import ADVISER, POST_18, SECOND_GUARDIAN, TAMSIN
from tutela.futures.transition.answers import (
    CareStanding,
    Carries,
    HomeSort,
    HowSeen,
    LifeArea,
    ReviewedWhy,
    Wish,
    WorkerState,
)
from tutela.futures.transition.entries import (
    AdultSupport,
    AdviserVisit,
    After18,
    AreaCarried,
    AreaGoal,
    AreaNeed,
    HandoverMeeting,
    HomeAfterCare,
    LeavingCareStanding,
    PathwayNeedsAssessment,
    PathwayPlan,
    PathwayReview,
    PersonalAdviserNamed,
    Post18Worker,
    WasThere,
)
from tutela.people.choice import Answer


def into_adulthood(story: Story) -> None:
    """From her sixteenth year to the months after her eighteenth birthday."""
    _needs_and_plan(story)
    story.join(story.ago(500, "09:00"), ADVISER, TAMSIN)
    story.tell(
        story.ago(500, "10:00"),
        PersonalAdviserNamed(
            name=ADVISER.name, asked=Answer.YES, met_before=Answer.YES,
            child_words="She asked me first if I like talking while walking. I do.",
        ),
        TAMSIN,
    )  # fmt: skip
    _handover(story)
    _after(story)


def _needs_and_plan(story: Story) -> None:
    eligible = story.tell(
        story.ago(780, "10:00"),
        LeavingCareStanding(
            standing=CareStanding.ELIGIBLE, why="16, and looked after for 13 weeks.",
            child_told=Answer.YES,
        ),
        TAMSIN,
    )  # fmt: skip
    needs = story.tell(
        story.ago(720, "15:00"),
        PathwayNeedsAssessment(
            child_words="A door with my key. Chemistry. Somebody who knows when I am quiet.",
            asked=Answer.YES,
            needs=(
                AreaNeed(area=LifeArea.HOME, need="Stays with her carer as long as she wishes."),
                AreaNeed(area=LifeArea.LEARNING, need="A course with a laboratory."),
                AreaNeed(area=LifeArea.STATUS, need="Leave that does not end in the exams."),
            ),
            trafficked=Answer.YES,
            trafficking_needs="Nobody whom she has not named learns her address. The same nurse.",
            unaccompanied=Answer.YES,
        ),
        TAMSIN,
        to=eligible,
    )
    plan = story.tell(
        story.ago(700, "15:00"),
        PathwayPlan(
            child_words="It says what I said.",
            agreed=Answer.YES,
            has_copy=Answer.YES,
            goals=(
                AreaGoal(
                    area=LifeArea.LEARNING, goal="A place on the course", who=TAMSIN.name,
                    by=story.on(650),
                ),
                AreaGoal(area=LifeArea.HEALTH, goal="Sees her nurse each month", who="Her nurse"),
            ),
            if_it_fails="If leave is refused her solicitor appeals, and she stays with her carer. "
            "If somebody finds her she rings the number on her key ring; a room is kept.",
            trafficked=Answer.YES,
            trafficking_needs="Address kept back; the same nurse; tracing of her sister.",
        ),
        TAMSIN,
        to=needs,
    )  # fmt: skip
    for days, why, met, lacks in (
        (525, ReviewedWhy.DUE, Answer.YES, None),
        (350, ReviewedWhy.DUE, Answer.NO, "The nurse moves away. Who comes after her is asked."),
        (130, ReviewedWhy.MOVED, Answer.YES, None),
        (25, ReviewedWhy.ASKED, Answer.YES, None),
    ):
        story.tell(
            story.ago(days, "14:00"),
            PathwayReview(
                why=why,
                there=Answer.YES,
                trafficking_met=met,
                lacks=lacks,
                changes="The nurse, the room, and what happens in the summer.",
                child_words="Ask me again after the exams.",
            ),
            TAMSIN if days > 200 else ADVISER,
            to=plan,
        )


def _handover(story: Story) -> None:
    story.tell(
        story.ago(342, "11:00"),
        HandoverMeeting(
            present=(
                WasThere(name=TAMSIN.name, role="Social worker"),
                WasThere(name=ADVISER.name, role="Personal adviser"),
                WasThere(name=SECOND_GUARDIAN.name, role="Guardian"),
                WasThere(name="Her tutor", role="College"),
            ),
            there=Answer.YES,
            child_words="Say the names slowly. I will write them down myself.",
            carried=(
                AreaCarried(area=LifeArea.HOME, carries=Carries.CARER, who="Her carer"),
                AreaCarried(area=LifeArea.LEARNING, carries=Carries.LEARNING, who="Her tutor"),
                AreaCarried(area=LifeArea.HEALTH, carries=Carries.HEALTH),
                AreaCarried(area=LifeArea.MONEY, carries=Carries.ADVISER, who=ADVISER.name),
                AreaCarried(area=LifeArea.STATUS, carries=Carries.SOLICITOR),
                AreaCarried(area=LifeArea.SOMEBODY, carries=Carries.CARER, who="Her carer"),
            ),
            open="Who keeps an eye on those who exploited her, and who goes on looking for her "
            "sister.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(205, "16:00"),
        AdultSupport(
            wish=Wish.YES,
            explained=Answer.YES,
            provider="The Salvation Army",
            referred=Answer.YES,
            begins=story.on(148),
            child_words="If I can say no later, then yes now.",
        ),
        TAMSIN,
    )
    story.join(story.ago(161, "09:00"), POST_18, TAMSIN)
    story.tell(
        story.ago(160, "10:00"),
        Post18Worker(state=WorkerState.THERE, name=POST_18.name, until=story.on(-30)),
        SECOND_GUARDIAN,
    )
    for area, carries in (
        (LifeArea.SUPPORT, Carries.ADULT_SUPPORT),
        (LifeArea.SAFETY, Carries.POST_18),
    ):
        story.tell(
            story.ago(159, "10:00"),
            After18(area=area, carries=carries, knows=Answer.YES),
            SECOND_GUARDIAN,
        )


def _after(story: Story) -> None:
    story.tell(
        story.ago(149, "10:00"),
        LeavingCareStanding(
            standing=CareStanding.FORMER_RELEVANT, why="She is 18.", child_told=Answer.YES
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(148, "12:00"),
        HomeAfterCare(
            sort=HomeSort.OWN,
            provided=Answer.YES,
            where="A room near the college, third floor",
            suitable=Answer.YES,
            could_be_found=Answer.NO,
            child_words="My key. My window.",
        ),
        ADVISER,
    )
    for days, how, life in (
        (143, HowSeen.AT_HOME, "Boxes everywhere, and a plant. She has eaten and slept."),
        (124, HowSeen.ELSEWHERE, "At the college café. She laughs about the landlord."),
        (22, HowSeen.AT_HOME, "She thinks of her sister day and night, and studies all the same."),
    ):
        story.tell(
            story.ago(days, "15:00"),
            AdviserVisit(
                how=how, life=life, approached=Answer.NO, child_words="Come again on a Tuesday.",
                next="Same day, same place.",
            ),
            ADVISER,
        )  # fmt: skip
