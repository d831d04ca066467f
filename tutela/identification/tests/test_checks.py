from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Content, Noted, Problem
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    PanelOutcome,
    RaisedBy,
    ReconsiderationOutcome,
    ReferralChange,
    Stage,
    Where,
)
from tutela.identification.entries import Concern, JourneyStage, ReasonableGroundsDecision
from tutela.identification.tests import told
from tutela.identification.tests.told import NEGATIVE
from tutela.people.choice import Answer

SENT = date(2026, 3, 2)
NOT_YET = PanelOutcome.NOT_DECIDED


def told_and_sent() -> tuple[Story, Entry]:
    story = Story()
    return story, story.tell(told.referral(), SENT)


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def concern(**more: object) -> Content:
    return Concern.model_validate(
        {
            "raised_by": RaisedBy.POLICE,
            "safe_now": Answer.YES,
            "may_go_missing": Answer.YES,
            **more,
        }
    )


def test_a_concern_says_something() -> None:
    assert only(Story().problems(concern(), SENT)).field == "seen"
    assert Story().problems(concern(seen="Found in a cannabis house"), SENT) == ()
    noticed = (Noted(value="cannabis", note="In the loft"),)
    assert Story().problems(concern(indicators=noticed), SENT) == ()


def test_an_indicator_stands_on_the_list() -> None:
    problem = only(Story().problems(concern(indicators=(Noted(value="suspicious"),)), SENT))

    assert problem.field == "indicators"
    assert "suspicious" in problem.message


def test_a_decision_is_not_before_its_referral() -> None:
    story, sent = told_and_sent()

    problem = only(story.problems(told.reasonable(), date(2026, 3, 1), refers_to=sent))
    assert problem.field == "happened"
    assert story.problems(told.reasonable(), SENT, refers_to=sent) == ()
    assert story.problems(told.reasonable(), Moment.month(2026, 3), refers_to=sent) == ()


def test_a_decision_names_its_referral() -> None:
    story, _ = told_and_sent()

    assert only(story.problems(told.reasonable(), SENT)).field == "refers_to"


def test_one_referral_at_a_time() -> None:
    story, sent = told_and_sent()

    problem = only(story.problems(told.referral(), date(2026, 4, 1), refers_to=sent))
    assert "2 March 2026" in problem.message
    assert "still open" in problem.message


def test_after_the_end_a_new_referral_names_the_earlier_one() -> None:
    story, sent = told_and_sent()
    story.tell(told.change(ReferralChange.WITHDRAWN), date(2026, 3, 9), refers_to=sent)

    assert only(story.problems(told.referral(), date(2026, 4, 1))).field == "refers_to"
    assert story.problems(told.referral(), date(2026, 4, 1), refers_to=sent) == ()


def test_an_older_referral_can_be_added_to_the_story_later() -> None:
    story, _ = told_and_sent()

    assert story.problems(told.referral(), date(2024, 4, 1)) == ()


def test_an_unknown_first_responder_is_named() -> None:
    problem = only(Story().problems(told.referral(organisation="Nobody’s Council"), SENT))

    assert problem.field == "organisation"
    assert "Nobody’s Council" in problem.message


def test_each_question_is_decided_once() -> None:
    story, sent = told_and_sent()
    story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)

    problem = only(story.problems(told.reasonable(), date(2026, 4, 9), refers_to=sent))
    assert "9 March 2026" in problem.message
    both = told.panel(PanelOutcome.POSITIVE, NOT_YET)
    assert "stands already" in only(story.problems(both, date(2026, 4, 9), refers_to=sent)).message


def test_a_conclusive_decision_follows_a_positive_first_one() -> None:
    story, sent = told_and_sent()
    asked = (told.conclusive(), date(2026, 5, 1))
    assert "first" in only(story.problems(*asked, refers_to=sent)).message

    first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)
    assert "negative" in only(story.problems(*asked, refers_to=sent)).message

    again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)
    story.tell(
        told.answered_again(ReconsiderationOutcome.POSITIVE), date(2026, 4, 20), refers_to=again
    )
    assert story.problems(*asked, refers_to=sent) == ()
    early = story.problems(told.conclusive(), date(2026, 4, 19), refers_to=sent)
    assert only(early).field == "happened"


def test_a_panels_decision_is_recorded_with_its_panel() -> None:
    story, sent = told_and_sent()
    content = ReasonableGroundsDecision(
        outcome=NEGATIVE, made_by=CompetentAuthority.LOCAL_PANEL, child_told=Answer.NO
    )

    assert only(story.problems(content, SENT, refers_to=sent)).field == "made_by"


def test_a_panel_decides_something_and_nothing_impossible() -> None:
    story, sent = told_and_sent()

    def fields(first: PanelOutcome, second: PanelOutcome) -> list[str]:
        return [p.field for p in story.problems(told.panel(first, second), SENT, refers_to=sent)]

    assert fields(NOT_YET, NOT_YET) == ["reasonable_grounds"]
    assert fields(PanelOutcome.NEGATIVE, PanelOutcome.POSITIVE) == ["conclusive_grounds"]
    assert fields(PanelOutcome.POSITIVE, PanelOutcome.POSITIVE) == []
    assert fields(NOT_YET, PanelOutcome.POSITIVE) == [""]


def test_only_a_negative_decision_is_reconsidered_and_not_twice_at_once() -> None:
    story, sent = told_and_sent()
    positive = story.tell(told.reasonable(), date(2026, 3, 9), refers_to=sent)
    asked = (told.asked_again(), date(2026, 9, 1))
    assert only(story.problems(*asked, refers_to=positive)).field == "refers_to"

    negative = story.tell(told.conclusive(NEGATIVE), date(2026, 8, 3), refers_to=sent)
    assert story.problems(*asked, refers_to=negative) == ()
    request = story.tell(*asked, refers_to=negative)
    assert "1 September 2026" in only(story.problems(*asked, refers_to=negative)).message

    answer = told.answered_again(ReconsiderationOutcome.NEGATIVE)
    assert story.problems(answer, date(2026, 10, 1), refers_to=request) == ()
    story.tell(answer, date(2026, 10, 1), refers_to=request)
    again = story.problems(answer, date(2026, 10, 2), refers_to=request)
    assert "1 October 2026" in only(again).message


def test_what_has_ended_does_not_end_again_and_only_a_pause_is_resumed() -> None:
    story, sent = told_and_sent()
    resumed = told.change(ReferralChange.RESUMED)
    assert only(story.problems(resumed, date(2026, 3, 5), refers_to=sent)).field == "what"

    story.tell(told.change(ReferralChange.CLOSED), date(2026, 3, 6), refers_to=sent)
    withdrawn = told.change(ReferralChange.WITHDRAWN)
    message = only(story.problems(withdrawn, date(2026, 3, 7), refers_to=sent)).message
    assert "ended already" in message


def test_an_episode_is_not_open_twice_in_the_same_place() -> None:
    story = Story()
    there = {"still": Answer.YES, "town": "Kingston upon Hull", "place": "12 Mill Lane"}
    story.tell(told.episode(ExploitationForm.CRIMINAL, **there), date(2026, 1, 1))
    same = {**there, "town": "Kingston upon Hull", "place": " 12 mill  lane "}
    twice = told.episode(ExploitationForm.CRIMINAL, ExploitationForm.LABOUR, **same)

    message = only(story.problems(twice, date(2026, 2, 1))).message
    assert "criminal exploitation" in message
    assert "1 January 2026" in message


@pytest.mark.parametrize(
    "more",
    [
        {"forms": frozenset({ExploitationForm.LABOUR})},
        {"town": "Leeds"},
        {"still": Answer.NO},
        {"still": Answer.NO, "ended": Moment.day(date(2026, 3, 1))},
    ],
)
def test_an_episode_of_another_form_or_place_or_one_that_ended_stands_beside_it(
    more: dict[str, object],
) -> None:
    story = Story()
    there = {"still": Answer.YES, "town": "Kingston upon Hull"}
    story.tell(told.episode(**there), date(2026, 1, 1))

    assert story.problems(told.episode(**{**there, **more}), date(2026, 2, 1)) == ()


def test_what_ended_did_not_end_before_it_began_or_in_the_future() -> None:
    def problems(ended: Moment) -> list[str]:
        content = told.episode(ended=ended)
        return [p.field for p in Story().problems(content, Moment.month(2026, 5))]

    assert problems(Moment.day(date(2026, 4, 30))) == ["ended"]
    assert problems(Moment.day(date(2026, 12, 1))) == ["ended"]
    assert problems(Moment.day(date(2026, 5, 1))) == []
    assert problems(Moment.year(2026)) == []

    stage = JourneyStage(stage=Stage.TRANSPORT, ended=Moment.year(2024))
    assert [p.field for p in Story().problems(stage, Moment.year(2025))] == ["ended"]


def test_a_place_is_in_the_part_of_the_world_that_was_said() -> None:
    def fields(**more: object) -> list[str]:
        return [p.field for p in Story().problems(told.episode(**more), date(2026, 1, 1))]

    assert fields(where=Where.OVERSEAS, town="Kingston upon Hull") == ["where"]
    assert fields(where=Where.UK, country="Vietnam") == ["where"]
    assert fields(where=Where.OVERSEAS, country="United Kingdom") == ["country"]
    assert fields(where=Where.OVERSEAS, country="Vietnam") == []
    assert fields(where=Where.NOT_KNOWN) == []
    assert fields(town="Atlantis") == ["town"]
    assert fields(forms=frozenset()) == ["forms"]
