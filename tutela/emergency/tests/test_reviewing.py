"""Looking at emergency access again: who may, what it shows, and what it does to the right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from tutela.access.viewer import viewer_of
from tutela.chronology.entry import Chronology
from tutela.doors.errors import NotRecordable, NotVisible
from tutela.doors.reading import read
from tutela.emergency import rules
from tutela.emergency.entries import Emergency, EmergencyReviewed, Outcome
from tutela.emergency.opening import Said, right_of
from tutela.emergency.reviewing import (
    openings,
    put_on_rota,
    restore,
    review,
    rota,
    to_review,
)
from tutela.emergency.tests.test_opening import WHY, opened, reference_of, told_to
from tutela.people.choice import Answer

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NOTE = "The police had asked for the allergy."


def look_again(who, outcome=Outcome.JUSTIFIED, told=Answer.YES, kept=""):
    found = to_review(openings(who)[0].id, as_=who)
    return review(found, by=who, outcome=outcome, note=NOTE, child_told=told, kept_from_child=kept)


def test_a_manager_or_data_protection_officer_sees_why_and_every_look(duty, minh):
    opened(duty, minh)
    read(minh, as_=duty.pavel.viewer)
    for who in (duty.max.viewer, duty.ben.viewer, duty.dora.viewer):
        found = to_review(openings(who)[0].id, as_=who)
        assert found.why == WHY
        assert "read" in {look.action for look in found.looks}
    # Data protection sees the opening, and nothing of the record.
    with pytest.raises(NotVisible):
        read(minh, as_=duty.dora.viewer)


def test_whoever_opened_it_and_strangers_do_not_look_at_it_again(duty, minh):
    opened(duty, minh)
    (opening,) = (one.id for one in openings(duty.max.viewer))
    for who in (duty.pavel, duty.stella, duty.alma, duty.gwen):
        assert openings(who.viewer) == ()
        assert to_review(opening, as_=who.viewer) is None


def test_a_manager_on_the_rota_does_not_judge_their_own_opening(duty, minh):
    duty.max.on_duty_rota = True
    duty.max.save()
    duty.max.viewer = viewer_of(duty.max, fresh=True)
    opened(duty, minh, by="max")
    assert openings(duty.max.viewer) == ()
    assert openings(duty.ben.viewer) != ()


def test_a_justified_opening_can_be_told_to_the_young_person(duty, minh):
    opened(duty, minh)
    assert look_again(duty.max.viewer)
    chronology = read(minh, as_=duty.alma.viewer).chronology
    (line,) = rules.for_the_young_person(chronology)
    assert "Northshire Police" in line
    assert "it was right to do so" in line
    assert WHY not in line
    assert "Pavel" not in line
    assert told_to(duty.pavel, "emergency-reviewed") == 1
    assert right_of(duty.pavel.viewer).may is Said.OPENED
    # It is said once.
    found = openings(duty.ben.viewer)[0]
    assert found.outcome is Outcome.JUSTIFIED


def test_what_is_kept_from_the_young_person_needs_a_reason(duty, minh):
    opened(duty, minh)
    with pytest.raises(NotRecordable):
        look_again(duty.max.viewer, told=Answer.NO)
    assert look_again(duty.max.viewer, told=Answer.NO, kept="A suspect reads their phone.")
    chronology = read(minh, as_=duty.alma.viewer).chronology
    assert rules.for_the_young_person(chronology) == ()
    assert chronology.latest(EmergencyReviewed).says(EmergencyReviewed).kept_from_child


def test_one_opening_that_was_not_justified_suspends_the_right_until_it_is_restored(duty, minh):
    opened(duty, minh)
    look_again(duty.max.viewer, Outcome.NOT_JUSTIFIED)
    assert right_of(duty.pavel.viewer).may is Said.SUSPENDED
    assert opened(duty, minh).said is Said.SUSPENDED
    pavel = duty.pavel.id
    why = "We spoke about it; he was alone that night."
    assert not restore(pavel, by=duty.pavel.viewer, why=why)
    assert not restore(pavel, by=duty.ben.viewer, why=why)
    with pytest.raises(NotRecordable):
        restore(pavel, by=duty.max.viewer, why="ok")
    assert restore(pavel, by=duty.max.viewer, why=why)
    assert right_of(duty.pavel.viewer).may is Said.OPENED
    assert told_to(duty.pavel, "right-restored") == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_an_opening_that_nobody_looks_at_suspends_the_right_by_itself(duty, minh):
    opened(duty, minh)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT suspends_at - at FROM emergency_opening")
        (given,) = cursor.fetchone()
        assert timedelta(days=2) <= given <= timedelta(days=8)
        cursor.execute("UPDATE emergency_opening SET suspends_at = at + interval '1 millisecond'")
    assert right_of(duty.pavel.viewer).may is Said.SUSPENDED
    # To look at it late does not give it back.
    look_again(duty.max.viewer)
    assert right_of(duty.pavel.viewer).may is Said.SUSPENDED
    assert restore(duty.pavel.id, by=duty.max.viewer, why="The manager was ill that week.")
    assert right_of(duty.pavel.viewer).may is Said.OPENED


def test_a_manager_keeps_the_rota_of_their_own_agency(duty, minh):
    assert put_on_rota(duty.alma.id, by=duty.ben.viewer, on=True)
    assert right_of(duty.alma.viewer).may is Said.OPENED
    assert not put_on_rota(duty.ben.id, by=duty.ben.viewer, on=True)
    assert not put_on_rota(duty.pavel.id, by=duty.ben.viewer, on=True)
    assert not put_on_rota(duty.alma.id, by=duty.dora.viewer, on=False)
    assert {c.name for c in rota(duty.dora.viewer)} >= {"Alma Reyes", "Ben Okafor"}
    assert rota(duty.alma.viewer) == ()


def counted(*reasons, person="Pavel", words=None):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    return [
        rules.Opening(person, reason, words or str(number), at)
        for number, reason in enumerate(reasons)
    ]


def test_one_reason_given_too_often_and_repeated_words_are_seen():
    many = counted(*[Emergency.OTHER] * 7, *[Emergency.MISSING] * 3)
    assert rules.reasons_of(many).one_reason is Emergency.OTHER
    assert rules.reasons_of(many[1:]).one_reason is None, "nine openings say nothing"
    fair = counted(*[Emergency.OTHER] * 6, *[Emergency.MISSING] * 4)
    assert rules.reasons_of(fair).one_reason is None
    again = counted(Emergency.OTHER, Emergency.DANGER, words="the same")
    assert rules.reasons_of(again).repeated == (("Pavel", 2),)
    assert rules.reasons_of([]).total == 0


def test_the_young_person_reads_nothing_before_it_was_looked_at():
    nothing = Chronology(UUID(int=1), (), datetime(2026, 11, 20, tzinfo=UTC))
    assert rules.for_the_young_person(nothing) == ()


def test_words_are_kept_as_a_fingerprint_that_says_nothing(duty, minh):
    opened(duty, minh, reference=reference_of(minh, duty), id=uuid4())
    (one,) = openings(duty.max.viewer)
    assert len(one.words) == 32
    with connection.cursor() as cursor:
        read(minh, as_=duty.alma.viewer)
        cursor.execute("SELECT content::text FROM chronology_entry WHERE kind = 'emergency-opened'")
        assert "petrol" not in cursor.fetchone()[0]
