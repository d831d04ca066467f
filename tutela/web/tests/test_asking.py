"""Questions made from kinds: every kind can be asked, and what was answered is asked back alike."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tutela.chronology.kinds import (
    Choice,
    Content,
    Line,
    Protected,
    Question,
    all_kinds,
    answered,
    ask,
)
from tutela.chronology.moment import Moment
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import AskNumber, Unreadable, controls, read_all
from tutela.web.asking.build import CannotAsk, asks_of
from tutela.web.asking.choices import AskListed, AskListedSeveral, AskYesNo
from tutela.web.asking.form import form_of
from tutela.web.asking.moments import AskDate, AskMoment
from tutela.web.templatetags.kit import show

WHEN = AskMoment("on", "on", Question("When?"))
MOMENTS = st.one_of(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(Moment.day),
    st.integers(1901, 2198).map(Moment.year),
    st.integers(1901, 2198).map(Moment.about),
    st.builds(Moment.month, st.integers(1900, 2199), st.integers(1, 12)),
    st.just(Moment.unknown()),
    # Outside the hour that comes twice in October.
    st.datetimes(datetime(1972, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
    .filter(lambda at: at.hour not in {0, 1})
    .map(lambda at: Moment.instant(at.replace(second=0, microsecond=0))),
)


@pytest.mark.parametrize("slug", all_kinds())
def test_every_kind_can_be_asked_and_says_what_is_missing(slug):
    form = form_of(slug)
    empty = Answers()
    for step in form.steps:
        for control in form.controls(step, empty, form.check_step(step, empty)):
            assert f'name="{control.ask.name}' in show(control)
    filled = form.fill(empty)
    assert not filled.is_whole
    required = {ask.name for ask in form.asks if not ask.question.optional}
    assert {wrong.name for wrong in filled.wrong} == required
    assert all(wrong.href.startswith("#q-") for wrong in filled.wrong)


@pytest.mark.parametrize("slug", all_kinds())
def test_every_question_has_an_address_of_its_own(slug):
    names = [ask.name for ask in form_of(slug).asks]
    assert len(names) == len(set(names))
    assert all("-" not in name for name in names)


@given(MOMENTS)
def test_a_moment_is_asked_back_as_it_was_told(moment):
    assert WHEN.read(Answers(WHEN.fill(moment))) == moment


@given(st.dictionaries(st.sampled_from(["day", "month", "year", "time", "loosely"]), st.text()))
def test_nonsense_in_the_boxes_of_a_date_is_said_and_never_breaks(boxes):
    with suppress(Unreadable):
        read = WHEN.read(Answers({f"on-{part}": [text] for part, text in boxes.items()}))
        assert read is None or isinstance(read, Moment)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"time": "14:30"}, "Give at least the year"),
        ({"day": "1", "year": "2026"}, "must include a month"),
        ({"year": "2026", "time": "14:30"}, "A time needs a whole date"),
        ({"month": "2", "year": "2026", "time": "14:30"}, "A time needs a whole date"),
        ({"month": "2", "year": "2026", "loosely": "about"}, "goes with a year alone"),
        ({"day": "x", "month": "2", "year": "2026"}, "in numbers"),
        ({"day": "29", "month": "3", "year": "2026", "time": "01:30"}, "clocks went forward"),
    ],
)
def test_what_cannot_be_a_date_is_said(boxes, said):
    with pytest.raises(Unreadable, match=said):
        WHEN.read(Answers({f"on-{part}": [text] for part, text in boxes.items()}))


def test_a_date_must_be_whole():
    day = AskDate("on", "on", Question("When?"))
    assert day.read(Answers(day.fill(date(2026, 3, 4)))) == date(2026, 3, 4)
    assert day.read(Answers()) is None
    with pytest.raises(Unreadable, match="must include a day"):
        day.read(Answers({"on-month": ["3"], "on-year": ["2026"]}))


def test_a_long_list_takes_words_in_any_case_and_offers_the_nearest():
    country = AskListed("c", "c", Question("Which?"), list_name="countries")
    assert country.read(Answers({"c": ["VIETNAM"]})) == country.read(Answers({"c": [" vietnam "]}))
    assert country.plain(Answers({"c": ["vietnam"]}))
    assert country.plain(Answers({"c": ["nowhere"]})) == frozenset()
    with pytest.raises(Unreadable, match="Did you mean Vietnam"):
        country.read(Answers({"c": ["Vietnan"]}))
    with pytest.raises(Unreadable, match="Choose one from the list"):
        country.read(Answers({"c": ["Atlantis of old"]}))


def test_several_of_a_long_list_are_kept_once_each():
    spoken = AskListedSeveral("s", "s", Question("Which?"), list_name="languages")
    read = spoken.read(Answers({"s": ["Vietnamese", "", "vietnamese", "Albanian"]}))
    assert len(read) == 2
    assert spoken.read(Answers(spoken.fill(read))) == read


def test_numbers_and_yes_or_no():
    number = AskNumber("n", "n", Question("How many?"))
    assert number.read(Answers({"n": ["1,200"]})) == 1200
    assert number.read(Answers(number.fill(3))) == 3
    with pytest.raises(Unreadable, match="whole number"):
        number.read(Answers({"n": ["three"]}))
    yes = AskYesNo("y", "y", Question("Is it?"))
    assert yes.read(Answers(yes.fill(False))) is False
    assert yes.read(Answers()) is None


class Kind(Choice):
    """For the tests."""

    STAY = "stay", "A stay"
    OTHER = "other", "Other"


class Stay(BaseModel):
    """One row."""

    where: Line = ask("Where?")
    kind: Kind = ask("What was it?")
    what: Line | None = ask("What else?", when=answered("kind", Kind.OTHER))


class Story(Content):
    """Rows and conditions."""

    stays: Protected[tuple[Stay, ...]] = ask("Where did they stay?", optional=True)
    told: bool = ask("Were they told?")
    by: Line | None = ask("By whom?", when=answered("told", True))
    how: Line | None = ask("How did they say it?", when=answered("by", "mother"))


ASKS = asks_of(Story)


def test_rows_are_read_row_by_row_and_empty_ones_are_left_out():
    answers = Answers(
        {
            "told": ["no"],
            "stays-0-where": ["Leeds"], "stays-0-kind": ["stay"],
            "stays-1-where": [""],
            "stays-2-where": ["Hull"], "stays-2-kind": ["other"], "stays-2-what": ["A boat"],
        }
    )  # fmt: skip
    values, wrong = read_all(ASKS, answers)
    assert wrong == []
    story = Story.model_validate(values)
    assert [(s.where, s.what) for s in story.stays] == [("Leeds", None), ("Hull", "A boat")]
    again, _ = read_all(ASKS, Answers({**ASKS[0].fill(story.stays), "told": ["no"]}))
    assert Story.model_validate(again) == story


def test_what_is_wrong_in_a_row_is_said_with_its_number_at_its_box():
    answers = Answers({"told": ["no"], "stays-1-where": ["Leeds"], "stays-1-kind": [""]})
    _values, (wrong,) = read_all(ASKS, answers)
    assert wrong.href == "#q-stays-1-kind"
    assert wrong.message.startswith("Row 2: Choose an answer")
    (rows, *_rest) = controls(ASKS, answers, {wrong.name: wrong.message})
    assert "Row 2: Choose an answer" in show(rows)


def test_rows_are_added_and_taken_out():
    rows = ASKS[0]
    answers = Answers({"stays-0-where": ["Leeds"], "stays-1-where": ["Hull"]})
    assert rows.with_another(answers).rows("stays") == 3
    left = answers.without_row("stays", 0)
    assert (left.one("stays-0-where"), left.rows("stays")) == ("Hull", 1)


def test_an_answer_to_a_question_that_is_not_asked_counts_nothing():
    values, wrong = read_all(ASKS, Answers({"told": ["no"], "by": ["mother"], "how": ["softly"]}))
    assert wrong == []
    assert set(values) == {"told"}
    values, _ = read_all(ASKS, Answers({"told": ["yes"], "by": ["mother"], "how": ["softly"]}))
    assert values["how"] == "softly"


def test_a_field_that_nothing_can_ask_for_is_refused_when_the_form_is_made():
    class Odd(Content):
        """No control draws this."""

        ratio: complex = ask("What ratio?")

    with pytest.raises(CannotAsk, match=r"Odd\.ratio"):
        asks_of(Odd)


def test_answers_are_kept_and_read_back_as_they_were():
    answers = Answers({"a": ["1", ""], "b-0-x": ["đ"]})
    assert Answers.from_json(answers.as_json()) == answers
    assert answers.only("a").many("a") == ("1",)
    assert not answers.without("a", "b")
