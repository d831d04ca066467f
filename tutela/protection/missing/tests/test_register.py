"""The register of children who are still missing: who hears, and that whoever records learns
nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tutela.access.asked import Shield
from tutela.access.entries import WhereaboutsKept
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Identifier,
    IdentifierKind,
    NameKind,
    NameStated,
    NameUse,
    Script,
    StatedBy,
)
from tutela.notices.models import Notice
from tutela.notices.telling import said
from tutela.people.roles import Role
from tutela.protection.missing.likeness import asked_by, sought_by, sound_of
from tutela.protection.missing.tests.test_missing import back, went

DAY = Moment.day(date(2026, 11, 10))


def named(full: str) -> NameStated:
    return NameStated(
        full=full, kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )  # fmt: skip


def born(moment: Moment) -> DateOfBirth:
    return DateOfBirth(born=moment, basis=BirthBasis.SAID)


def likeness(name: str, birth: Moment | None) -> Story:
    story = Story()
    story.tell(named(name), date(2026, 11, 1))
    if birth is not None:
        story.tell(born(birth), date(2026, 11, 1))
    return story


@pytest.mark.django_db
class TestLikeness:
    @pytest.mark.parametrize(
        ("missing", "recorded", "alike"),
        [
            (("Mohammed Karimi", Moment.year(2010)), ("Karimi, Muhamad", Moment.year(2011)), True),
            (("Mohammed Karimi", Moment.year(2010)), ("Mohammed Karimi", Moment.year(2013)), False),
            (("Mohammed Karimi", Moment.about(2010)), ("Mohammed Karimi", None), False),
            (("Minh", Moment.year(2010)), ("Minh", Moment.year(2010)), False),
            (
                ("Minh", Moment.day(date(2010, 5, 4))), ("MINH", Moment.day(date(2010, 5, 4))), True
            ),
            (("Selam Tesfay", Moment.year(2010)), ("Abeba Tesfay", Moment.year(2010)), False),
        ],
    )  # fmt: skip
    def test_names_are_alike_as_they_sound_with_a_year_that_fits(self, missing, recorded, alike):
        sought = sought_by(likeness(*missing).read())
        asked = asked_by(likeness(*recorded).read())

        assert bool(sought & asked) is alike

    def test_a_number_is_enough(self):
        one, other = Story(), Story()
        for story, written in ((one, "943 476 5919"), (other, "9434765919")):
            story.tell(Identifier(which=IdentifierKind.NHS, value=written), date(2026, 11, 1))

        assert sought_by(one.read()) & asked_by(other.read())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_how_a_word_sounds_is_short_and_never_nothing(word):
    assert 1 <= len(sound_of(word)) <= len(word) + word.count("x")


@pytest.fixture
def gone(cast, minh):
    """Minh, born in 2010, has been missing since the 10th."""
    by = cast.alma.viewer
    for content in (named("Minh Anh Tran"), born(Moment.year(2010)), went()):
        record(content, child=minh, by=by, happened=DAY)
    return minh


def found_by(cast, name="Tran Minh Anh", birth=2010):
    """Stella's council records a child of whom nobody there knows more."""
    other = open_record(by=cast.stella.viewer, role=Role.LEAD_WORKER, why="Found at a shop")
    record(named(name), child=other, by=cast.stella.viewer, happened=DAY)
    record(born(Moment.year(birth)), child=other, by=cast.stella.viewer, happened=DAY)
    return other


def ask(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def at_the_door(person):
    ask("SELECT set_config('app.who', %s, true), set_config('app.child', '', true)", str(person.id))


def clerk_answers():
    ask("SELECT door_answer_register()")


def notices(person, sort="may-be-found"):
    at_the_door(person)
    return list(Notice.objects.filter(practitioner=person, sort=sort))


@pytest.mark.django_db
class TestRegister:
    def test_the_lead_of_the_missing_child_hears_and_nobody_else(self, cast, gone):
        found_by(cast)
        assert not notices(cast.alma)
        clerk_answers()
        clerk_answers()

        (told,) = notices(cast.alma)
        assert told.child_id == gone
        words = str(said(told).words)
        assert "Southport Council" in words
        assert "Stella Marsh" in words
        assert "Minh" not in words
        for person in (cast.stella, cast.gwen, cast.ben, cast.rory, cast.pavel):
            assert not notices(person)

    def test_whoever_records_does_and_meets_the_same_whether_somebody_is_missing(self, cast, gone):
        with CaptureQueriesContext(connection) as alike:
            found_by(cast)
        with CaptureQueriesContext(connection) as unlike:
            found_by(cast, name="Selam Tesfay", birth=2009)

        def shape(queries):
            # Savepoints are counted on, and each child has an identifier of its own.
            own = re.compile(r"_x\d+|'[0-9a-f-]{32,36}'")
            return [own.sub("", query["sql"].split("(")[0]) for query in queries]

        assert shape(alike) == shape(unlike)
        assert not [q for q in alike if "missing_asked" in q["sql"] or "notice" in q["sql"]]

    def test_the_application_reads_neither_questions_nor_another_s_place_on_it(self, cast, gone):
        for table in ("missing_asked", "missing_answered"):
            with pytest.raises(DatabaseError, match="permission denied"):
                ask(f"SELECT count(*) FROM {table}")
        at_the_door(cast.stella)
        assert ask("SELECT count(*) FROM missing_stillmissing") == (0,)

    def test_nobody_asks_about_a_record_that_is_not_open_to_them(self, cast, gone):
        at_the_door(cast.stella)
        with pytest.raises(DatabaseError, match="not-allowed"):
            ask("SELECT door_ask_register(%s, '{}', false)", gone)

    def test_a_record_made_before_they_were_missed_is_noticed_too(self, cast, minh):
        found_by(cast)
        clerk_answers()
        for content in (named("Minh Anh Tran"), born(Moment.year(2010)), went()):
            record(content, child=minh, by=cast.alma.viewer, happened=DAY)
        clerk_answers()

        assert len(notices(cast.alma)) == 1

    def test_who_is_back_is_looked_for_no_more(self, cast, gone):
        record(back(), child=gone, by=cast.alma.viewer, happened=DAY, refers_to=last(gone, cast))
        found_by(cast)
        clerk_answers()

        assert not notices(cast.alma)

    def test_of_a_shielded_record_only_the_agency_is_named(self, cast, gone):
        other = open_record(by=cast.stella.viewer, role=Role.LEAD_WORKER, why="Found at a shop")
        kept = WhereaboutsKept(level=Shield.SHIELDED, why="Somebody looks for her")
        record(kept, child=other, by=cast.stella.viewer, happened=DAY)
        for content in (named("Minh Anh Tran"), born(Moment.year(2010))):
            record(content, child=other, by=cast.stella.viewer, happened=DAY)
        clerk_answers()

        (told,) = notices(cast.alma)
        assert told.facts == {"agency": "Southport Council"}
        assert "Ring a manager there" in str(said(told).words)

    def test_the_circle_hears_at_once_that_a_child_is_missing(self, cast, gone):
        assert len(notices(cast.gwen, "went-missing")) == 1
        assert not notices(cast.alma, "went-missing")
        assert not notices(cast.stella, "went-missing")


def last(child, cast):
    entry = read(child, as_=cast.alma.viewer).chronology.of_kinds("went-missing")[-1]
    return entry.id
