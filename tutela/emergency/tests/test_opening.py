"""Opening a record in an emergency: who may, what they see, who hears of it, and when it stops."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tutela.access.asked import Action, FieldClass
from tutela.access.entries import ConflictDeclared, WhyAConflict
from tutela.access.viewer import viewer_of
from tutela.chronology.kinds import Category
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed, NotRecordable, NotVisible
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.doors.recording import record
from tutela.doors.verifying import broken_chains
from tutela.emergency.entries import Emergency, EmergencyEnded, EmergencyOpened
from tutela.emergency.finding import name_key, number_keys
from tutela.emergency.opening import Said, end_emergency, open_in_emergency, right_of
from tutela.identification.answers import ExploitationForm, RaisedBy
from tutela.identification.entries import Concern
from tutela.identity.entries import DateOfBirth, Identifier, IdentifierKind
from tutela.notices.models import Notice
from tutela.people.choice import Answer

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHY = "He rang us from a petrol station and was cut off."


def reference_of(child, cast):
    return read(child, as_=cast.alma.viewer).gate.reference


def opened(duty, child, *, by="pavel", reason=Emergency.DANGER, why=WHY, **more):
    more = more or {"reference": reference_of(child, duty)}
    return open_in_emergency(by=getattr(duty, by).viewer, reason=reason, why=why, **more)


def told_to(person, sort="emergency-opened"):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(person.id)])
    return Notice.objects.filter(practitioner=person, sort=sort).count()


def test_a_duty_worker_opens_one_record_to_look_and_not_to_write(duty, minh, told):
    with pytest.raises(NotVisible):
        read(minh, as_=duty.pavel.viewer)
    answer = opened(duty, minh)
    assert (answer.said, answer.child) == (Said.OPENED, minh)
    seen = read(minh, as_=duty.pavel.viewer)
    entry = seen.chronology.latest(EmergencyOpened)
    assert entry.says(EmergencyOpened).why == WHY
    assert {Category.IDENTITY, Category.LOCATION, Category.HEALTH} <= seen.gate.categories
    assert not {Category.STATUS, Category.VOICE, Category.JUSTICE} & seen.gate.categories
    for action in (Action.RECORD, Action.CORRECT, Action.WITHDRAW, Action.EXPORT, Action.SHARE):
        assert not any(seen.gate.may(action, category).allowed for category in Category)
    concern = Concern(
        raised_by=next(iter(RaisedBy)), forms={ExploitationForm.LABOUR}, safe_now=Answer.YES,
        made_safe="With carers.", may_go_missing=Answer.NO,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        record(concern, child=minh, by=duty.pavel.viewer, happened=Moment.day(date(2026, 11, 3)))
    # Seen by those who answer for the record; the chain and the derived tables hold.
    assert EmergencyOpened in {type(e.content) for e in read(minh, as_=duty.gwen.viewer).chronology}


def test_it_is_found_by_an_exact_name_with_the_date_of_birth_or_an_exact_number(duty, minh, told):
    alma = duty.alma.viewer
    number = Identifier(which=IdentifierKind.NHS, value="943 476 5919")
    record(number, child=minh, by=alma, happened=Moment.day(date(2026, 11, 3)))
    # About 2010: the year in force stands for the day that nobody knows.
    born = read(minh, as_=alma).chronology.latest(DateOfBirth)
    year = born.says(DateOfBirth).born.on
    by_name = frozenset({name_key("nguyen van minh", year, exact=False)})
    assert opened(duty, minh, keys=number_keys("9434765919")).child == minh
    assert opened(duty, minh, by="stella", keys=by_name).child == minh
    for wrong in (
        name_key("nguyen van min", year, exact=False),
        name_key("nguyen van minh", year.replace(year=1999), exact=False),
        *number_keys("9434765918"),
    ):
        assert opened(duty, minh, by="stella", keys=frozenset({wrong})).said is Said.NOTHING


@pytest.mark.parametrize("reason", list(Emergency))
def test_where_the_child_is_opens_only_where_the_danger_hangs_on_it(duty, minh, told, reason):
    opened(duty, minh, reason=reason)
    gate = read(minh, as_=duty.pavel.viewer).gate
    where = reason in {Emergency.MISSING, Emergency.DANGER}
    assert gate.may(Action.REVEAL, Category.LOCATION, FieldClass.PLACE).allowed is where
    # Nor in any other part of the record, such as where a child was found.
    assert gate.may(Action.READ, Category.IDENTIFICATION, FieldClass.PLACE).allowed is where
    assert gate.may(Action.READ, Category.IDENTIFICATION).allowed


def test_never_through_a_conflict_of_interest_and_with_the_same_answer_as_for_no_child(duty, minh):
    reference = reference_of(minh, duty)
    declared = ConflictDeclared(
        practitioner=duty.pavel.id, name=duty.pavel.name, why=WhyAConflict.FAMILY
    )
    record(declared, child=minh, by=duty.alma.viewer, happened=Moment.day(date(2026, 11, 3)))
    through = opened(duty, minh, reference=reference)
    nobody = opened(duty, minh, reference="2222-2222")
    assert through == nobody
    assert through.said is Said.NOTHING
    with pytest.raises(NotVisible):
        read(minh, as_=duty.pavel.viewer)


def test_lead_guardian_data_protection_and_manager_are_told_at_once(duty, minh):
    opened(duty, minh)
    told = {who: told_to(getattr(duty, who)) for who in ("alma", "gwen", "dora", "max", "ben")}
    assert set(told.values()) == {1}
    assert [told_to(getattr(duty, who)) for who in ("hana", "stella", "pavel", "rory")] == [0] * 4


def test_whoever_is_not_on_the_rota_or_not_fresh_opens_nothing(duty, minh):
    reference = reference_of(minh, duty)
    assert opened(duty, minh, by="stella", reference=reference).said is Said.OPENED
    rory = viewer_of(duty.rory, fresh=True)
    assert right_of(rory).may is Said.NOT_ON_DUTY
    answer = open_in_emergency(by=rory, reason=Emergency.DANGER, why=WHY, reference=reference)
    assert answer.said is Said.NOT_ON_DUTY
    with pytest.raises(NotAllowed):
        open_in_emergency(
            by=viewer_of(duty.pavel), reason=Emergency.DANGER, why=WHY, reference=reference
        )
    with pytest.raises(NotRecordable):
        opened(duty, minh, why="urgent")


def test_the_fourth_within_a_day_needs_a_second_person(duty, minh, monkeypatch):
    for _ in range(3):
        assert opened(duty, minh).said is Said.OPENED
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM emergency_opening ORDER BY at DESC LIMIT 1")
            (last,) = cursor.fetchone()
        assert end_emergency(last, by=duty.pavel.viewer)
    assert right_of(duty.pavel.viewer).second_needed
    reference = reference_of(minh, duty)
    assert opened(duty, minh, reference=reference).said is Said.SECOND_NEEDED
    for nobody in (duty.pavel, duty.hana):
        answer = opened(duty, minh, reference=reference, second=nobody)
        assert answer.said is Said.SECOND_NEEDED
    assert opened(duty, minh, reference=reference, second=duty.max).said is Said.OPENED
    entry = read(minh, as_=duty.alma.viewer).chronology.latest(EmergencyOpened)
    assert entry.says(EmergencyOpened).second == "Max Quill"


def test_it_ends_by_the_button_and_by_the_clock(duty, minh):
    opened(duty, minh)
    with connection.cursor() as cursor:
        read(minh, as_=duty.pavel.viewer)
        cursor.execute("SELECT id, until - at FROM emergency_opening")
        ((opening, length),) = cursor.fetchall()
        assert length.total_seconds() == 3600
        cursor.execute("SELECT upper(during) - lower(during) FROM people_membership WHERE id = %s",
                       [opening])  # fmt: skip
        assert cursor.fetchone()[0] == length
    assert not end_emergency(opening, by=duty.stella.viewer)
    assert end_emergency(opening, by=duty.pavel.viewer)
    with pytest.raises(NotVisible):
        read(minh, as_=duty.pavel.viewer)
    assert read(minh, as_=duty.alma.viewer).chronology.latest(EmergencyEnded)
    assert not end_emergency(opening, by=duty.pavel.viewer)


def test_a_double_click_opens_once(duty, minh):
    id, reference = uuid4(), reference_of(minh, duty)
    answers = [opened(duty, minh, id=id, reference=reference) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(read(minh, as_=duty.alma.viewer).chronology.of(EmergencyOpened)) == 1
    assert told_to(duty.alma) == 1


def test_tries_are_few_and_each_is_kept(duty, minh):
    for _ in range(12):
        assert opened(duty, minh, reference="2222-2222").said is Said.NOTHING
    assert opened(duty, minh, reference=reference_of(minh, duty)).said is Said.TOO_MANY


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM emergency_attempt",
        "INSERT INTO emergency_opening (id) VALUES (gen_random_uuid())",
        "UPDATE emergency_opening SET until = 'infinity'",
        "DELETE FROM emergency_restoration",
        "INSERT INTO notices_notice (id) VALUES (gen_random_uuid())",
        "UPDATE notices_notice SET practitioner_id = practitioner_id",
        "SELECT tell_people('{}', '', NULL, NULL, '{}', now())",
        "SELECT entry_by_rule(gen_random_uuid(), NULL, '', NULL, '', NULL, '{}', '')",
        "SELECT emergency_right(gen_random_uuid())",
    ],
)
def test_the_application_cannot_go_round_the_function(duty, sql):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_nobody_opens_a_record_for_another_by_writing_the_entry(duty, minh):
    """Not even the lead: the entry takes effect only where the function wrote it."""
    entry = EmergencyOpened(
        practitioner=duty.pavel.id, name="Pavel", reason=Emergency.OTHER, why=WHY
    )
    with pytest.raises(NotAllowed):
        record(entry, child=minh, by=duty.alma.viewer, happened=Moment.day(date(2026, 11, 3)))
    with pytest.raises(DatabaseError, match="not-allowed"), transaction.atomic():
        connection.cursor().execute("SELECT door_emergency_open(%s, '{}')", [uuid4()])


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_chains_and_derived_tables_hold_after_an_emergency(duty, minh, told):
    opened(duty, minh)
    assert list(broken_chains()) == []
    assert list(rebuild(only_compare=True)) == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT action, purpose FROM access_audit WHERE who = %s", [duty.pavel.id])
        audited = cursor.fetchall()
    assert ("emergency", "danger: ready") in audited
    assert ("record", "emergency-opened") in audited
