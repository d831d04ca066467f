"""Permission to stay: when it ends by the letter and by the rule, what is due before, what it means
for the years to 25."""

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
from tutela.identity.derive import born
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.status.immigration.answers import (
    Allows,
    AppealOutcome,
    ClaimedWhere,
    Condition,
    Decision,
    LeaveEnd,
    LeaveForm,
    VictimGround,
)
from tutela.status.immigration.derive import (
    ClaimState,
    claim_state,
    last_answer_on_the_future,
    leave_now,
    leaves,
)
from tutela.status.immigration.entries import (
    AsylumAppeal,
    AsylumAppealDecided,
    AsylumClaim,
    AsylumDecision,
    LeaveAndFuture,
    LeaveEnded,
    LeaveExtension,
    LeaveGranted,
)
from tutela.status.immigration.rules import milestones, uasc_leave_ends
from tutela.status.immigration.timeline import timeline

YES, SECOND = Answer.YES, timedelta(seconds=1)
BORN, LATER = date(2010, 5, 17), london(2035, 1, 1)


def leave(form: LeaveForm = LeaveForm.UASC, **more: object) -> LeaveGranted:
    return LeaveGranted.model_validate({"form": form, "proof": YES, "child_told": YES, **more})


def granted(on: date, birth: date | None = BORN, **more: object) -> tuple[Story, Entry]:
    story = Story(now=LATER)
    if birth is not None:
        story.tell(told.born(birth), date(2022, 1, 1))
    return story, story.tell(leave(**more), on)


def due(story: Story, duty: str = "UASC_LEAVE", nation: Nation = Nation.ENGLAND) -> Due:
    read = story.read()
    (one,) = [d for d in duties_of(read, nation=nation, born=born(read)) if d.duty.id == duty]
    return one


@pytest.mark.parametrize(
    ("on", "birth", "last"),
    [
        # 17 and a half comes first; 30 months come first; they come on one day.
        (date(2026, 6, 1), date(2010, 5, 17), date(2027, 11, 16)),
        (date(2023, 6, 1), date(2010, 5, 17), date(2025, 12, 1)),
        (date(2025, 5, 16), date(2010, 5, 17), date(2027, 11, 16)),
        # Born on 29 February or at the end of a month: the half year ends with a shorter one.
        (date(2025, 1, 1), date(2008, 2, 29), date(2025, 8, 28)),
        (date(2025, 1, 1), date(2008, 8, 31), date(2026, 2, 27)),
        # Granted on a leap day; the date of birth not known.
        (date(2024, 2, 29), date(2012, 1, 1), date(2026, 8, 29)),
        (date(2024, 2, 29), None, date(2026, 8, 29)),
    ],
)
@pytest.mark.parametrize("nation", list(Nation))
def test_leave_for_a_child_alone_ends_with_the_sooner_of_two(on, birth, last, nation):
    assert uasc_leave_ends(on, birth) == last
    story, _ = granted(on, birth)
    one = due(story, nation=nation)
    assert one.last_day == last
    assert leaves(story.read())[0].by_rule == last
    assert one.state(one.due - SECOND) is DutyState.DUE
    assert one.state(one.due) is DutyState.OVERDUE


def test_a_letter_with_an_earlier_day_counts_and_a_later_one_is_pointed_out():
    story, _ = granted(date(2026, 6, 1), until=date(2027, 6, 1))
    assert due(story).last_day == date(2027, 6, 1)

    story, _ = granted(date(2026, 6, 1), until=date(2028, 12, 1))
    assert due(story).last_day == date(2027, 11, 16)
    assert leaves(story.read())[0].is_longer_than_the_rule
    story, _ = granted(date(2026, 6, 1), until=date(2027, 11, 17))
    assert not leaves(story.read())[0].is_longer_than_the_rule


def test_it_follows_the_date_of_birth_in_force_and_as_at_the_past_the_one_known_then():
    story, _ = granted(date(2026, 6, 1))
    story.tell(told.born(date(2009, 9, 1), assessed=True), date(2026, 10, 1))
    assert due(story).last_day == date(2027, 2, 28)
    assert leaves(story.read(at=london(2026, 9, 1)))[0].by_rule == date(2027, 11, 16)


def test_asking_for_more_meets_it_and_ending_it_lets_it_fall():
    story, short = granted(date(2026, 6, 1))
    asked = LeaveExtension(form=LeaveForm.REFUGEE, interests=YES)
    story.tell(asked, date(2027, 11, 16), refers_to=short)
    assert due(story).state(story.now) is DutyState.MET

    story, short = granted(date(2026, 6, 1))
    story.tell(LeaveEnded(why=LeaveEnd.REPLACED, child_told=YES), date(2026, 9, 1), refers_to=short)
    assert due(story).state(story.now) is DutyState.NO_LONGER_APPLIES


def test_another_permission_ends_as_its_letter_says_or_not_at_all():
    story, _ = granted(date(2026, 6, 1), form=LeaveForm.REFUGEE, until=date(2031, 6, 1))
    one = due(story, "LEAVE_ENDS")
    assert one.last_day == date(2031, 6, 1)
    assert [one.state(one.due - SECOND), one.state(one.due)] == [DutyState.DUE, DutyState.OVERDUE]

    story, _ = granted(date(2026, 6, 1), form=LeaveForm.SETTLED)
    assert leave_now(story.read(), story.now).ends is None
    found = {d.duty.id for d in duties_of(story.read(), nation=Nation.WALES, born=BORN)}
    assert not found & {"LEAVE_ENDS", "UASC_LEAVE"}


def test_a_permission_holds_through_its_last_day():
    story, _ = granted(date(2026, 6, 1))
    read = story.read()
    assert leave_now(read, london(2026, 5, 31, 23, 59)) is None
    assert leave_now(read, london(2027, 11, 16, 23, 59))
    assert leave_now(read, london(2027, 11, 17)) is None
    assert leaves(read)[0].opens == date(2027, 10, 19)


def test_a_claim_goes_its_way():
    story = Story(now=LATER)
    claim = AsylumClaim(where=ClaimedWhere.ARRIVAL, adult_there=YES, explained=YES)
    made = story.tell(claim, date(2026, 1, 5))
    refused = AsylumDecision(outcome=Decision.REFUSED, appeal=YES, child_told=YES)
    decided = story.tell(refused, date(2026, 3, 5), refers_to=made)
    appeal = story.tell(AsylumAppeal(litigation_friend=YES), date(2026, 4, 5), refers_to=decided)
    again = AsylumAppealDecided(outcome=AppealOutcome.AGAIN, child_told=YES)
    story.tell(again, date(2026, 6, 5), refers_to=appeal)
    recognised = refused.model_copy(update={"outcome": Decision.REFUGEE})
    assert story.problems(recognised, date(2026, 8, 5), refers_to=made) == ()
    story.tell(recognised, date(2026, 8, 5), refers_to=made)
    read = story.read()

    assert [claim_state(read, london(2026, m, 20)) for m in (1, 3, 4, 6, 8)] == [
        ClaimState.WAITING, ClaimState.REFUSED, ClaimState.APPEAL, ClaimState.WAITING,
        ClaimState.REFUGEE,
    ]  # fmt: skip
    assert claim_state(read, london(2025, 1, 1)) is None


def test_slips_are_pointed_out_where_they_are():
    story, short = granted(date(2026, 6, 1))

    def fields(*asked, refers_to=None):
        return [p.field for p in story.problems(*asked, refers_to=refers_to)]

    on = date(2026, 7, 1)
    assert fields(leave(until=date(2026, 6, 30)), on) == ["until"]
    assert fields(leave(LeaveForm.BRITISH, until=date(2030, 1, 1)), on) == ["until"]
    both = frozenset({Condition.WORK, Condition.NO_WORK})
    assert fields(leave(conditions=both), on) == ["conditions"]
    assert fields(leave(LeaveForm.VICTIM), on) == ["grounds"]
    assert fields(leave(LeaveForm.VICTIM, grounds=frozenset({VictimGround.RECOVERY})), on) == []
    ended = LeaveEnded(why=LeaveEnd.EXPIRED, child_told=YES)
    story.tell(ended, on, refers_to=short)
    assert fields(ended, on, refers_to=short) == [""]


def test_whether_it_allows_a_settled_life_is_asked_and_the_last_answer_stands():
    story, short = granted(date(2026, 6, 1))
    for allows, on in ((Allows.NO, date(2026, 7, 1)), (Allows.YES, date(2026, 9, 1))):
        story.tell(LeaveAndFuture(allows=allows, why="Time"), on, refers_to=short)
    read = story.read()

    assert last_answer_on_the_future(read, london(2026, 8, 1)).says(LeaveAndFuture).allows == "no"
    assert last_answer_on_the_future(read, story.now).says(LeaveAndFuture).allows == "yes"


class TestTheYearsTo25:
    def points(self, story: Story, nation: Nation = Nation.ENGLAND):
        read = story.read()
        dues = duties_of(read, nation=nation, born=born(read))
        return timeline(read, dues, nation, london(2026, 7, 1))

    def test_ages_permissions_and_duties_stand_on_one_line(self):
        story, _ = granted(date(2026, 6, 1))
        points = self.points(story)

        assert {p.age for p in points} >= {(17, 6), (18, 0), (21, 0), (25, 0)}
        assert date(2027, 10, 19) in {p.first for p in points}
        assert [p.first for p in points] == sorted(p.first for p in points)
        assert all(p.source or p.about or p.age for p in points)

    def test_of_each_nation_only_what_we_know_is_said(self):
        story, _ = granted(date(2026, 6, 1))
        said = {n: {p.says for p in self.points(story, n)} for n in Nation}

        assert any("guardian" in s for s in said[Nation.NORTHERN_IRELAND])
        assert not any("guardian" in s for s in said[Nation.ENGLAND])
        assert not any("care leavers" in s for s in said[Nation.SCOTLAND])
        assert any("know of nothing" in s for s in said[Nation.WALES])

    def test_a_birth_that_is_not_exact_gives_a_span(self):
        story = Story(now=LATER)
        story.tell(told.born(Moment.year(2010)), date(2026, 1, 1))
        (half,) = [p for p in self.points(story) if p.age == (17, 6)]

        assert (half.first, half.last) == (date(2027, 7, 1), date(2028, 6, 30))

    def test_born_on_a_leap_day_one_turns_18_on_the_first_of_march(self):
        (eighteen, *_) = [m for m in milestones(Nation.WALES) if m.years == 18]
        assert eighteen.on(date(2012, 2, 29)) == date(2030, 3, 1)


@pytest.mark.django_db
def test_the_page_shows_both_days_and_stays_shut_to_strangers(client, cast, minh, settings):
    settings.DEMONSTRATION = True
    for content in (told.born(BORN), leave(until=date(2030, 1, 1))):
        day = Moment.day(date(2026, 11, 10))
        record(content, child=minh, by=cast.alma.viewer, happened=day)
    client.force_login(cast.alma)
    page = client.get(reverse("status", args=[minh])).content.decode()
    assert "16 November 2027" in page
    assert "The letter says a later day" in page
    assert "17 and a half" in page

    client.force_login(cast.stella)
    assert client.get(reverse("status", args=[minh])).status_code == 404
