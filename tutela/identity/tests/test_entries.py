from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.kinds import Category, Content, Kind, all_kinds
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Languages,
    Nationality,
    NationalityState,
    Reading,
    StatedBy,
)
from tutela.people.choice import Answer

TODAY = date(2026, 11, 20)
READ_AT_SCHOOL = [
    kind
    for kind in all_kinds().values()
    if kind.room == "identity" and kind.category is Category.IDENTITY
]


def fields_with_problems(content: Content, on: date = TODAY) -> list[str]:
    return [problem.field for problem in Story().problems(content, on)]


@pytest.mark.parametrize(
    "born", [Moment.day(date(2026, 12, 1)), Moment.day(date(1899, 12, 31)), Moment.unknown()]
)
def test_a_date_of_birth_lies_in_living_memory(born: Moment) -> None:
    assert fields_with_problems(DateOfBirth(born=born, basis=BirthBasis.SAID)) == ["born"]


def test_an_assessed_date_of_birth_says_who_concluded_it() -> None:
    content = DateOfBirth(born=Moment.day(date(2009, 1, 1)), basis=BirthBasis.ASSESSED)

    assert fields_with_problems(content) == ["assessed_by"]


def test_two_different_dates_of_birth_are_no_problem() -> None:
    story = Story()
    said = DateOfBirth(born=Moment.day(date(2009, 1, 1)), basis=BirthBasis.SAID)
    other = DateOfBirth(born=Moment.about(2011), basis=BirthBasis.SAID)
    story.tell(said, TODAY)

    assert story.problems(other, TODAY) == ()


def test_no_nationality_and_an_unknown_one_are_two_things() -> None:
    for state in (NationalityState.NONE, NationalityState.NOT_KNOWN):
        assert fields_with_problems(Nationality(state=state, stated_by=StatedBy.CHILD)) == []


def test_a_nationality_is_named_where_there_is_one_and_stands_on_the_list() -> None:
    def held(*which: str, state: NationalityState = NationalityState.HELD) -> Nationality:
        return Nationality(state=state, held=which, stated_by=StatedBy.CHILD)

    assert fields_with_problems(held("Vietnamese", "British")) == []
    assert fields_with_problems(held()) == ["held"]
    assert fields_with_problems(held("Martian")) == ["held"]
    assert fields_with_problems(held("Eritrean", state=NationalityState.NONE)) == ["state"]


def test_the_language_in_which_all_can_be_said_is_among_those_spoken() -> None:
    def speaks(*which: str, best: str | None = None) -> Languages:
        return Languages(
            speaks=which,
            best=best,
            reading=Reading.NOT_KNOWN,
            interpreter=Answer.YES,
            help_needed=Answer.NO,
        )

    assert fields_with_problems(speaks("tir", "ara", best="tir")) == []
    assert fields_with_problems(speaks("ara", best="tir")) == ["best"]
    assert fields_with_problems(speaks()) == ["speaks"]
    assert fields_with_problems(speaks("xyz")) == ["speaks"]


def test_nothing_about_who_a_child_is_can_be_recorded_for_the_future() -> None:
    content = DateOfBirth(born=Moment.day(date(2009, 1, 1)), basis=BirthBasis.SAID)

    assert fields_with_problems(content, date(2026, 11, 23)) == ["happened"]


def test_names_and_dates_of_birth_are_encrypted_and_gender_can_be_counted() -> None:
    by_slug = all_kinds()

    assert {"full", "own", "family", "in_latin", "note"} <= by_slug[
        "name-stated"
    ].content.protected_fields()
    assert "born" in by_slug["date-of-birth"].content.protected_fields()
    assert "gender" not in by_slug["gender"].content.protected_fields()


@pytest.mark.parametrize("kind", READ_AT_SCHOOL, ids=lambda kind: kind.slug)
def test_what_school_and_carers_read_says_nothing_of_exploitation(kind: Kind) -> None:
    questions = [kind.content.question(name) for name in kind.content.model_fields]
    words = " ".join([kind.title, kind.about, *(f"{q.label} {q.hint}" for q in questions)])

    for word in ("traffick", "exploit", "asylum", "home office", "smuggl"):
        assert word not in words.casefold()


def test_a_home_office_reference_stands_with_immigration_and_not_with_identity() -> None:
    assert all_kinds()["home-office-reference"].category is Category.STATUS
