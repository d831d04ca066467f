"""A plan: no return without safety, no search against a child's wish, and whether it lasted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment, day_start
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.duties.duty import DutyState, all_duties, duties_of
from tutela.futures.best_interests.answers import Solution
from tutela.futures.best_interests.tests.test_best_interests import (
    assessment,
    decision,
    heard,
    option,
    panel,
    review,
    weighing,
)
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
from tutela.futures.solution.derive import Lasting, plans
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
from tutela.futures.solution.rules import against_a_return, may_return
from tutela.people.choice import Answer
from tutela.people.roles import Nation

FAR = london(2035, 1, 1)
ON = date(2026, 10, 5)
MINUTE = timedelta(minutes=1)
YES = Answer.YES


def safety(**changed):
    said = {
        "country": "Albania", "danger": Answer.NO, "sources": "x", "caregiver": Caregiver.FAMILY,
        "agreed": YES, "able": YES, "best": YES, "child_agrees": YES, **changed,
    }  # fmt: skip
    return ReturnSafety(**said)


def plan(solution=Solution.STAY):
    return SolutionPlan(solution=solution, aim="x", agreed=YES, trafficked=YES)


def began(what=Began.SETTLED):
    return SolutionBegan(what=what, follows="Alma")


def look(point=Point.THREE, known=HowKnown.SEEN, lasts=YES, safe=YES):
    return SolutionMonitored(point=point, known=known, safe=safe, lasts=lasts, life="x")


def determined(solution=Solution.RETURN_FAMILY):
    story = Story(now=FAR)
    start = story.tell(assessment(), ON)
    chosen = story.tell(option(solution), ON, refers_to=start)
    met = story.tell(panel(), ON, refers_to=start)
    story.tell(weighing(), ON, refers_to=chosen)
    story.tell(heard(), ON, refers_to=met)
    return story, story.tell(decision(), ON, refers_to=chosen)


def messages(story, content, to=None, on=date(2026, 10, 7)):
    return [p.message for p in story.problems(content, on, refers_to=to)]


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({"danger": Answer.NOT_KNOWN}, "danger"),
        ({"danger": YES, "danger_why": "x"}, "danger"),
        ({"agreed": Answer.NO}, "agreed"),
        ({"able": Answer.NOT_KNOWN}, "able"),
        ({"caregiver": Caregiver.NOBODY}, "agreed"),
        ({"best": Answer.NOT_ASKED}, "best"),
    ],
)
def test_a_return_is_not_planned_while_anything_stands_against_it(changed, lacks):
    story, decided = determined()
    story.tell(safety(**changed), ON)

    (message,) = messages(story, plan(Solution.RETURN_FAMILY), decided)
    assert lacks in message
    assert not may_return(safety(**changed))


def test_a_return_is_planned_only_after_its_findings_and_a_determination():
    story, decided = determined()
    wanted = plan(Solution.RETURN_FAMILY)
    assert "Record first" in messages(story, wanted, decided)[0]

    story.tell(safety(), date(2026, 10, 8))
    assert "Record first" in messages(story, wanted, decided)[0], "findings come before the plan"
    on = date(2026, 10, 9)
    assert messages(story, wanted, decided, on) == []
    assert "determination of a panel" in messages(story, wanted, None, on)[0]
    story.tell(safety(danger=YES, danger_why="x"), on)
    assert messages(story, wanted, decided, on), "the last findings count"


def test_somebody_who_is_grown_needs_no_carer():
    alone = safety(caregiver=Caregiver.ADULT, agreed=Answer.NO, able=Answer.NO)
    assert list(against_a_return(alone)) == []


def test_a_plan_is_for_what_was_determined():
    story, decided = determined(Solution.STAY)

    assert "The panel decided" in messages(story, plan(Solution.NOT_YET), decided)[0]
    assert messages(story, plan(), decided) == []


def test_nobody_is_looked_for_against_a_childs_wish():
    story = Story(now=FAR)
    step = TracingStep(what="x", result=TracingResult.ASKED, child_told=YES)

    def wish(what, on):
        return story.tell(TracingWished(wish=what, explained=YES, whom="x"), on)

    asked = wish(TracingWish.YES, ON)
    assert messages(story, step, asked) == []
    wish(TracingWish.STOP, date(2026, 10, 6))
    assert "does not wish" in messages(story, step, asked)[0]


def test_nothing_begins_that_was_not_planned():
    story, decided = determined(Solution.STAY)
    made = story.tell(plan(), ON, refers_to=decided)

    assert messages(story, began(Began.RETURNED), made) == ["The plan is not for a return"]
    assert messages(story, began(Began.MOVED_ABROAD), made)
    assert messages(story, began(), made) == []
    assert messages(story, safety(danger=YES)) == ["Say what the danger is"]
    goal = story.tell(SolutionGoal(area=GoalArea.WORK, goal="x"), ON, refers_to=made)
    assert messages(story, SolutionAction(what="x", owner="y", by=ON), goal)


def test_whether_it_lasted_is_what_the_last_look_says_and_silence_is_not_yes():
    story, decided = determined(Solution.STAY)
    made = story.tell(plan(), ON, refers_to=decided)
    start = story.tell(began(), ON, refers_to=made)
    expected = [
        (look(), Lasting.LASTS),
        (look(known=HowKnown.NOT_REACHED), Lasting.NOT_REACHED),
        (look(lasts=Answer.NOT_KNOWN), Lasting.UNCERTAIN),
        (look(safe=Answer.NO), Lasting.FAILED),
    ]
    assert plans(story.read())[0].lives[0].lasting(FAR) is Lasting.NOT_LOOKED
    for number, (looked, lasting) in enumerate(expected):
        story.tell(looked, date(2027, 1, 1 + number), refers_to=start)
        assert plans(story.read())[0].lives[0].lasting(FAR) is lasting


def dues(story, duty, nation=Nation.WALES):
    return duties_of(story.read(), nation=nation, born=None, duties=[all_duties()[duty]])


@pytest.mark.parametrize(
    ("duty", "last"),
    [
        ("MONITOR_1", date(2028, 2, 29)),
        ("MONITOR_3", date(2028, 4, 30)),
        ("MONITOR_12", date(2029, 1, 31)),
        ("MONITOR_24", date(2030, 1, 31)),
    ],
)
@pytest.mark.parametrize("nation", Nation)
def test_a_look_is_due_by_the_end_of_its_day_in_every_nation_and_abroad(duty, last, nation):
    story, decided = determined()
    story.tell(safety(), ON)
    made = story.tell(plan(Solution.RETURN_FAMILY), date(2026, 10, 6), refers_to=decided)
    start = story.tell(began(Began.RETURNED), date(2028, 1, 31), refers_to=made)
    (due,) = dues(story, duty, nation)
    end = day_start(last + timedelta(days=1))

    assert due.last_day == last
    assert due.state(end - MINUTE) is DutyState.DUE
    assert due.state(end) is DutyState.OVERDUE
    points = {"MONITOR_1": Point.ONE, "MONITOR_3": Point.THREE, "MONITOR_12": Point.TWELVE}
    point = points.get(duty, Point.TWENTY_FOUR)
    story.tell(look(point, HowKnown.NOT_REACHED), last, refers_to=start)
    assert dues(story, duty, nation)[0].met is None, "having tried is not enough"
    story.tell(look(point), last, refers_to=start)
    assert dues(story, duty, nation)[0].state(end) is DutyState.MET


def test_a_first_month_is_asked_for_only_after_a_move_abroad():
    story, decided = determined(Solution.STAY)
    made = story.tell(plan(), ON, refers_to=decided)
    story.tell(began(Began.CARE_ENDED), ON, refers_to=made)

    assert dues(story, "MONITOR_1") == ()
    assert len(dues(story, "MONITOR_3")) == 1


def test_what_did_not_last_is_asked_again_within_ten_working_days():
    story, decided = determined(Solution.STAY)
    made = story.tell(plan(), ON, refers_to=decided)
    start = story.tell(began(), ON, refers_to=made)
    story.tell(look(lasts=Answer.NO), date(2026, 12, 21), refers_to=start)
    (due,) = dues(story, "SOLUTION_FAILED", Nation.ENGLAND)
    # Christmas Day, the day in lieu of Boxing Day and New Year's Day are no working days.
    assert due.last_day == date(2027, 1, 7)
    story.tell(review(), date(2027, 1, 4), refers_to=decided)
    assert dues(story, "SOLUTION_FAILED", Nation.ENGLAND)[0].state(FAR) is DutyState.MET


def test_a_plan_follows_in_28_days_and_an_action_by_its_day():
    story, decided = determined(Solution.STAY)
    (due,) = dues(story, "SOLUTION_PLAN")
    assert due.last_day == date(2026, 11, 2)
    made = story.tell(plan(), date(2026, 10, 10), refers_to=decided)
    assert dues(story, "SOLUTION_PLAN")[0].state(FAR) is DutyState.MET
    goal = story.tell(SolutionGoal(area=GoalArea.WORK, goal="x"), ON, refers_to=made)
    by = date(2026, 10, 25)
    act = story.tell(SolutionAction(what="x", owner="y", by=by), ON, refers_to=goal)
    end = day_start(date(2026, 10, 26))
    (due,) = dues(story, "SOLUTION_ACTION")
    assert [due.state(end - MINUTE), due.state(end)] == [DutyState.DUE, DutyState.OVERDUE]

    assert len(plans(story.read())[0].open_actions) == 1
    story.tell(SolutionProgress(progress=Progress.STUCK, note="x"), by, refers_to=act)
    assert dues(story, "SOLUTION_ACTION")[0].met is None
    story.tell(SolutionProgress(progress=Progress.DROPPED, note="x"), by, refers_to=act)
    assert dues(story, "SOLUTION_ACTION")[0].state(FAR) is DutyState.MET
    assert plans(story.read())[0].open_actions == ()


@pytest.mark.django_db
def test_the_page_shows_the_plan_and_what_stands_against_a_return(client, cast, minh, settings):
    settings.DEMONSTRATION = True
    day = Moment.day(date(2026, 11, 10))

    def put(content, to=None):
        return record(content, child=minh, by=cast.alma.viewer, happened=day, refers_to=to).id

    address = reverse("solution", args=[minh])
    client.force_login(cast.alma)
    assert "No plan yet" in client.get(address).content.decode()
    made = put(plan())
    goal = put(SolutionGoal(area=GoalArea.WORK, goal="A baker’s trade"), made)
    act = put(SolutionAction(what="Ask Ines", owner="Wren", by=date(2026, 11, 11)), goal)
    put(SolutionProgress(progress=Progress.STUCK, note="On holiday"), act)
    put(safety(danger=YES, danger_why="A debt"))
    wish = put(TracingWished(wish=TracingWish.YES, explained=YES, whom="Her aunt"))
    put(TracingStep(what="A letter", result=TracingResult.ASKED, child_told=YES), wish)
    start = put(began(), made)
    put(look(lasts=Answer.NO), start)
    page = client.get(address).content.decode()
    for words in ("A baker", "Ask Ines", "Stuck", "be planned. Not found", "Her aunt", "A letter"):
        assert words in page
    assert "The solution did not last" in client.get(reverse("child", args=[minh])).content.decode()
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
