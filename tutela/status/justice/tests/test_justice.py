"""A child before police and courts: the alarm, the defence nation by nation, what is put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from tutela.access.standing import Basis
from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.opening import join_circle
from tutela.doors.recording import record
from tutela.duties.duty import Due, DutyState, duties_of
from tutela.identification.answers import RaisedBy
from tutela.identification.entries import Concern
from tutela.identification.tests import told
from tutela.notices.models import Notice
from tutela.people import lists
from tutela.people.choice import Answer
from tutela.people.roles import Nation, Role
from tutela.status.justice.answers import (
    Accused,
    Body,
    Ground,
    Held,
    ProsecutorSays,
    Reply,
    ReviewOutcome,
    Verdict,
)
from tutela.status.justice.derive import (
    CaseState,
    cases,
    charged_though_indicated,
    convicted_though_recognised,
    held_now,
    who_knew,
)
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    ConvictionReviewed,
    CourtOutcome,
    HeldInCustody,
    IndicatorsKnown,
    NonProsecutionRaised,
    ProsecutorDecision,
)
from tutela.status.justice.offences import NAME, Excluded, excluded, law_of
from tutela.status.justice.rules import RULES, Elements

YES, NO, SECOND = Answer.YES, Answer.NO, timedelta(seconds=1)


def accused(offence: str = "cannabis") -> AccusedOf:
    return AccusedOf(
        offence=offence, stage=Accused.ARRESTED, adult_there=YES, lawyer_there=YES,
        interpreter_there=YES, explained=YES,
    )  # fmt: skip


def charge(offence: str = "cannabis", **more: object) -> Charged:
    return Charged.model_validate({"offence": offence, **more})


def concern() -> Concern:
    return Concern(raised_by=RaisedBy.POLICE, seen="Locked in", safe_now=YES, may_go_missing=NO)


def raised() -> NonProsecutionRaised:
    return NonProsecutionRaised(
        body=Body.PROSECUTOR, by="Alma", grounds=frozenset({Ground.DEFENCE_45}), reply=Reply.WAITING
    )


def decision(outcome: ProsecutorSays) -> ProsecutorDecision:
    return ProsecutorDecision(outcome=outcome, knew=YES, child_told=YES)


def ended(verdict: Verdict) -> CourtOutcome:
    return CourtOutcome(verdict=verdict, offence="cannabis", exploitation=NO, child_told=YES)


def review(outcome: ReviewOutcome) -> ConvictionReviewed:
    return ConvictionReviewed(outcome=outcome, by=Body.COURT, record_cleared=YES, child_told=YES)


def charged_on(on: date, *, indicated: bool = True) -> tuple[Story, Entry]:
    story = Story(now=london(2027, 6, 1))
    if indicated:
        story.tell(concern(), on - timedelta(days=1))
    return story, story.tell(charge(), on)


def dues(story: Story, duty: str = "CHARGED_RAISE", nation: Nation = Nation.ENGLAND) -> list[Due]:
    return [d for d in duties_of(story.read(), nation=nation, born=None) if d.duty.id == duty]


class TestTheAlarm:
    def test_a_child_indicated_as_trafficked_who_is_charged_raises_it(self):
        story, _ = charged_on(date(2026, 11, 3))
        assert charged_though_indicated(story.read(), story.now)
        assert not charged_though_indicated(story.read(), london(2026, 11, 2))
        story, _ = charged_on(date(2026, 11, 3), indicated=False)
        assert not charged_though_indicated(story.read(), story.now)
        assert dues(story) == []

    def test_indicators_that_come_after_the_charge_raise_it_too(self):
        story, _ = charged_on(date(2026, 11, 3), indicated=False)
        story.tell(concern(), date(2026, 11, 9))
        assert charged_though_indicated(story.read(), story.now)
        assert len(dues(story)) == 1

    @pytest.mark.parametrize(
        "outcome", [ProsecutorSays.STOPPED_INTEREST, ProsecutorSays.STOPPED_DEFENCE]
    )
    def test_it_ends_when_the_case_is_stopped_and_not_before(self, outcome):
        story, made = charged_on(date(2026, 11, 3))
        story.tell(decision(ProsecutorSays.WAITS), date(2026, 11, 5), refers_to=made)
        assert charged_though_indicated(story.read(), story.now)
        story.tell(decision(outcome), date(2026, 11, 9), refers_to=made)
        assert not charged_though_indicated(story.read(), story.now)
        assert [d.state(story.now) for d in dues(story)] == [DutyState.NO_LONGER_APPLIES]

    @pytest.mark.parametrize(
        ("on", "nation", "last"),
        [
            (date(2026, 11, 9), Nation.ENGLAND, date(2026, 11, 10)),
            # A Friday; Christmas Eve; St Andrew's Day in Scotland alone; a leap day; the clock.
            (date(2026, 11, 6), Nation.WALES, date(2026, 11, 9)),
            (date(2026, 12, 24), Nation.ENGLAND, date(2026, 12, 29)),
            (date(2026, 11, 27), Nation.SCOTLAND, date(2026, 12, 1)),
            (date(2026, 11, 27), Nation.NORTHERN_IRELAND, date(2026, 11, 30)),
            (date(2024, 2, 28), Nation.ENGLAND, date(2024, 2, 29)),
            (date(2026, 3, 27), Nation.ENGLAND, date(2026, 3, 30)),
        ],
    )
    def test_it_is_raised_by_the_next_working_day(self, on, nation, last):
        story, made = charged_on(on)
        (one,) = dues(story, nation=nation)
        assert one.last_day == last
        assert one.state(one.due - SECOND) is DutyState.DUE
        assert one.state(one.due) is DutyState.OVERDUE

        story.tell(raised(), last, refers_to=made)
        assert dues(story, nation=nation)[0].state(story.now) is DutyState.MET


class TestACase:
    def test_it_goes_from_suspicion_to_a_conviction_that_is_set_aside(self):
        story = Story(now=london(2027, 1, 1))
        first = story.tell(accused(), date(2026, 1, 5))
        made = story.tell(charge(), date(2026, 2, 5), refers_to=first)
        end = story.tell(ended(Verdict.CONVICTED), date(2026, 3, 5), refers_to=made)
        for outcome, month in ((ReviewOutcome.UNDER_WAY, 5), (ReviewOutcome.SET_ASIDE, 7)):
            story.tell(review(outcome), date(2026, month, 5), refers_to=end)
        (case,) = cases(story.read())

        assert case.state(london(2025, 1, 1)) is None
        assert [case.state(london(2026, m, 20)) for m in (1, 2, 3, 5, 7)] == [
            CaseState.SUSPECTED, CaseState.CHARGED, CaseState.CONVICTED, CaseState.CONVICTED,
            CaseState.SET_ASIDE,
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("verdict", "state"),
        [(Verdict.NOT_GUILTY, CaseState.NOT_GUILTY), (Verdict.STOPPED, CaseState.STOPPED)],
    )
    def test_other_ends(self, verdict, state):
        story, made = charged_on(date(2026, 11, 3))
        end = story.tell(ended(verdict), date(2026, 11, 9), refers_to=made)
        (case,) = cases(story.read())
        assert case.state(story.now) is state
        stood = story.problems(review(ReviewOutcome.STANDS), date(2026, 11, 10), refers_to=end)
        assert [p.message for p in stood] == ["This case did not end in a conviction"]

    def test_a_conviction_of_a_recognised_victim_is_to_be_looked_at_again(self):
        story, made = charged_on(date(2026, 1, 5))
        end = story.tell(ended(Verdict.CONVICTED), date(2026, 2, 2), refers_to=made)
        assert dues(story, "CONVICTED_REVIEW") == []
        sent = story.tell(told.referral(), date(2026, 2, 3))
        told.decided(story, sent, date(2026, 2, 9))
        assert convicted_though_recognised(story.read(), story.now)
        (one,) = dues(story, "CONVICTED_REVIEW")
        assert one.last_day == date(2026, 3, 2)
        assert [one.state(one.due - SECOND), one.state(one.due)] == [
            DutyState.DUE, DutyState.OVERDUE,
        ]  # fmt: skip
        story.tell(review(ReviewOutcome.SET_ASIDE), date(2026, 2, 20), refers_to=end)
        assert dues(story, "CONVICTED_REVIEW")[0].state(story.now) is DutyState.MET
        assert not convicted_though_recognised(story.read(), story.now)

    def test_what_was_raised_after_a_conviction_belongs_to_the_case(self):
        story, made = charged_on(date(2026, 11, 3))
        end = story.tell(ended(Verdict.CONVICTED), date(2026, 11, 9), refers_to=made)
        story.tell(raised(), date(2026, 11, 12), refers_to=end)
        assert len(cases(story.read())[0].raised) == 1

    def test_who_knew_before_the_charge_stands_out(self):
        story, _ = charged_on(date(2026, 11, 3))
        for on in (date(2026, 11, 2), date(2026, 11, 5)):
            story.tell(IndicatorsKnown(body=Body.POLICE, how="A barred door"), on)
        assert [knew.before_the_charge for knew in who_knew(story.read())] == [True, False]

    def test_who_is_held_is_seen_until_they_are_let_go(self):
        story = Story()
        said = HeldInCustody(
            where=Held.YOI, safe=NO, treated_as_child=YES, until=Moment.day(date(2026, 11, 9))
        )
        story.tell(said, date(2026, 11, 3))
        assert held_now(story.read(), london(2026, 11, 8))
        assert held_now(story.read(), london(2026, 11, 9)) is None
        assert held_now(story.read(), london(2026, 11, 1)) is None

    def test_slips_are_pointed_out_where_they_are(self):
        story, made = charged_on(date(2026, 11, 3))

        def fields(*asked, refers_to=None):
            return [p.field for p in story.problems(*asked, refers_to=refers_to)]

        later = charge(done=Moment.day(date(2026, 11, 20)))
        assert fields(later, date(2026, 11, 10)) == ["done"]
        assert fields(charge("no such"), date(2026, 11, 10)) == ["offence"]
        held = HeldInCustody(
            where=Held.POLICE, safe=NO, treated_as_child=NO, until=Moment.day(date(2026, 11, 1))
        )
        assert fields(held, date(2026, 11, 3)) == ["until"]
        story.tell(ended(Verdict.CONVICTED), date(2026, 11, 9), refers_to=made)
        again = ended(Verdict.NOT_GUILTY)
        assert fields(again, date(2026, 11, 10), refers_to=made) == [""]


class TestTheDefence:
    def test_every_offence_on_the_list_says_what_schedule_4_says_of_it(self):
        slugs = [item.value for item in lists.items(NAME)]
        assert len(slugs) == len(set(slugs))
        assert excluded("cannabis") is excluded("drugs-supply") is Excluded.NO
        assert excluded("robbery") is Excluded.YES
        assert law_of("robbery") == "Theft Act 1968 s.8"
        assert excluded("burglary") is Excluded.SOME
        assert excluded("no such") is Excluded.UNKNOWN
        assert law_of("no such") == ""

    @pytest.mark.parametrize(
        ("nation", "left"),
        [
            (Nation.ENGLAND, ["That a reasonable person like the child might have done it."]),
            (Nation.WALES, ["That a reasonable person like the child might have done it."]),
            (Nation.NORTHERN_IRELAND, ["Whether the section excludes the offence."]),
            (Nation.SCOTLAND, []),
        ],
    )
    def test_each_nation_asks_its_own_questions(self, nation, left):
        known = Elements(YES, YES, Answer.NOT_KNOWN, Excluded.NO)
        assert list(known.open_questions(nation)) == left
        assert nation in RULES

    def test_what_is_not_known_stays_a_question_and_an_exclusion_is_said(self):
        unknown = Elements(Answer.NOT_KNOWN, Answer.NOT_KNOWN, YES, Excluded.YES)
        left = list(unknown.open_questions(Nation.ENGLAND))
        assert len(left) == 3
        assert left[-1] == "Schedule 4 excludes it."


def notices(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(person.id)])
    return Notice.objects.filter(practitioner=person, sort="charged-though-indicated").count()


@pytest.mark.django_db
class TestThroughTheDoors:
    @pytest.fixture
    def lawyer(self, cast, minh):
        join_circle(
            cast.pavel, child=minh, role=Role.LEGAL, ground=Basis.STATUTORY, by=cast.alma.viewer,
            since=Moment.day(date(2026, 11, 3)),
        )  # fmt: skip
        return cast.pavel

    def test_lead_guardian_and_lawyer_are_told_and_nobody_else(self, cast, minh, lawyer):
        day = Moment.day(date(2026, 11, 10))
        record(charge(), child=minh, by=cast.ben.viewer, happened=day)
        assert not notices(cast.gwen)
        record(concern(), child=minh, by=cast.ben.viewer, happened=day)
        assert [notices(p) for p in (cast.alma, cast.gwen, lawyer)] == [1, 1, 1]
        assert not any(notices(p) for p in (cast.ben, cast.iris, cast.stella))

        record(concern(), child=minh, by=cast.ben.viewer, happened=day)
        assert notices(cast.gwen) == 1
        record(charge("theft"), child=minh, by=cast.ben.viewer, happened=day)
        assert notices(cast.gwen) == 2

    def test_the_page_says_what_to_do_and_stays_shut_to_strangers(
        self, client, cast, minh, settings
    ):
        settings.DEMONSTRATION = True
        day = Moment.day(date(2026, 11, 10))
        for content in (concern(), accused("robbery"), charge()):
            record(content, child=minh, by=cast.alma.viewer, happened=day)
        client.force_login(cast.alma)
        page = client.get(reverse("justice", args=[minh])).content.decode()
        assert "Raise non-prosecution with the prosecutor today" in page
        assert "Schedule 4 excludes it" in page
        assert "s.45(4)" in page
        child = client.get(reverse("child", args=[minh])).content.decode()
        assert "Charged, and may be a victim" in child

        client.force_login(cast.stella)
        assert client.get(reverse("justice", args=[minh])).status_code == 404
