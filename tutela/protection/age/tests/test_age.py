"""A disputed age: presumption, assessment, challenge; every duty follows the date in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.duties.duty import Due, DutyState, duties_of
from tutela.identification.tests import told
from tutela.identity.derive import born, is_treated_as_child
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.age.answers import (
    AdultHarm,
    AgeOutcome,
    AssessedBy,
    ChallengeOutcome,
    ChallengeWay,
    DisputedBy,
    Doubt,
    Meanwhile,
    Way,
)
from tutela.protection.age.derive import (
    AgeState,
    Safeguard,
    age_state,
    assessments,
    harms,
    lacks_its_birth,
    outlives_its_assessment,
    safeguards,
    treated_as_adult_unassessed,
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

YES, SECOND = Answer.YES, timedelta(seconds=1)
CHILDHOOD, GUESSED = date(2010, 5, 17), date(2004, 5, 17)


def disputed(meanwhile: Meanwhile = Meanwhile.ADULT) -> AgeDisputed:
    return AgeDisputed(
        by=DisputedBy.HOME_OFFICE, rests_on=frozenset({Doubt.LOOKS}), why="Tall",
        meanwhile=meanwhile, child_told=Answer.NO,
    )  # fmt: skip


def begun(**more: object) -> AgeAssessmentStarted:
    said = {
        "by": AssessedBy.LOCAL_AUTHORITY, "first": "Lorna Kite", "second": "Emeka Vale",
        "appropriate_adult": "Rosalind Frey", "interpreter": YES, "explained": YES,
        "advice": YES, "why": "A document",
    }  # fmt: skip
    return AgeAssessmentStarted.model_validate(said | more)


def meeting(**more: object) -> AgeAssessmentMeeting:
    said = {"both_there": YES, "adult_there": YES, "interpreter_there": YES, "breaks": YES}
    return AgeAssessmentMeeting.model_validate(said | more)


def concluded(outcome: AgeOutcome, on: date | None = CHILDHOOD) -> AgeAssessmentConcluded:
    return AgeAssessmentConcluded(
        outcome=outcome, born=Moment.day(on) if on else None, reasons="Three meetings",
        doubt_given=YES, child_told=YES, in_writing=YES, challenge_explained=YES,
    )  # fmt: skip


def assessed(story: Story, outcome: AgeOutcome, birth: date, on: date) -> Entry:
    """An assessment that concludes on this day, with its date of birth."""
    start = story.tell(begun(), on - timedelta(days=20))
    end = story.tell(concluded(outcome, birth), on, refers_to=start)
    story.tell(told.born(birth, assessed=True), on)
    return end


def challenged(story: Story, end: Entry, on: date) -> Entry:
    said = AgeChallenged(way=ChallengeWay.COURT, why="Unfair", meanwhile=Meanwhile.CHILD)
    return story.tell(said, on, refers_to=end)


def decided(outcome: ChallengeOutcome) -> AgeChallengeDecided:
    return AgeChallengeDecided(outcome=outcome, by="The court", child_told=YES)


def dues(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> list[Due]:
    read = story.read()
    every = duties_of(read, nation=nation, born=born(read))
    return [d for d in every if d.duty.id == duty]


def test_a_dispute_makes_nobody_an_adult_and_is_an_alarm_where_they_are_treated_so():
    story = Story()
    story.tell(told.born(CHILDHOOD), date(2026, 11, 2))
    story.tell(disputed(), date(2026, 11, 3))
    read = story.read()

    assert is_treated_as_child(read, story.now)
    assert treated_as_adult_unassessed(read, story.now)
    assert age_state(read, london(2026, 11, 1)) is None
    assert age_state(read, story.now) is AgeState.DISPUTED


def test_an_accepted_age_ends_the_dispute_until_somebody_doubts_it_again():
    story = Story()
    doubt = story.tell(disputed(), date(2026, 11, 3))
    way = AgeWayChosen(way=Way.ACCEPTED, why="Looks alone", decided_by="Ben", others_told=YES)
    story.tell(way, date(2026, 11, 5), refers_to=doubt)
    assert age_state(story.read(), story.now) is AgeState.ACCEPTED
    assert not treated_as_adult_unassessed(story.read(), story.now)

    story.tell(disputed(), date(2026, 11, 9))
    assert age_state(story.read(), story.now) is AgeState.DISPUTED


def test_an_assessment_goes_from_beginning_to_conclusion_to_challenge_to_its_fall():
    story = Story()
    story.tell(told.born(CHILDHOOD), date(2026, 1, 1))
    end = assessed(story, AgeOutcome.ADULT, GUESSED, date(2026, 3, 2))
    case = challenged(story, end, date(2026, 4, 1))
    story.tell(decided(ChallengeOutcome.FALLS), date(2026, 9, 1), refers_to=case)
    read = story.read()

    assert [age_state(read, london(2026, m, 15)) for m in (2, 3, 5, 9)] == [
        AgeState.UNDER_WAY, AgeState.CONCLUDED, AgeState.CHALLENGED, AgeState.FALLEN,
    ]  # fmt: skip
    assert outlives_its_assessment(read, story.now)
    assert not outlives_its_assessment(read, london(2026, 8, 1))


def test_an_assessment_that_stands_stays_concluded_and_one_without_a_conclusion_says_nothing():
    story = Story()
    end = assessed(story, AgeOutcome.CHILD, CHILDHOOD, date(2026, 3, 2))
    case = challenged(story, end, date(2026, 4, 1))
    story.tell(decided(ChallengeOutcome.STANDS), date(2026, 9, 1), refers_to=case)
    assert age_state(story.read(), story.now) is AgeState.CONCLUDED

    start = story.tell(begun(), date(2026, 10, 1))
    story.tell(concluded(AgeOutcome.NO_CONCLUSION, None), date(2026, 11, 1), refers_to=start)
    assert age_state(story.read(), story.now) is None


def test_every_age_dependent_duty_follows_the_date_in_force_forward_and_as_at_the_past():
    story = Story(now=london(2026, 11, 22))
    story.tell(told.born(CHILDHOOD), date(2026, 1, 1))
    story.tell(told.referral(), date(2026, 1, 12))
    assert dues(story, "TURN18_CONSENT")[0].last_day == date(2028, 5, 16)

    assessed(story, AgeOutcome.CHILD, date(2009, 2, 28), date(2026, 6, 1))
    assert dues(story, "TURN18_CONSENT")[0].last_day == date(2027, 2, 27)

    before = story.read(at=london(2026, 5, 31))
    (then,) = [
        d
        for d in duties_of(before, nation=Nation.ENGLAND, born=born(before))
        if d.duty.id == "TURN18_CONSENT"
    ]
    assert then.last_day == date(2028, 5, 16)


def test_who_was_found_an_adult_is_a_child_again_once_that_date_is_withdrawn():
    story = Story()
    story.tell(told.born(CHILDHOOD), date(2026, 1, 1))
    end = assessed(story, AgeOutcome.ADULT, GUESSED, date(2026, 3, 2))
    birth = story.entries[-1]
    assert not is_treated_as_child(story.read(), story.now)
    case = challenged(story, end, date(2026, 4, 1))
    story.tell(decided(ChallengeOutcome.FALLS), date(2026, 9, 1), refers_to=case)
    assert [d.state(story.now) for d in dues(story, "AGE_BIRTH_WITHDRAWN")] == [DutyState.OVERDUE]

    story.withdraw(birth)
    assert is_treated_as_child(story.read(), story.now)
    assert not outlives_its_assessment(story.read(), story.now)
    assert dues(story, "AGE_BIRTH_WITHDRAWN") == []


def test_a_concluded_date_is_to_be_written_down_by_the_next_working_day():
    story = Story(now=london(2027, 1, 1))
    start = story.tell(begun(), date(2026, 11, 2))
    story.tell(concluded(AgeOutcome.AS_GIVEN), date(2026, 12, 24), refers_to=start)
    assert lacks_its_birth(story.read(), story.now)
    # 25 December is a holiday, and the 28th stands in for Boxing Day.
    (one,) = dues(story, "AGE_BIRTH_WRITTEN")
    assert one.last_day == date(2026, 12, 29)
    assert one.state(one.due - SECOND) is DutyState.DUE
    assert one.state(one.due) is DutyState.OVERDUE

    story.tell(told.born(CHILDHOOD, assessed=True), date(2026, 12, 29))
    assert dues(story, "AGE_BIRTH_WRITTEN")[0].state(story.now) is DutyState.MET
    assert lacks_its_birth(story.read(), story.now) is None


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 3, 2), date(2026, 6, 2)),
        # Months end with a shorter one, leap year or not; clocks and holidays change nothing.
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2025, 9, 25), date(2025, 12, 25)),
    ],
)
@pytest.mark.parametrize("nation", list(Nation))
def test_the_court_is_asked_within_three_months_where_we_know_that_rule(on, last, nation):
    story = Story(now=london(2027, 1, 1))
    start = story.tell(begun(), on - timedelta(days=30))
    story.tell(concluded(AgeOutcome.ADULT, GUESSED), on, refers_to=start)
    found = dues(story, "AGE_COURT", nation)

    if nation in {Nation.SCOTLAND, Nation.NORTHERN_IRELAND}:
        assert found == []
        return
    assert [d.last_day for d in found] == [last]
    assert found[0].state(found[0].due - SECOND) is DutyState.DUE
    assert found[0].state(found[0].due) is DutyState.NO_LONGER_APPLIES


def test_what_makes_it_fair_is_shown_from_what_was_recorded():
    story = Story()
    start = story.tell(begun(), date(2026, 9, 1))
    (bare,) = assessments(story.read())
    assert [s for s, shown in safeguards(bare).items() if shown] == [Safeguard.EXPLAINED]

    story.tell(meeting(), date(2026, 9, 8), refers_to=start)
    put = AgeAssessmentPut(minded_to=AgeOutcome.AS_GIVEN, points="None", time_to_answer=YES)
    story.tell(put, date(2026, 9, 15), refers_to=start)
    story.tell(concluded(AgeOutcome.AS_GIVEN), date(2026, 9, 20), refers_to=start)
    assert all(safeguards(assessments(story.read())[0]).values())

    story.tell(meeting(adult_there=Answer.NO), date(2026, 9, 9), refers_to=start)
    assert not safeguards(assessments(story.read())[0])[Safeguard.ADULT]


def test_slips_are_pointed_out_where_they_are():
    story = Story()
    start = story.tell(begun(), date(2026, 9, 1))

    def fields(*asked, refers_to=None):
        return [p.field for p in story.problems(*asked, refers_to=refers_to)]

    on = date(2026, 10, 1)
    assert fields(begun(), on) == [""]
    assert "second" in fields(begun(second="lorna  KITE"), on)
    assert "appropriate_adult" in fields(begun(appropriate_adult="Emeka Vale"), on)
    assert fields(disputed().model_copy(update={"rests_on": frozenset()}), on) == ["rests_on"]
    assert fields(concluded(AgeOutcome.ADULT, None), on, refers_to=start) == ["born"]
    ahead = concluded(AgeOutcome.CHILD, date(2030, 1, 1))
    assert fields(ahead, on, refers_to=start) == ["born"]
    end = story.tell(concluded(AgeOutcome.CHILD), on, refers_to=start)
    assert fields(concluded(AgeOutcome.CHILD), on, refers_to=start) == [""]
    case = challenged(story, end, on)
    story.tell(decided(ChallengeOutcome.STANDS), on, refers_to=case)
    assert fields(decided(ChallengeOutcome.FALLS), on, refers_to=case) == [""]
    harm = TreatedAsAdult(
        by=DisputedBy.POLICE, meant=frozenset(), what="A cell", until=Moment.day(date(2026, 9, 1))
    )
    assert fields(harm, on) == ["until", "meant"]


def test_harm_is_kept_and_summed_up():
    story = Story()
    for meant in ({AdultHarm.PRISON}, {AdultHarm.ADULTS, AdultHarm.PRISON}):
        said = TreatedAsAdult(by=DisputedBy.COURT, meant=frozenset(meant), what="A wing for men")
        story.tell(said, date(2026, 9, 1))

    assert harms(story.read()) == (AdultHarm.ADULTS, AdultHarm.PRISON)


@pytest.mark.django_db
def test_the_page_says_that_they_are_a_child_and_what_is_lacking(client, cast, minh, settings):
    settings.DEMONSTRATION = True
    day = Moment.day(date(2026, 11, 10))
    for content in (told.born(CHILDHOOD), disputed(), begun()):
        record(content, child=minh, by=cast.alma.viewer, happened=day)
    client.force_login(cast.alma)
    page = client.get(reverse("age", args=[minh])).content.decode()

    assert "Treated as a child" in page
    assert "Not shown" in page
    child = client.get(reverse("child", args=[minh])).content.decode()
    assert "Treated as an adult by others" in child
    client.force_login(cast.stella)
    assert client.get(reverse("age", args=[minh])).status_code == 404
