"""Hostile texts into every field of every form; real names are never refused."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tutela.chronology.kinds import Content, all_kinds
from tutela.chronology.moment import Moment
from tutela.chronology.words import text_problems, unreadable
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.files.asked import telling
from tutela.files.tests import samples
from tutela.files.tests.sending import forms_from, send_all
from tutela.files.tests.test_pages import added
from tutela.files.tests.texts import BIRTHDAYS, HOSTILE, NAMES
from tutela.identity.entries import BirthBasis, DateOfBirth, NameStated
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import AskLine, AskLong, read_all
from tutela.web.asking.form import form_of
from tutela.web.tests import story

database = pytest.mark.django_db(databases=["default", "owner"])
A_FEW = (*HOSTILE[::29], "\x00", "\u202e", "</b><xq7>", '"> xq7="')


def test_the_texts_are_as_many_as_promised():
    assert len(HOSTILE) == len(set(HOSTILE)) >= 200
    assert len(NAMES) + len(BIRTHDAYS) >= 48
    scripts = {unicodedata.name(n[0], "").split(" ")[0] for n in NAMES}
    assert len(scripts) >= 20


@database
def test_every_form_within_reach_withstands_hostile_texts(minh, as_, cast):
    alma = as_("alma")
    story.tell(minh, cast)
    added(alma, minh, samples.pdf(), "a.pdf", about="document-location")
    starts = ["/", reverse("child", args=[minh]), reverse("record", args=[minh])]
    forms = forms_from(alma, starts, most=60)
    assert len(forms) > 15
    done = [*send_all(alma, forms[::4], A_FEW[:6])][-1]
    assert done.errors == []
    assert done.run == []
    assert done.sent > 20


@database
@pytest.mark.parametrize("text", A_FEW)
def test_what_was_recorded_is_shown_as_text(minh, as_, cast, text):
    alma = as_("alma")
    entry = str(uuid4())
    told = {
        "happened-day": "20", "happened-month": "11", "happened-year": "2026", "full": text,
        "kind": "legal", "use": "wished", "script": "latin", "stated_by": "child",
        "_entry": entry, "_kind": "name-stated",
    }  # fmt: skip
    alma.post(reverse("record_ask", args=[minh, "name-stated"]), told)
    alma.post(reverse("record_check", args=[minh, "name-stated"]), {"_entry": entry})
    recorded = [e for e in read(minh, as_=cast.alma.viewer).chronology if str(e.id) == entry]
    if unreadable(text) or len(text) > 300:
        assert not recorded
    for address in (reverse("child", args=[minh]), reverse("my_children")):
        page = alma.get(address).content.decode()
        assert "<xq7" not in page
        assert ' xq7="' not in page


def fields_of_words():
    """Every box of every kind into which somebody types words, with how long they may be."""
    for kind in all_kinds().values():
        asks = form_of(kind.slug).asks if kind.offered else ()
        yield from ((kind.slug, ask) for ask in asks if isinstance(ask, AskLine | AskLong))
    yield from (("a document", ask) for ask in telling())


def test_a_real_name_is_taken_in_every_box_for_words():
    boxes = [*fields_of_words()]
    assert len(boxes) > 60
    for slug, ask in boxes:
        plain = replace(ask, question=replace(ask.question, when=None))
        for name in NAMES:
            values, wrong = read_all([plain], Answers({ask.name: [name]}))
            assert wrong == [], (slug, ask.name, name)
            assert values[ask.field] == name


@database
@pytest.mark.parametrize("names", [NAMES[:24], NAMES[24:48], NAMES[48:]])
def test_a_real_name_is_recorded_and_shown_letter_for_letter(minh, cast, as_, names):
    alma = as_("alma")
    for name in names:
        stated = NameStated(
            full=name, kind="alias", use="wished", script="other", stated_by="child"
        )
        record(stated, child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 11, 3)))
    from html import unescape  # noqa: PLC0415

    page = unescape(alma.get(reverse("child", args=[minh]) + "?all=1").content.decode())
    for name in names:
        assert name in page


@pytest.mark.parametrize("born", BIRTHDAYS)
def test_a_real_birthday_is_taken(born):
    asks = [a for a in form_of("date-of-birth").asks if a.field == "born"]
    boxes = {
        "born-day": [str(born.day)],
        "born-month": [str(born.month)],
        "born-year": [str(born.year)],
    }
    values, wrong = read_all(asks, Answers(boxes))
    assert wrong == []
    content = DateOfBirth(born=values["born"], basis=BirthBasis.SAID)
    assert list(text_problems(content)) == []
    assert isinstance(content, Content)
    assert UUID(int=0) not in [content]
