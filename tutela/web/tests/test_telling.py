"""How entries, moments and names are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tutela.chronology.kinds import Noted, all_kinds
from tutela.chronology.moment import Moment
from tutela.identification.entries import Concern
from tutela.identity.entries import Languages, NameStated, Nationality
from tutela.people import lists
from tutela.people.choice import Answer
from tutela.web.components import (
    Banner,
    Empty,
    Link,
    Name,
    OwnWords,
    Pagination,
    State,
    Tag,
    Task,
    TaskList,
    Warn,
)
from tutela.web.dates import moment_in_words
from tutela.web.names import needs_noto
from tutela.web.telling import answers, content_in_a_line, differences, own_words
from tutela.web.templatetags.kit import show


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment.day(date(2027, 3, 4)), "4 March 2027"),
        (Moment.month(2027, 3), "March 2027"),
        (Moment.year(2027), "2027"),
        (Moment.about(2019), "about 2019"),
        (Moment.unknown(), "Date not known"),
        (Moment.instant(datetime(2027, 7, 4, 13, 5, tzinfo=UTC)), "4 July 2027, 14:05"),
    ],
)
def test_a_moment_is_said_no_more_precisely_than_it_is_known(moment, words):
    assert moment_in_words(moment) == words


@pytest.mark.parametrize(
    ("name", "noto"),
    [
        ("Minh", False), ("Çelik", False), ("Đặng", True), ("Ọlá", True), ("ሓጎስ", True),
        ("محمد", True), ("O’Neill", False), ("", False),
    ],
)  # fmt: skip
def test_a_name_with_a_letter_that_our_face_lacks_is_set_whole_in_another(name, noto):
    assert needs_noto(name) is noto
    assert ("tutela-name--noto" in show(Name(name))) is noto


def test_names_are_escaped_and_kept_apart_from_the_direction_of_the_text_around_them():
    shown = show(Name("<b>مرحبا</b>"))
    assert shown.startswith("<bdi")
    assert "<b>" not in shown


def test_a_line_leaves_out_what_was_not_answered():
    says = all_kinds()["nationality"].says
    known = Nationality(state="held", held=("VN",), stated_by="child")
    assert content_in_a_line(says, known).endswith("? Yes: VN")
    unknown = Nationality(state="not-known", stated_by="child")
    assert content_in_a_line(says, unknown).endswith("? Not known")


def test_answers_are_told_in_the_words_of_their_lists_and_choices():
    language = next(i for i in lists.items("languages") if i.label == "Vietnamese")
    spoken = Languages(
        speaks=(language.value,), reading="some", interpreter=Answer.YES, help_needed=Answer.NO
    )
    told = {str(row.key): show(row.value) for row in answers(spoken)}
    assert told["Which languages does the child speak?"] == "Vietnamese"
    assert told["How well do they read?"] == "A little"
    assert "Which languages do they read?" not in told


def test_the_childs_own_words_are_set_apart_and_indicators_told_with_their_notes():
    item = next(iter(lists.items("indicators")))
    concern = Concern(
        raised_by="child", child_words="They took my shoes.", safe_now=Answer.YES,
        may_go_missing=Answer.NO, indicators=(Noted(value=item.value, note="on Monday"),),
    )  # fmt: skip
    (words,) = own_words(concern)
    assert isinstance(words, OwnWords)
    assert "They took my shoes." in show(words)
    told = {str(row.key): show(row.value) for row in answers(concern)}
    assert told["Which of these were noticed?"] == f"{item.label}: on Monday"


def test_differences_are_marked_on_both_sides():
    one, other = (
        answers(NameStated(full=full, kind="legal", use="use", script="latin", stated_by="child"))
        for full in ("Minh", "Ming")
    )
    old, new = differences(one, other)
    assert [row.changed for row in old] == [row.changed for row in new]
    assert sum(row.changed for row in old) == 1


def test_a_state_is_a_word_and_a_shape_and_never_a_colour_alone():
    for state in State:
        shown = show(Tag("Words", state))
        assert "<svg" in shown
        assert "Words" in shown


def test_the_small_parts_say_what_they_are_given():
    assert "Nothing yet" in show(Empty("Nothing yet", "Begin", Link("Here", "/x/")))
    assert "Page 2 of 3" in show(Pagination("Page 2 of 3", "?page=1", "?page=3"))
    assert 'rel="next"' in show(Pagination("Page 1 of 3", "", "?page=2"))
    assert "Warning" in show(Warn("Do not"))
    assert 'role="alert"' in show(Banner("Done", success=True))
    assert 'href="/x/"' in show(TaskList([Task("Pack", Tag("Ready"), "/x/", "All is there")]))
    assert "Pack" in show(TaskList([Task("Pack", Tag("Not yet"))]))
