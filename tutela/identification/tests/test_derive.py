from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.identification import derive
from tutela.identification.answers import (
    Act,
    ExploitationForm,
    GapReason,
    MadeTo,
    Means,
    RaisedBy,
    Stage,
    Where,
)
from tutela.identification.derive import AgeAtExploitation, Location
from tutela.identification.entries import AccountGiven, Concern, JourneyStage, TraffickingElements
from tutela.identification.tests import told
from tutela.people.choice import Answer

SEXUAL, CRIMINAL = ExploitationForm.SEXUAL, ExploitationForm.CRIMINAL


def test_episodes_stand_in_the_order_in_which_they_began() -> None:
    story = Story()
    story.tell(told.episode(CRIMINAL), Moment.month(2026, 1))
    story.tell(told.episode(SEXUAL), Moment.about(2023))
    story.tell(told.episode(ExploitationForm.LABOUR), Moment.unknown())

    forms = [set(e.content.forms) for e in derive.episodes(story.read())]
    assert forms == [{ExploitationForm.LABOUR}, {SEXUAL}, {CRIMINAL}]


def test_an_episode_is_open_until_it_is_said_to_have_ended() -> None:
    story = Story()
    for still, ended in (
        (Answer.YES, None),
        (Answer.NOT_KNOWN, None),
        (Answer.NO, None),
        (Answer.NO, Moment.year(2026)),
    ):
        story.tell(told.episode(still=still, ended=ended), date(2026, 1, 1))

    open_ = [e.is_open for e in derive.episodes(story.read())]
    assert open_ == [True, True, False, False]


def test_the_journey_reads_in_time_and_where_that_is_not_known_by_its_stages() -> None:
    story = Story()
    story.tell(JourneyStage(stage=Stage.TRANSPORT), Moment.year(2025))
    story.tell(JourneyStage(stage=Stage.HARBOURING), Moment.unknown())
    story.tell(JourneyStage(stage=Stage.RECRUITMENT), Moment.unknown())

    stages = [stage.stage for _, stage in derive.journey(story.read())]
    assert stages == [Stage.RECRUITMENT, Stage.HARBOURING, Stage.TRANSPORT]


def test_forms_come_from_episodes_else_from_the_purpose_else_from_the_concern() -> None:
    story = Story()
    concern = Concern(
        raised_by=RaisedBy.SCHOOL,
        seen="New clothes, three telephones",
        forms=frozenset({CRIMINAL, SEXUAL}),
        safe_now=Answer.YES,
        may_go_missing=Answer.YES,
    )
    story.tell(concern, date(2026, 1, 5))
    assert derive.forms_of_exploitation(story.read()) == {CRIMINAL, SEXUAL}

    story.tell(TraffickingElements(purposes=frozenset({CRIMINAL})), date(2026, 1, 6))
    assert derive.forms_of_exploitation(story.read()) == {CRIMINAL}

    story.tell(told.episode(SEXUAL), date(2026, 1, 7))
    assert derive.forms_of_exploitation(story.read()) == {SEXUAL}


def test_acts_are_those_set_out_and_those_that_the_journey_shows() -> None:
    story = Story()
    elements = TraffickingElements(acts=frozenset({Act.RECRUITED}), means=frozenset({Means.DEBT}))
    story.tell(elements, date(2026, 1, 6))
    story.tell(JourneyStage(stage=Stage.HARBOURING), Moment.unknown())

    assert derive.acts(story.read()) == {Act.RECRUITED, Act.HARBOURED}


def test_an_act_and_a_purpose_from_different_entries_are_enough_for_a_child() -> None:
    story = Story()
    story.tell(told.episode(CRIMINAL), date(2026, 1, 5))
    assert not derive.elements(story.read()).are_enough

    story.tell(JourneyStage(stage=Stage.RECRUITMENT), Moment.unknown())
    assert derive.elements(story.read()).are_enough

    story.tell(told.born(date(2000, 1, 1), assessed=True), date(2026, 2, 1))
    assert not derive.elements(story.read()).are_enough
    story.tell(TraffickingElements(means=frozenset({Means.THREATS})), date(2026, 2, 2))
    assert derive.elements(story.read()).are_enough


@pytest.mark.parametrize(
    ("where", "location"),
    [
        ((), None),
        ((Where.NOT_KNOWN,), None),
        ((Where.UK, Where.NOT_KNOWN), Location.UK),
        ((Where.OVERSEAS,), Location.OVERSEAS),
        ((Where.OVERSEAS, Where.UK), Location.BOTH),
    ],
)
def test_where_a_child_was_exploited_is_taken_over_all_episodes(
    where: tuple[Where, ...], location: Location | None
) -> None:
    story = Story()
    for one in where:
        story.tell(told.episode(where=one), date(2026, 1, 1))

    assert derive.location_of_exploitation(derive.episodes(story.read())) is location


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ((), None),
        ((Answer.NO, Answer.NOT_KNOWN), None),
        ((Answer.NO, Answer.NO), False),
        ((Answer.NOT_KNOWN, Answer.YES), True),
    ],
)
def test_county_lines_is_yes_if_any_was_and_no_if_none_was(
    answers: tuple[Answer, ...], known: bool | None
) -> None:
    story = Story()
    for one in answers:
        story.tell(told.episode(county_lines=one), date(2026, 1, 1))

    assert derive.county_lines(derive.episodes(story.read())) is known


def test_what_was_done_after_a_referral_does_not_belong_to_it() -> None:
    story = Story()
    story.tell(told.episode(CRIMINAL, made_to=frozenset({MadeTo.CANNABIS})), date(2026, 1, 1))
    story.tell(told.episode(SEXUAL, made_to=frozenset({MadeTo.HELD})), date(2026, 6, 1))

    then = london(2026, 3, 1)
    assert derive.forms_of_exploitation(story.read(), then) == {CRIMINAL}
    assert derive.made_to_do(derive.episodes(story.read(), then)) == {MadeTo.CANNABIS}


class TestAgeAtExploitation:
    REFERRED = london(2026, 9, 1)

    def age(self, story: Story) -> AgeAtExploitation | None:
        return derive.age_at_exploitation(story.read(), self.REFERRED)

    def test_somebody_referred_as_a_child_was_exploited_as_a_child(self) -> None:
        assert self.age(Story()) is AgeAtExploitation.CHILD

    @pytest.mark.parametrize(
        ("began", "age"),
        [
            (date(2026, 5, 16), AgeAtExploitation.CHILD),
            (date(2026, 5, 17), AgeAtExploitation.ADULT),
        ],
    )
    def test_an_adult_may_have_been_a_child_when_it_began(
        self, began: date, age: AgeAtExploitation
    ) -> None:
        story = Story()
        story.tell(told.born(date(2008, 5, 17)), date(2026, 8, 1))
        story.tell(told.episode(), began)

        assert self.age(story) is age

    def test_an_adult_whose_exploitation_has_no_date_may_have_been_either(self) -> None:
        story = Story()
        story.tell(told.born(date(2000, 5, 17)), date(2026, 8, 1))
        story.tell(told.episode(), Moment.unknown())

        assert self.age(story) is None

    def test_an_assessment_that_concludes_later_is_heeded(self) -> None:
        story = Story()
        story.tell(told.born(date(2010, 5, 17)), date(2026, 8, 1))
        story.tell(told.episode(), date(2026, 7, 1))
        assert self.age(story) is AgeAtExploitation.CHILD

        story.tell(told.born(date(2001, 5, 17), assessed=True), date(2026, 11, 1))
        assert self.age(story) is AgeAtExploitation.ADULT


def test_what_explains_gaps_is_collected_from_all_accounts() -> None:
    def account(*gaps: GapReason, explained: str | None = None) -> AccountGiven:
        return AccountGiven(
            setting="At the children’s home, with Gwen",
            told_before=Answer.NO,
            gaps=frozenset(gaps),
            gaps_explained=explained,
        )

    story = Story()
    story.tell(account(GapReason.NO_GAPS), date(2026, 1, 1))
    story.tell(account(GapReason.FEAR, explained="His sister is still there."), date(2026, 2, 1))
    story.tell(account(GapReason.INTERPRETER), date(2026, 3, 1))

    reasons, words = derive.what_explains_gaps(story.read())
    assert reasons == {GapReason.FEAR, GapReason.INTERPRETER}
    assert words == ("His sister is still there.",)
