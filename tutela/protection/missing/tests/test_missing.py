"""Times away: what they derive to, what can't be recorded, and the 72 hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import Due, DutyState, duties_of
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.missing.answers import (
    BackTo,
    FromWhere,
    HowFound,
    InterviewOutcome,
    MissingKind,
    Pull,
    Push,
    ToldWhom,
)
from tutela.protection.missing.derive import (
    episodes,
    in_first_days,
    is_early_loss,
    is_missing,
    is_repeated,
    missing_now,
    pattern,
)
from tutela.protection.missing.entries import (
    MissingFound,
    MissingReported,
    MissingReturned,
    ReturnInterview,
    WentMissing,
)
from tutela.protection.placement.answers import Home, Provider, WhyEnded
from tutela.protection.placement.entries import PlacementBegan, PlacementEnded

SECOND = timedelta(seconds=1)


def went(what: MissingKind = MissingKind.MISSING) -> WentMissing:
    return WentMissing(
        what=what, from_where=FromWhere.PLACEMENT, new_there=Answer.NO, worries="A car waited."
    )


def back() -> MissingReturned:
    return MissingReturned(
        to=BackTo.SAME, how=HowFound.CAME_BACK, welcomed=Answer.YES, safe_now=Answer.YES,
        hurt=Answer.NO, police_told=Answer.YES,
    )  # fmt: skip


def found() -> MissingFound:
    return MissingFound(how=HowFound.RANG, hurt=Answer.NO, in_danger=Answer.NO)


def talk(outcome: InterviewOutcome = InterviewOutcome.HELD, **more: object) -> ReturnInterview:
    said = {"by": "Wren"} if outcome is InterviewOutcome.HELD else {"why_not": "Asleep"}
    return ReturnInterview.model_validate({"outcome": outcome, **said, **more})


def away(story: Story, on: date, days: int = 1) -> tuple[Entry, Entry]:
    gone = story.tell(went(), on)
    return gone, story.tell(back(), on + timedelta(days=days), refers_to=gone)


def test_missing_lasts_until_an_entry_says_that_they_are_back():
    story = Story()
    gone = story.tell(went(), london(2026, 11, 3, 20))
    story.tell(found(), london(2026, 11, 4, 9), refers_to=gone)
    story.tell(back(), london(2026, 11, 4, 12), refers_to=gone)
    read = story.read()

    assert not is_missing(read, london(2026, 11, 3, 19))
    assert is_missing(read, london(2026, 11, 4, 8))
    assert missing_now(read, london(2026, 11, 4, 10))
    assert not is_missing(read, london(2026, 11, 4, 10))
    assert missing_now(read, london(2026, 11, 4, 12)) is None
    assert episodes(read)[0].lasted(story.now) == timedelta(hours=16)


def test_away_without_agreement_is_not_missing():
    story = Story()
    story.tell(went(MissingKind.AWAY), date(2026, 11, 3))

    assert missing_now(story.read(), story.now)
    assert not is_missing(story.read(), story.now)


def test_as_it_was_known_then_they_were_still_missing():
    story = Story()
    gone = story.tell(went(), date(2026, 11, 3))
    story.tell(back(), date(2026, 11, 5), refers_to=gone, recorded=london(2026, 11, 9))

    assert is_missing(story.read(at=london(2026, 11, 8)), london(2026, 11, 8))
    assert not is_missing(story.read(), london(2026, 11, 8))


class TestTheFirstDays:
    def lives(self, story: Story, on: date | datetime, home: Home = Home.FOSTER) -> Entry:
        said = PlacementBegan(
            home=home, provider=Provider.OWN, out_of_area=Answer.NO, why="Near by",
            language=Answer.YES, siblings=Answer.NOT_ASKED,
        )  # fmt: skip
        return story.tell(said, on)

    def test_they_are_pointed_out_while_the_child_is_there(self):
        story = Story()
        self.lives(story, london(2026, 11, 2, 18))
        read = story.read()
        assert not in_first_days(read, london(2026, 11, 2, 17))
        assert in_first_days(read, london(2026, 11, 5, 17, 59))
        assert not in_first_days(read, london(2026, 11, 5, 18))
        story.tell(went(), london(2026, 11, 3, 9))
        assert not in_first_days(story.read(), london(2026, 11, 3, 10))

    def test_who_goes_within_them_is_lost_early_and_who_moves_on_is_not(self):
        story = Story()
        self.lives(story, date(2026, 10, 1))
        story.tell(went(), london(2026, 10, 4, 20))
        assert is_early_loss(episodes(story.read())[0], story.read())

        story = Story()
        first = self.lives(story, date(2026, 10, 1))
        ended = PlacementEnded(why=WhyEnded.PLANNED, told=Answer.YES)
        story.tell(ended, date(2026, 11, 1), refers_to=first)
        self.lives(story, date(2026, 11, 1))
        story.tell(went(), london(2026, 11, 2, 20))
        assert not is_early_loss(episodes(story.read())[0], story.read())

    def test_somebody_may_say_so_where_no_home_is_recorded(self):
        story = Story()
        story.tell(went().model_copy(update={"new_there": Answer.YES}), date(2026, 11, 3))
        assert is_early_loss(episodes(story.read())[0], story.read())


def test_three_times_in_ninety_days_is_a_pattern():
    story = Story()
    for on in (date(2026, 8, 1), date(2026, 10, 1), date(2026, 11, 1)):
        away(story, on)
    assert not is_repeated(story.read(), london(2026, 11, 20))
    away(story, date(2026, 11, 18))
    assert is_repeated(story.read(), london(2026, 11, 20))


def test_what_talks_have_in_common_is_counted_over_all_of_them():
    story = Story()
    for on, pull in ((date(2026, 10, 1), Pull.DEBT), (date(2026, 10, 20), Pull.THREAT)):
        _, returned = away(story, on)
        said = talk(push=frozenset({Push.ALONE}), pull=frozenset({pull}))
        story.tell(said, on + timedelta(days=2), refers_to=returned)
    seen = pattern(story.read())

    assert (seen.talks, seen.push) == (2, ((Push.ALONE, 2),))
    assert dict(seen.pull) == {Pull.DEBT: 1, Pull.THREAT: 1}


def test_slips_are_pointed_out_where_they_are():
    story = Story()
    gone, returned = away(story, date(2026, 11, 3), days=2)
    still = story.tell(went(), date(2026, 11, 10))

    def fields(*asked, refers_to=None):
        return [p.field for p in story.problems(*asked, refers_to=refers_to)]

    assert fields(went(), date(2026, 11, 12)) == [""]
    assert fields(went(), date(2026, 11, 4)) == ["happened"]
    assert fields(back(), date(2026, 11, 6), refers_to=gone) == [""]
    assert fields(found(), date(2026, 11, 6), refers_to=gone) == [""]
    assert fields(found(), date(2026, 11, 4), refers_to=gone) == []
    assert fields(back(), date(2026, 11, 12), refers_to=still) == []
    assert fields(back(), date(2026, 11, 9), refers_to=still) == ["happened"]
    nobody = MissingReported(told=frozenset(), trafficking_said=Answer.NO)
    assert fields(nobody, date(2026, 11, 10), refers_to=still) == ["told"]
    ahead = went().model_copy(update={"last_seen": Moment.day(date(2027, 1, 1))})
    assert "last_seen" in [p.field for p in Story().problems(ahead, date(2026, 11, 1))]
    story.tell(talk(), date(2026, 11, 6), refers_to=returned)
    assert fields(talk(), date(2026, 11, 7), refers_to=returned) == [""]
    unsaid = ReturnInterview(outcome=InterviewOutcome.NOT_HELD)
    assert fields(unsaid, date(2026, 11, 7), refers_to=returned) == ["why_not"]


def test_who_was_told_adds_up():
    story = Story()
    gone = story.tell(went(), date(2026, 11, 3))
    for whom in (ToldWhom.POLICE, ToldWhom.GUARDIAN):
        told = MissingReported(
            told=frozenset({whom}), trafficking_said=Answer.YES,
            reference="M1" if whom is ToldWhom.POLICE else None,
        )  # fmt: skip
        story.tell(told, date(2026, 11, 3), refers_to=gone)
    (one,) = episodes(story.read())

    assert one.told == {ToldWhom.POLICE, ToldWhom.GUARDIAN}
    assert one.police_reference == "M1"


def due(story: Story, nation: Nation = Nation.ENGLAND) -> Due:
    every = duties_of(story.read(), nation=nation, born=None)
    (one,) = [d for d in every if d.duty.id == "RETURN_INTERVIEW"]
    return one


@pytest.mark.parametrize(
    ("returned", "end"),
    [
        (london(2026, 11, 3, 20), london(2026, 11, 6, 20)),
        # The clocks go back on 25 October 2026, forward on 29 March: hours are the child's hours.
        (london(2026, 10, 24, 12), london(2026, 10, 27, 11)),
        (london(2026, 3, 28, 12), london(2026, 3, 31, 13)),
        # A weekend, Christmas and a leap day are hours like others.
        (london(2025, 12, 24, 9), london(2025, 12, 27, 9)),
        (london(2024, 2, 28, 9), london(2024, 3, 2, 9)),
    ],
)
def test_the_talk_is_due_within_72_hours(returned, end):
    story = Story(now=london(2027, 1, 1))
    gone = story.tell(went(), returned - timedelta(hours=5))
    story.tell(back(), returned, refers_to=gone)
    one = due(story)

    assert one.due == end
    assert (one.state(end - SECOND), one.state(end)) == (DutyState.DUE, DutyState.OVERDUE)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (InterviewOutcome.HELD, DutyState.MET),
        (InterviewOutcome.NOT_WISHED, DutyState.MET),
        (InterviewOutcome.NOT_HELD, DutyState.OVERDUE),
    ],
)
def test_a_talk_that_was_not_held_does_not_meet_it(outcome, state):
    story = Story()
    _, returned = away(story, date(2026, 11, 3))
    story.tell(talk(outcome), date(2026, 11, 5), refers_to=returned)

    assert due(story).state(story.now) is state


@pytest.mark.parametrize("nation", [n for n in Nation if n is not Nation.ENGLAND])
def test_where_we_know_no_rule_none_is_counted(nation):
    story = Story()
    away(story, date(2026, 11, 3))

    every = duties_of(story.read(), nation=nation, born=None)
    assert "RETURN_INTERVIEW" not in {d.duty.id for d in every}
