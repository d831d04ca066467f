"""Becoming an adult: nothing falls silent at 18, and the times of the law at their boundaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment, day_start
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.duties.duty import DutyState, all_duties, duties_of
from tutela.futures.transition.answers import (
    CareStanding,
    Carries,
    HomeSort,
    HowSeen,
    LifeArea,
    ReviewedWhy,
    WorkerState,
)
from tutela.futures.transition.derive import Phase, carried, has_nobody, phase
from tutela.futures.transition.entries import (
    AdviserVisit,
    After18,
    AreaCarried,
    AreaGoal,
    HandoverMeeting,
    HomeAfterCare,
    LeavingCareStanding,
    PathwayNeedsAssessment,
    PathwayPlan,
    PathwayReview,
    Post18Worker,
    WasThere,
)
from tutela.identification.answers import CompetentAuthority, GroundsOutcome
from tutela.identification.entries import NrmReferral, ReasonableGroundsDecision
from tutela.identity.entries import BirthBasis, DateOfBirth
from tutela.people.choice import Answer
from tutela.people.roles import Nation

FAR = london(2035, 1, 1)
MINUTE = timedelta(minutes=1)


def eligible(standing=CareStanding.ELIGIBLE):
    return LeavingCareStanding(standing=standing, child_told=Answer.YES)


def needs():
    return PathwayNeedsAssessment(
        asked=Answer.YES, needs=(), trafficked=Answer.YES, trafficking_needs="x",
        unaccompanied=Answer.NO,
    )  # fmt: skip


def plan(trafficked=Answer.YES):
    why = "The address is kept back." if trafficked is Answer.YES else None
    return PathwayPlan(
        agreed=Answer.YES, has_copy=Answer.YES, if_it_fails="Ring.", trafficked=trafficked,
        goals=(AreaGoal(area=LifeArea.HOME, goal="A room", who="Alma"),), trafficking_needs=why,
    )  # fmt: skip


def review(why=ReviewedWhy.DUE, **more):
    said = {"trafficking_met": Answer.YES, "changes": "None", "there": Answer.YES, **more}
    return PathwayReview(why=why, **said)


def home(provided=Answer.YES):
    return HomeAfterCare(
        sort=HomeSort.OWN, provided=provided, where="A room", suitable=Answer.YES,
        could_be_found=Answer.NO,
    )  # fmt: skip


def visit(how=HowSeen.AT_HOME):
    return AdviserVisit(how=how, life="Well", approached=Answer.NO)


def born(on):
    return DateOfBirth(born=Moment.day(on), basis=BirthBasis.SAID)


def referral():
    return NrmReferral(
        organisation="Home Office - UK Border Force UKBF", nation=Nation.ENGLAND,
        authority=CompetentAuthority.SCA, explained=Answer.YES,
    )  # fmt: skip


def dues(story, duty, nation=Nation.ENGLAND, birth=None):
    return duties_of(story.read(), nation=nation, born=birth, duties=[all_duties()[duty]])


@pytest.mark.parametrize(
    ("duty", "begins", "on", "last"),
    [
        ("NEEDS_ASSESSMENT", eligible(), date(2026, 9, 1), date(2026, 12, 1)),
        ("NEEDS_ASSESSMENT", eligible(), date(2026, 11, 30), date(2027, 2, 28)),
        ("NEEDS_ASSESSMENT", eligible(), date(2027, 11, 30), date(2028, 2, 29)),
        ("PATHWAY_REVIEW", plan(), date(2026, 10, 25), date(2027, 4, 25)),
        ("PATHWAY_REVIEW", plan(), date(2026, 8, 31), date(2027, 2, 28)),
        ("PATHWAY_REVIEW", plan(), date(2026, 6, 25), date(2026, 12, 25)),
        ("PATHWAY_ACCOM_28", home(), date(2027, 3, 1), date(2027, 3, 29)),
        ("PATHWAY_ACCOM_28", home(), date(2028, 2, 1), date(2028, 2, 29)),
        ("PA_VISIT_1", home(), date(2026, 10, 20), date(2026, 10, 27)),
        ("PA_VISIT_1", home(), date(2026, 12, 18), date(2026, 12, 25)),
        ("PA_VISIT_N", visit(), date(2026, 12, 31), date(2027, 2, 28)),
        ("PA_VISIT_N", visit(), date(2027, 1, 28), date(2027, 3, 28)),
    ],
)
def test_a_time_of_the_law_of_england_ends_with_its_last_day(duty, begins, on, last):
    story = Story(now=FAR)
    story.tell(begins, on)
    (due,) = dues(story, duty)
    end = day_start(last + timedelta(days=1))

    assert due.last_day == last
    assert due.state(day_start(on) - MINUTE) is DutyState.NOT_STARTED
    assert due.state(end - MINUTE) is DutyState.DUE
    assert due.state(end) is DutyState.OVERDUE
    for elsewhere in set(Nation) - {Nation.ENGLAND}:
        assert dues(story, duty, elsewhere) == ()


@pytest.mark.parametrize(
    ("duty", "begins", "answer", "last"),
    [
        ("NEEDS_ASSESSMENT", eligible(), needs(), date(2026, 12, 1)),
        ("PATHWAY_ACCOM_28", home(), review(ReviewedWhy.MOVED), date(2026, 9, 29)),
        ("PA_VISIT_1", home(), visit(), date(2026, 9, 8)),
    ],
)
def test_it_is_met_in_time_on_the_last_day_and_late_on_the_next(duty, begins, answer, last):
    for on, state in ((last, DutyState.MET), (last + timedelta(days=1), DutyState.MET_LATE)):
        story = Story(now=FAR)
        story.tell(begins, date(2026, 9, 1))
        made = story.tell(plan(), date(2026, 8, 1))
        story.tell(answer, on, refers_to=made if isinstance(answer, PathwayReview) else None)
        assert dues(story, duty)[0].state(FAR) is state


def test_a_call_is_no_visit_and_a_home_that_others_provide_starts_nothing():
    story = Story(now=FAR)
    story.tell(home(), date(2026, 9, 1))
    story.tell(visit(HowSeen.BY_TELEPHONE), date(2026, 9, 2))
    assert dues(story, "PA_VISIT_1")[0].met is None
    assert dues(story, "PA_VISIT_N") == ()

    other = Story(now=FAR)
    other.tell(home(Answer.NO), date(2026, 9, 1))
    assert dues(other, "PA_VISIT_1") == dues(other, "PATHWAY_ACCOM_28") == ()


def test_the_next_review_counts_from_the_last_and_sooner_after_a_move():
    story = Story(now=FAR)
    made = story.tell(plan(), date(2026, 9, 1))
    story.tell(review(ReviewedWhy.MOVED), date(2026, 11, 30), refers_to=made)
    (due,) = dues(story, "PATHWAY_REVIEW")
    assert due.last_day == date(2027, 2, 28)
    story.tell(review(), date(2027, 2, 1), refers_to=made)
    (due,) = dues(story, "PATHWAY_REVIEW")
    assert due.last_day == date(2027, 8, 1)


def test_becoming_eligible_counts_once_and_nothing_is_owed_once_it_has_ended():
    story = Story(now=FAR)
    story.tell(eligible(), date(2026, 9, 1))
    story.tell(eligible(), date(2026, 10, 1))
    assert len(dues(story, "NEEDS_ASSESSMENT")) == 1
    story.tell(eligible(CareStanding.NONE), date(2026, 11, 1))
    assert dues(story, "NEEDS_ASSESSMENT")[0].state(FAR) is DutyState.NO_LONGER_APPLIES


@pytest.mark.parametrize("nation", Nation)
def test_the_handover_is_due_before_seventeen_and_a_half_everywhere(nation):
    birth = date(2010, 8, 31)
    story = Story(now=FAR)
    story.tell(born(birth), date(2026, 9, 1))
    story.tell(referral(), date(2026, 9, 2))
    (due,) = dues(story, "HANDOVER", nation, birth)
    end = day_start(date(2028, 2, 29))

    assert due.state(end - MINUTE) is DutyState.DUE
    assert due.state(end) is DutyState.OVERDUE
    later = Story(now=FAR)
    later.tell(born(date(2009, 3, 2)), date(2026, 9, 1))
    later.tell(referral(), date(2026, 9, 2))
    assert dues(later, "HANDOVER", nation, date(2009, 3, 2)) == ()


def test_phases_change_on_birthdays_and_a_leap_day_counts_as_the_first_of_march():
    story = Story(now=FAR)
    assert phase(story.read(), FAR) is None
    story.tell(born(date(2012, 2, 29)), date(2026, 9, 1))
    read = story.read()

    for on, expected in (
        (date(2028, 2, 28), None),
        (date(2028, 2, 29), Phase.PREPARING),
        (date(2029, 8, 29), Phase.HANDING_OVER),
        (date(2030, 2, 28), Phase.HANDING_OVER),
        (date(2030, 3, 1), Phase.GROWN),
        (date(2037, 2, 28), Phase.GROWN),
        (date(2037, 3, 1), None),
    ):
        assert phase(read, day_start(on)) is expected, on


def test_each_part_of_life_has_a_name_or_says_that_it_has_none():
    story = Story(now=FAR)
    row = AreaCarried(area=LifeArea.HOME, carries=Carries.CARER, who="Wren")
    story.tell(HandoverMeeting(present=(), there=Answer.YES, carried=(row,)), date(2026, 9, 1))
    later = After18(area=LifeArea.HOME, carries=Carries.HOUSING, knows=Answer.YES)
    story.tell(later, date(2026, 10, 1))
    read = story.read()

    assert carried(read, london(2026, 9, 2))[LifeArea.HOME].who == "Wren"
    assert carried(read, FAR)[LifeArea.HOME].carries is Carries.HOUSING
    assert has_nobody(read, london(2026, 8, 1)) == tuple(LifeArea)
    assert LifeArea.HOME not in has_nobody(read, FAR)


def test_a_plan_names_trafficking_where_the_record_holds_a_referral():
    def fields(story, content, refers_to=None):
        on = date(2026, 9, 9)
        return {p.field for p in story.problems(content, on, refers_to=refers_to)}

    story = Story()
    assert fields(story, plan(Answer.NO)) == set()
    sent = story.tell(referral(), date(2026, 9, 2))
    assert fields(story, plan(Answer.NO)) == {"trafficked"}
    assert fields(story, plan()) == set()
    bare = plan().model_copy(update={"trafficking_needs": None})
    assert fields(story, bare) == {"trafficking_needs"}
    negative = ReasonableGroundsDecision(
        outcome=GroundsOutcome.NEGATIVE, made_by=CompetentAuthority.SCA, child_told=Answer.YES
    )
    story.tell(negative, date(2026, 9, 8), refers_to=sent)
    assert fields(story, plan(Answer.NO)) == set()

    made = story.tell(plan(), date(2026, 9, 1))
    assert fields(story, review(trafficking_met=Answer.NO), made) == {"lacks"}
    assert fields(story, Post18Worker(state=WorkerState.THERE)) == {"name"}
    row = AreaCarried(area=LifeArea.HOME, carries=Carries.CARER)
    twice = HandoverMeeting(present=(), there=Answer.YES, carried=(row, row))
    assert fields(story, twice) == {"carried"}


@pytest.mark.django_db
def test_the_page_says_who_carries_what_and_the_child_page_what_has_nobody(
    client, cast, minh, settings
):
    settings.DEMONSTRATION = True
    day = Moment.day(date(2026, 11, 10))
    address = reverse("transition", args=[minh])
    client.force_login(cast.alma)
    page = client.get(address).content.decode()
    assert page.count("Nobody yet") >= len(LifeArea)

    def put(content, to=None):
        return record(content, child=minh, by=cast.alma.viewer, happened=day, refers_to=to).id

    put(born(date(2007, 1, 2)))
    row = AreaCarried(area=LifeArea.HOME, carries=Carries.CARER, who="Wren")
    there = (WasThere(name="Gwen", role="Guardian"),)
    put(HandoverMeeting(present=there, there=Answer.YES, carried=(row,), open="Money"))
    made = put(plan())
    put(review(trafficking_met=Answer.NO, lacks="Somebody to talk with"), made)
    put(home(), None)
    put(visit(), None)
    page = client.get(address).content.decode()
    assert "Wren" in page
    assert "Needs from having been trafficked are not met" in page
    child = client.get(reverse("child", args=[minh])).content.decode()
    assert "parts of life have nobody" in child
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
