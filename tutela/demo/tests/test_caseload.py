"""The caseload: whole, the same for one seed, and never unkind."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tutela.chronology.kinds import Content, Noted, all_kinds, kind_of
from tutela.chronology.moment import day_start
from tutela.demo.loading import caseload
from tutela.demo.localities import locality, personas
from tutela.demo.story import reference_of
from tutela.demo.tests.conftest import NOW
from tutela.demo.vignettes import STORIES, vignettes
from tutela.doors.importing import chronology_of
from tutela.people import lists

UNKIND = re.compile(
    r"illegal|alleg|claims? to|credib|implausib|inconsisten|contradict|lied|liar|lying|prostitut|"
    r"runaway|abscond|lifestyle|promiscu|chose to|choice of|street[- ]?wise|refused to|"
    r"fail(?:s|ed)? to|unreliable|manipulat|put(?:s|ting)? (?:him|her|them)sel(?:f|ves) at risk|"
    r"asylum seeker|"
    r"victim of her own|drug dealer|gang member|offender|attention[- ]seeking|sexually active",
    re.IGNORECASE,
)


def same(records):
    """A record as everything but its keys; contents compare by what they say."""
    return [(r.id, r.reference, r.opened_by, r.recorded, r.why, r.entries) for r in records]


def test_every_declared_kind_of_entry_is_shown(records):
    told = {kind_of(p.content).slug for r in records for p in r.entries}
    # The door itself writes this one, when a record is opened.
    assert set(all_kinds()) - told <= {"record-opened"}


def test_five_hundred_children_are_the_same_for_the_same_seed():
    once, again = (same(caseload(60, seed=7, now=NOW)) for _ in range(2))
    assert once == again
    assert once != same(caseload(60, seed=8, now=NOW))


def test_a_child_is_the_same_however_many_there_are(records):
    few = list(caseload(40, seed=1, now=NOW))
    assert same(few) == same(records[:40])
    later = list(caseload(1_010, seed=1, now=NOW, first=990))
    assert same(later) == same(records[990:1_010])


def test_references_never_come_twice():
    assert len({reference_of(n, 3) for n in range(20_000)}) == 20_000


def test_entries_are_recorded_one_after_the_other_and_none_to_come(records):
    for record in records:
        at = record.recorded
        for planned in record.entries:
            assert at < planned.recorded
            at = planned.recorded
        assert at < NOW


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 3, 30), date(2026, 12, 27)])
def test_stories_can_be_told_on_any_day(on):
    told = vignettes(seed=1, now=day_start(on))
    assert len(told) == len(STORIES) >= 12
    assert all(len(record.entries) >= 6 for record in told)


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 11, 20), date(2026, 12, 27)])
def test_no_record_is_refused_on_any_day(on):
    for record in caseload(500, seed=1, now=day_start(on)):
        assert len(chronology_of(record)) == len(record.entries) + 2


def test_stories_hold_corrections_and_what_children_said(records):
    told = [p for r in records[: len(STORIES)] for p in r.entries]
    assert sum(p.corrects is not None for p in told) >= 6
    assert sum(getattr(p.content, "child_words", None) is not None for p in told) >= 15
    assert any(p.withdraws for p in told)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, Noted | Content):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


def test_nothing_blames_or_doubts_a_child(records):
    said = {t for r in records for p in r.entries for t in (*texts(p.content), p.reason)}
    assert len(said) > 1_000
    assert [text for text in said if UNKIND.search(text)] == []


def test_agencies_have_no_real_names():
    towns = lists.by_value("towns")
    councils = " ".join(item.value for item in lists.items("local_authorities"))
    places = [locality(number).place for number in range(1_600)]
    assert len(set(places)) == 1_600
    assert not [p for p in places if p in towns or p.split(" ")[0] in councils]


def test_nobody_carries_more_children_than_a_person_can(records):
    led: dict[str, int] = {}
    for record in records:
        led[record.opened_by.name] = led.get(record.opened_by.name, 0) + 1
    assert max(led.values()) <= 40


def test_everybody_one_can_sign_in_as_has_children_to_see(records):
    for persona in personas():
        seen = [
            r
            for r in records[:500]
            if persona.manages
            or persona.id == r.opened_by.id
            or any(getattr(p.content, "practitioner", None) == persona.id for p in r.entries)
        ]
        assert len(seen) >= 5, persona.name
