"""Each duty before its last moment, at it, and after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import Due, DutyState, all_duties, duties_of
from tutela.identification.answers import (
    CompetentAuthority,
    ConsentAnswer,
    ConsentGiven,
    PanelOutcome,
    ReconsiderationOutcome,
    ReferralChange,
)
from tutela.identification.entries import ConsentAt18, ReferenceReceived
from tutela.identification.tests import told
from tutela.identification.tests.told import NEGATIVE, PANEL
from tutela.identity.derive import born
from tutela.people.choice import Answer
from tutela.people.roles import Nation

SECOND = timedelta(seconds=1)
BORN = date(2010, 5, 17)


def dues(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> tuple[Due, ...]:
    chronology = story.read()
    found = duties_of(chronology, nation=nation, born=born(chronology))
    return tuple(due for due in found if due.duty.id == duty)


def only(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> Due:
    (due,) = dues(story, duty, nation)
    return due


def sent(
    on: date | datetime, authority: CompetentAuthority = told.SCA, birth: date | None = BORN
) -> tuple[Story, Entry]:
    story = Story(now=london(2032, 1, 1))
    if birth is not None:
        story.tell(told.born(birth), date(2020, 1, 1))
    return story, story.tell(told.referral(authority), on)


def around(due: Due) -> tuple[DutyState, DutyState]:
    assert due.due is not None
    return due.state(due.due - SECOND), due.state(due.due)


class TestReasonableGrounds:
    def test_five_working_days_end_with_the_fifth(self) -> None:
        story, _ = sent(london(2026, 11, 9, 23, 59))
        due = only(story, "RG_DECISION")

        assert due.due == london(2026, 11, 17)
        assert due.last_day == date(2026, 11, 16)
        assert around(due) == (DutyState.DUE, DutyState.OVERDUE)

    def test_a_referral_sent_on_a_saturday_is_counted_from_monday(self) -> None:
        story, _ = sent(date(2026, 11, 7))

        assert only(story, "RG_DECISION").last_day == date(2026, 11, 13)

    @pytest.mark.parametrize(
        ("nation", "last"),
        [
            # St Andrew's Day, Monday 30 November 2026, is a bank holiday in Scotland alone.
            (Nation.ENGLAND, date(2026, 12, 3)),
            (Nation.WALES, date(2026, 12, 3)),
            (Nation.SCOTLAND, date(2026, 12, 4)),
            (Nation.NORTHERN_IRELAND, date(2026, 12, 3)),
        ],
    )
    def test_bank_holidays_are_those_of_the_nation(self, nation: Nation, last: date) -> None:
        story, _ = sent(date(2026, 11, 26))

        assert only(story, "RG_DECISION", nation).last_day == last

    def test_christmas_is_no_working_time(self) -> None:
        # 25 December 2026 is a Friday, the 28th stands in for Boxing Day, 1 January is a holiday.
        story, _ = sent(date(2026, 12, 23))

        assert only(story, "RG_DECISION").last_day == date(2027, 1, 4)

    def test_the_day_on_which_the_clock_changes_is_a_day_like_others(self) -> None:
        # Clocks go forward on Sunday 29 March 2026.
        story, _ = sent(london(2026, 3, 25, 12))

        due = only(story, "RG_DECISION")
        assert due.last_day == date(2026, 4, 1)
        assert due.due == london(2026, 4, 2)

    def test_a_decision_on_the_last_day_is_in_time_and_one_the_day_after_is_late(self) -> None:
        for day, state in ((16, DutyState.MET), (17, DutyState.MET_LATE)):
            story, referral = sent(date(2026, 11, 9))
            story.tell(told.reasonable(), london(2026, 11, day), refers_to=referral)
            assert only(story, "RG_DECISION").state(story.now) is state

    def test_a_pause_does_not_stop_the_clock_and_a_withdrawal_does(self) -> None:
        story, referral = sent(date(2026, 11, 9))
        story.tell(told.change(ReferralChange.SUSPENDED), date(2026, 11, 10), refers_to=referral)
        assert only(story, "RG_DECISION").state(story.now) is DutyState.OVERDUE

        story.tell(told.change(ReferralChange.WITHDRAWN), date(2026, 11, 11), refers_to=referral)
        assert only(story, "RG_DECISION").state(story.now) is DutyState.NO_LONGER_APPLIES

    def test_a_second_referral_has_a_clock_of_its_own(self) -> None:
        story, first = sent(date(2026, 1, 5))
        story.tell(told.reasonable(NEGATIVE), date(2026, 1, 8), refers_to=first)
        story.tell(told.referral(), date(2026, 9, 7), refers_to=first)

        states = [due.state(london(2026, 9, 8)) for due in dues(story, "RG_DECISION")]
        assert states == [DutyState.MET, DutyState.DUE]


class TestLocalPanel:
    def test_forty_five_days_end_with_the_last(self) -> None:
        story, _ = sent(date(2026, 3, 2), PANEL)
        due = only(story, "RG_PANEL")

        assert due.last_day == date(2026, 4, 16)
        assert around(due) == (DutyState.DUE, DutyState.OVERDUE)
        assert dues(story, "RG_DECISION") == ()

    def test_a_panel_that_decides_meets_it_and_one_that_does_not_leaves_it_open(self) -> None:
        for first, state in (
            (PanelOutcome.POSITIVE, DutyState.MET),
            (PanelOutcome.NOT_DECIDED, DutyState.OVERDUE),
        ):
            story, referral = sent(date(2026, 3, 2), PANEL)
            sitting = told.panel(first, PanelOutcome.NOT_DECIDED)
            story.tell(sitting, date(2026, 4, 16), refers_to=referral)
            assert only(story, "RG_PANEL").state(story.now) is state

    @pytest.mark.parametrize(
        ("days", "clock"), [(101, "RG_PANEL"), (100, "RG_DECISION"), (99, "RG_DECISION")]
    )
    def test_a_panel_decides_only_more_than_100_days_before_the_18th_birthday(
        self, days: int, clock: str
    ) -> None:
        story, _ = sent(date(2028, 5, 17) - timedelta(days=days), PANEL)

        ids = {due.duty.id for due in (*dues(story, "RG_PANEL"), *dues(story, "RG_DECISION"))}
        assert ids == {clock}

    def test_a_panel_may_decide_while_no_date_of_birth_is_known(self) -> None:
        story, _ = sent(date(2026, 3, 2), PANEL, birth=None)

        assert dues(story, "RG_PANEL")

    def test_there_is_no_pilot_in_northern_ireland(self) -> None:
        story, _ = sent(date(2026, 3, 2), PANEL)

        assert dues(story, "RG_PANEL", Nation.NORTHERN_IRELAND) == ()

    def test_a_referral_that_was_passed_to_a_panel_is_on_the_panels_clock(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        came = ReferenceReceived(reference="NRM0042", authority=PANEL)
        story.tell(came, date(2026, 3, 3), refers_to=referral)

        assert only(story, "RG_PANEL").started == london(2026, 3, 2)
        assert dues(story, "RG_DECISION") == ()


class TestRecovery:
    def test_it_lasts_thirty_days_and_is_never_overdue(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        story.tell(told.reasonable(), date(2026, 3, 9), refers_to=referral)
        due = only(story, "RECOVERY")

        assert due.last_day == date(2026, 4, 8)
        assert around(due) == (DutyState.DUE, DutyState.MET)

    def test_a_negative_decision_starts_none(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=referral)

        assert dues(story, "RECOVERY") == ()

    def test_it_starts_when_a_negative_decision_turns_positive(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=referral)
        again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)
        story.tell(
            told.answered_again(ReconsiderationOutcome.POSITIVE),
            date(2026, 4, 20),
            refers_to=again,
        )

        assert only(story, "RECOVERY").last_day == date(2026, 5, 20)

    def test_a_conclusive_decision_does_not_shorten_it_and_a_withdrawal_ends_it(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        told.decided(story, referral, date(2026, 3, 9), date(2026, 3, 20))
        assert only(story, "RECOVERY").state(london(2026, 3, 21)) is DutyState.DUE

        story.tell(told.change(ReferralChange.WITHDRAWN), date(2026, 3, 23), refers_to=referral)
        assert only(story, "RECOVERY").state(london(2026, 3, 24)) is DutyState.NO_LONGER_APPLIES


class TestReconsideration:
    def test_it_may_be_asked_for_until_the_thirtieth_day(self) -> None:
        # Thirty days over the change of the clock on 25 October 2026.
        story, referral = sent(date(2026, 9, 28))
        story.tell(told.reasonable(NEGATIVE), london(2026, 10, 5, 16, 30), refers_to=referral)
        due = only(story, "RECONSIDERATION")

        assert due.last_day == date(2026, 11, 4)
        assert due.due == london(2026, 11, 5)
        assert around(due) == (DutyState.DUE, DutyState.NO_LONGER_APPLIES)

    def test_asking_meets_it(self) -> None:
        story, referral = sent(date(2026, 9, 28))
        first = story.tell(told.reasonable(NEGATIVE), date(2026, 10, 5), refers_to=referral)
        story.tell(told.asked_again(), london(2026, 11, 4, 23, 59), refers_to=first)

        assert only(story, "RECONSIDERATION").state(story.now) is DutyState.MET

    def test_each_negative_decision_has_its_own_and_a_positive_one_none(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        told.decided(story, referral, date(2026, 3, 9), date(2026, 8, 3), outcome=NEGATIVE)

        assert only(story, "RECONSIDERATION").last_day == date(2026, 9, 2)

    def test_it_counts_over_a_leap_day(self) -> None:
        story, referral = sent(date(2028, 2, 1))
        story.tell(told.reasonable(NEGATIVE), date(2028, 2, 10), refers_to=referral)

        assert only(story, "RECONSIDERATION").last_day == date(2028, 3, 11)


class TestConsentAt18:
    CHOICE = ConsentAt18(
        answer=ConsentAnswer.STAY,
        given=ConsentGiven.SAID,
        support_wished=Answer.YES,
        explained=Answer.YES,
    )

    def test_it_is_needed_from_the_18th_birthday(self) -> None:
        story, _ = sent(date(2026, 3, 2))
        due = only(story, "TURN18_CONSENT")

        assert due.due == london(2028, 5, 17)
        assert around(due) == (DutyState.DUE, DutyState.OVERDUE)

    def test_somebody_born_on_29_february_turns_18_on_1_march(self) -> None:
        story, _ = sent(date(2025, 3, 3), birth=date(2008, 2, 29))

        assert only(story, "TURN18_CONSENT").due == london(2026, 3, 1)

    def test_a_choice_meets_it_and_not_having_chosen_does_not(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        undecided = self.CHOICE.model_copy(update={"answer": ConsentAnswer.NOT_DECIDED})
        story.tell(undecided, date(2028, 5, 1), refers_to=referral)
        assert only(story, "TURN18_CONSENT").state(story.now) is DutyState.OVERDUE

        story.tell(self.CHOICE, date(2028, 5, 16), refers_to=referral)
        assert only(story, "TURN18_CONSENT").state(story.now) is DutyState.MET

    def test_a_conclusive_decision_before_it_leaves_nothing_to_ask(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        told.decided(story, referral, date(2026, 3, 9), date(2026, 8, 3))

        assert only(story, "TURN18_CONSENT").state(story.now) is DutyState.NO_LONGER_APPLIES

    def test_a_first_decision_that_is_positive_leaves_it(self) -> None:
        story, referral = sent(date(2026, 3, 2))
        told.decided(story, referral, date(2026, 3, 9))

        assert only(story, "TURN18_CONSENT").state(story.now) is DutyState.OVERDUE

    @pytest.mark.parametrize(
        ("outcome", "state"),
        [
            (None, DutyState.NO_LONGER_APPLIES),
            (ReconsiderationOutcome.NEGATIVE, DutyState.NO_LONGER_APPLIES),
            (ReconsiderationOutcome.POSITIVE, DutyState.OVERDUE),
        ],
    )
    def test_a_negative_first_decision_ends_it_unless_it_turns_positive(
        self, outcome: ReconsiderationOutcome | None, state: DutyState
    ) -> None:
        story, referral = sent(date(2026, 3, 2))
        first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=referral)
        if outcome is not None:
            again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)
            story.tell(told.answered_again(outcome), date(2026, 4, 20), refers_to=again)

        assert only(story, "TURN18_CONSENT").state(story.now) is state

    @pytest.mark.parametrize(
        ("birth", "is_asked"), [(date(2008, 2, 12), False), (date(2008, 2, 13), True)]
    )
    def test_it_is_asked_of_whoever_turns_18_since_13_february_2026(
        self, birth: date, is_asked: bool
    ) -> None:
        story, _ = sent(date(2025, 6, 2), birth=birth)

        assert bool(dues(story, "TURN18_CONSENT")) is is_asked

    def test_it_is_not_asked_of_somebody_who_was_18_when_referred(self) -> None:
        story, _ = sent(date(2028, 5, 17))

        assert dues(story, "TURN18_CONSENT") == ()

    def test_without_a_date_of_birth_nobody_knows_when(self) -> None:
        story, _ = sent(date(2026, 3, 2), birth=None)
        due = only(story, "TURN18_CONSENT")

        assert due.due is None
        assert due.state(story.now) is DutyState.NOT_STARTED

    def test_where_only_the_year_is_known_it_comes_on_the_first_day_it_can(self) -> None:
        story = Story(now=london(2032, 1, 1))
        story.tell(told.born(Moment.year(2010)), date(2026, 1, 1))
        story.tell(told.referral(), date(2026, 3, 2))

        assert only(story, "TURN18_CONSENT").due == london(2028, 1, 1)


def test_every_duty_of_this_room_names_its_source_and_is_found_by_the_kinds_it_looks_at() -> None:
    ids = {"RG_DECISION", "RG_PANEL", "RECOVERY", "RECONSIDERATION", "TURN18_CONSENT"}
    declared = all_duties()

    assert ids <= set(declared)
    for one in ids:
        assert declared[one].source.title
    assert {"date-of-birth", "nrm-reference-received"} <= declared["RG_PANEL"].kinds
