"""The words of the young person's pages: easy to read, whole in every language, marked where nobody
has checked them; and days in their calendars."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tutela.entrance.languages import LANGUAGES, coverage, language_of, read, say, wrong_with
from tutela.voice.calendars import ethiopian, solar_hijri
from tutela.voice.rights import TOPICS
from tutela.voice.tests.reading import reading_age
from tutela.voice.texts import every_text

TRANSLATED = sorted(code for code in LANGUAGES if code != "en")


def catalogue(english: str, other: str):
    return read_po(BytesIO(f'msgid "{english}"\nmsgstr "{other}"\n'.encode()))


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_whole_marked_and_says_nothing_that_no_page_says(code):
    assert list(wrong_with(read(code))) == []
    assert {m.id for m in read(code) if m.id} <= every_text()
    assert say("Hello", language_of(code)).language.code == code


def test_no_text_passes_for_checked_without_somebody_who_checked_it():
    """Whoever checks a text takes its mark away and writes their name above it."""
    for code in TRANSLATED:
        for message in read(code):
            assert not message.id or message.fuzzy or message.user_comments, (code, message.id)


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("Hello, %(name)s", "Xin chào"),
        ("Hello", "Xin chào %(name)s"),
        ("Hello, %(name)s", "Xin chào %(nmae)s"),
        ("Hello", "\u202eolleH"),
    ],
)
def test_a_translation_that_lost_its_place_or_turns_the_text_is_refused(english, other):
    assert list(wrong_with(catalogue(english, other)))


def test_what_is_not_translated_stays_english_and_says_so():
    said = say("Nobody has translated this.", language_of("ti"))
    assert (said.language.code, said.is_checked) == ("en", True)
    assert language_of("xx").code == "en"


def test_the_report_counts_what_is_translated_and_what_was_checked():
    for language, known, checked in coverage(every_text()):
        assert 0 < known < len(every_text()), language.english
        assert checked == 0, "so far"


def test_the_english_is_read_at_nine():
    assert reading_age(" ".join(sorted(_sentence(text) for text in every_text()))) <= 9
    for topic in TOPICS:
        assert reading_age(" ".join(topic.sentences)) <= 9, topic.name


def test_the_measure_of_reading_tells_hard_from_easy():
    hard = "Notwithstanding international obligations, administrative authorities determine status."
    assert reading_age("The cat sat. I like it.") < 6 < 15 < reading_age(hard)


def _sentence(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


@pytest.mark.parametrize(
    ("ours", "year", "month", "day"),
    [
        (date(1974, 9, 12), 1967, 1, 2),
        (date(2007, 9, 12), 2000, 1, 1),
        (date(2023, 9, 11), 2015, 13, 6),
        (date(2023, 9, 12), 2016, 1, 1),
        (date(2026, 1, 7), 2018, 4, 29),
    ],
)
def test_days_in_the_ethiopian_calendar(ours, year, month, day):
    found = ethiopian(ours)
    assert (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize(
    ("ours", "year", "month", "day"),
    [
        (date(1926, 3, 22), 1305, 1, 1),
        (date(1979, 2, 11), 1357, 11, 22),
        (date(2021, 3, 20), 1399, 12, 30),
        (date(2021, 3, 21), 1400, 1, 1),
        (date(2024, 3, 20), 1403, 1, 1),
        (date(2025, 3, 20), 1403, 12, 30),
    ],
)
def test_days_in_the_calendar_of_iran_and_afghanistan(ours, year, month, day):
    found = solar_hijri(ours)
    assert (found.year, found.month, found.day) == (year, month, day)
