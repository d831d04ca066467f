"""Each matter begins, ends and is silent as it says: one test for each rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tutela.access.entries import (
    CircleJoined,
    CircleLeft,
    RecordClosed,
    RecordOpened,
    RecordReopened,
)
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.identification.answers import ExploitationForm, RaisedBy, Where
from tutela.identification.entries import (
    Concern,
    ExploitationEpisode,
    LocalAuthorityTold,
    ReferenceReceived,
)
from tutela.identification.tests import told as referred
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    GenderStated,
    Languages,
    Likeness,
    NameStated,
    Nationality,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.teamwork.matters import Span, all_matters
from tutela.teamwork.tests import said

OPENED = london(2026, 3, 2, 9)
DAY = timedelta(days=1)


@pytest.fixture
def story() -> Story:
    story = Story(now=london(2026, 11, 22))
    story.tell(RecordOpened(why="A concern"), OPENED)
    return story


def found(story: Story, matter: str) -> list[Span]:
    return list(all_matters()[matter].found(story.read()))


def begins(story: Story, matter: str) -> datetime:
    (span,) = found(story, matter)
    return span.since


def lead() -> CircleJoined:
    return CircleJoined(
        practitioner=UUID(int=7), name="Alma", role=Role.LEAD_WORKER, ground=Basis.RESPONSIBLE
    )


def concern(**answers: object) -> Concern:
    given = {
        "raised_by": RaisedBy.POLICE, "seen": "He was found in a locked house.",
        "forms": {ExploitationForm.CRIMINAL}, "safe_now": Answer.YES,
        "may_go_missing": Answer.NO,
    }  # fmt: skip
    return Concern(**(given | answers))


def born(on: date) -> DateOfBirth:
    return DateOfBirth(born=Moment.day(on), basis=BirthBasis.SAID)


def episode(**answers: object) -> ExploitationEpisode:
    given = {
        "forms": {ExploitationForm.CRIMINAL}, "county_lines": Answer.NO, "where": Where.UK,
        "still": Answer.YES,
    }  # fmt: skip
    return ExploitationEpisode(**(given | answers))


def test_nobody_leads_from_the_day_on_which_the_last_one_left(story):
    assert begins(story, "no-lead") == OPENED
    joined = story.tell(lead(), OPENED)
    assert found(story, "no-lead") == []
    left = london(2026, 4, 1, 12)
    story.tell(CircleLeft(name="Alma"), left, refers_to=joined)
    assert begins(story, "no-lead") == left
    story.tell(lead(), left + DAY)
    assert found(story, "no-lead") == []


def test_a_child_not_said_to_be_safe_is_looked_at_until_a_later_concern_says_so(story):
    first = story.tell(concern(safe_now=Answer.NOT_KNOWN), london(2026, 3, 3))
    (span,) = found(story, "not-safe")
    assert (span.entry, span.until) == (first.id, None)
    story.tell(concern(), london(2026, 3, 4))
    assert found(story, "not-safe") == []


def test_exploitation_said_to_go_on_is_looked_at_until_it_is_corrected(story):
    first = story.tell(episode(), london(2026, 3, 3))
    assert [span.entry for span in found(story, "goes-on")] == [first.id]
    ended = episode(still=Answer.NO, ended=Moment.day(date(2026, 3, 9)))
    story.tell(ended, london(2026, 3, 10), corrects=first)
    assert found(story, "goes-on") == []


@pytest.mark.parametrize(
    ("matter", "first", "last"),
    [
        # Born on 29 February: 18 is reached on 1 March of a common year.
        ("turning-18", date(2025, 9, 1), date(2026, 3, 1)),
        ("turning-17-half", date(2025, 5, 29), date(2025, 8, 29)),
    ],
)
def test_birthdays_are_shown_ahead_and_on_the_day_and_not_after_it(story, matter, first, last):
    assert found(story, matter) == []
    story.tell(born(date(2008, 2, 29)), london(2026, 3, 3))
    (span,) = found(story, matter)
    assert span.since == london(first.year, first.month, first.day)
    end = last + DAY
    assert span.until == london(end.year, end.month, end.day)


def test_a_challenge_is_looked_at_until_it_is_settled_or_taken_further(story):
    first = story.tell(said.challenge(), london(2026, 3, 3))
    assert [span.entry for span in found(story, "disagreement")] == [first.id]
    answer = story.tell(said.answer("further"), london(2026, 3, 4), refers_to=first)
    assert [span.entry for span in found(story, "disagreement")] == [first.id]
    second = story.tell(said.challenge("manager"), london(2026, 3, 5), refers_to=answer)
    assert [span.entry for span in found(story, "disagreement")] == [second.id]
    story.tell(said.answer("changed"), london(2026, 3, 6), refers_to=second)
    assert found(story, "disagreement") == []


@pytest.mark.parametrize(
    ("matter", "days", "mends"),
    [
        (
            "no-name",
            1,
            NameStated(full="Minh", kind="legal", use="use", script="latin", stated_by="child"),
        ),
        ("no-birth", 3, DateOfBirth(born=Moment.about(2010), basis="said")),
        (
            "no-language",
            3,
            Languages(speaks=("vie",), reading="well", interpreter="no", help_needed="no"),
        ),
        ("no-nationality", 7, Nationality(state="not-known", stated_by="child")),
        ("no-gender", 7, GenderStated(gender="not-said", stated_by="child")),
    ],
)
def test_what_nobody_recorded_is_lacking_after_some_days(story, matter, days, mends):
    assert begins(story, matter) == OPENED + DAY * days
    story.tell(mends, london(2026, 3, 3))
    assert found(story, matter) == []


@pytest.mark.parametrize(
    ("matter", "not_asked"),
    [
        ("no-nationality", Nationality(state="not-asked", stated_by="worker")),
        ("no-gender", GenderStated(gender="not-asked", stated_by="worker")),
    ],
)
def test_not_asked_yet_is_no_answer(story, matter, not_asked):
    entry = story.tell(not_asked, london(2026, 3, 3))
    assert [span.entry for span in found(story, matter)] == [entry.id]


def test_whom_the_child_would_like_as_an_interpreter_is_asked(story):
    needs = {"speaks": ("vie",), "reading": "well", "interpreter": "yes", "help_needed": "no"}
    story.tell(Languages(**needs, interpreter_wish="not-asked"), london(2026, 3, 3))
    assert len(found(story, "no-interpreter-wish")) == 1
    story.tell(Languages(**needs, interpreter_wish="anyone"), london(2026, 3, 4))
    assert found(story, "no-interpreter-wish") == []


def test_what_a_child_looks_like_is_asked_where_they_may_go_missing(story):
    story.tell(concern(), london(2026, 3, 3))
    assert found(story, "no-likeness") == []
    story.tell(concern(may_go_missing=Answer.YES), london(2026, 3, 4))
    assert len(found(story, "no-likeness")) == 1
    story.tell(Likeness(description="Tall, short black hair"), london(2026, 3, 5))
    assert found(story, "no-likeness") == []


def test_a_referral_without_a_reference_is_asked_for_after_a_week(story):
    sent = story.tell(referred.referral(), london(2026, 3, 3, 10))
    assert begins(story, "no-reference") == london(2026, 3, 10, 10)
    story.tell(
        ReferenceReceived(reference="NRM-1", authority=referred.SCA),
        london(2026, 3, 4),
        refers_to=sent,
    )
    assert found(story, "no-reference") == []


def test_a_referral_does_not_tell_the_local_authority(story):
    sent = story.tell(referred.referral(), london(2026, 3, 3, 10))
    assert [span.entry for span in found(story, "authority-not-told")] == [sent.id]
    story.tell(
        LocalAuthorityTold(
            authority="London Borough of Camden", email="a@b.example", phone="01632 960002"
        ),
        london(2026, 3, 4),
    )
    assert found(story, "authority-not-told") == []


def test_an_exploitation_before_the_birth_is_pointed_out(story):
    story.tell(born(date(2010, 5, 1)), london(2026, 3, 3))
    story.tell(episode(), date(2012, 1, 1), recorded=london(2026, 3, 4))
    assert found(story, "dates-do-not-fit") == []
    wrong = story.tell(episode(), date(2009, 1, 1), recorded=london(2026, 3, 5))
    assert [span.entry for span in found(story, "dates-do-not-fit")] == [wrong.id]


def test_what_was_written_down_late_is_shown_for_a_month(story):
    happened = date(2026, 3, 3)
    story.tell(concern(), happened, recorded=london(2026, 3, 18))
    assert found(story, "recorded-late") == []
    late = story.tell(concern(), happened, recorded=london(2026, 3, 18, 0, 1))
    (span,) = found(story, "recorded-late")
    assert (span.entry, span.until - span.since) == (late.id, DAY * 30)


@pytest.mark.parametrize("matter", sorted(all_matters()))
def test_nothing_waits_in_a_closed_record_until_it_is_opened_again(story, matter):
    story.tell(born(date(2008, 5, 1)), london(2026, 3, 3))
    story.tell(episode(), date(2007, 1, 1), recorded=london(2026, 3, 4))
    story.tell(concern(safe_now=Answer.NO, may_go_missing=Answer.YES), london(2026, 3, 4))
    before = found(story, matter)
    story.tell(RecordClosed(why="All is well"), london(2026, 4, 1))
    assert found(story, matter) == []
    story.tell(RecordReopened(why="It was not"), london(2026, 4, 2))
    assert found(story, matter) == before
