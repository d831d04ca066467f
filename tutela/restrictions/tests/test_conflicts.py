"""Who must not see a record, and whom somebody knows in private life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tutela.access.entries import RecordRestricted, RestrictionLifted, WhyAConflict, WhyRestricted
from tutela.access.standing import Basis
from tutela.access.viewer import viewer_of
from tutela.chronology.moment import Moment
from tutela.config.testing.browsing import sign_in, violations
from tutela.doors.errors import NotRecordable, NotVisible
from tutela.doors.gate import stand_at_the_door
from tutela.doors.opening import join_circle
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.duties.duty import all_duties, duties_of
from tutela.emergency.entries import Emergency
from tutela.emergency.opening import Said, open_in_emergency
from tutela.notices.models import Notice
from tutela.people.roles import Nation, Role
from tutela.restrictions.entries import RestrictionReviewed
from tutela.restrictions.listing import add_known, my_list, remove_known
from tutela.restrictions.models import KnownPerson
from tutela.restrictions.rules import Known, postcodes
from tutela.restrictions.stepping_back import (
    conflicts_now,
    declare_conflict,
    end_conflict,
    step_back,
)
from tutela.web.tests import story

pytestmark = pytest.mark.django_db
DAY = Moment.day(date(2026, 11, 3))
FAMILY = WhyAConflict.FAMILY


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


def told(person, sort):
    stand_at_the_door(person.viewer)
    return Notice.objects.filter(practitioner=person, sort=sort).count()


def join(cast, child, who, by):
    return join_circle(
        who, child=child, role=Role.HEALTH, ground=Basis.SAFEGUARDING, by=by.viewer, since=DAY
    )


def test_a_declared_conflict_shuts_the_record_until_somebody_else_ends_it(cast, minh):
    declare_conflict(cast.gwen, child=minh, why=FAMILY, note="Her cousin", by=cast.alma.viewer)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.gwen.viewer)
    (declared,) = conflicts_now(read(minh, as_=cast.alma.viewer).chronology)
    end_conflict(declared, child=minh, why="It was another family", by=cast.alma.viewer)
    assert read(minh, as_=cast.gwen.viewer)
    assert conflicts_now(read(minh, as_=cast.alma.viewer).chronology) == ()


def test_a_lead_is_replaced_first_so_that_the_child_is_not_left_without_one(cast, minh):
    with pytest.raises(NotRecordable, match="take the lead first"):
        declare_conflict(cast.alma, child=minh, why=FAMILY, note=None, by=cast.ben.viewer)
    with pytest.raises(NotRecordable, match="take the lead first"):
        step_back(child=minh, why=FAMILY, note=None, by=cast.alma.viewer)
    assert read(minh, as_=cast.alma.viewer)


def test_whoever_sees_a_record_can_step_back_though_they_may_not_write(cast, minh):
    join(cast, minh, cast.hana, cast.alma)
    step_back(child=minh, why=FAMILY, note="He is my nephew", by=cast.hana.viewer)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.hana.viewer)
    assert told(cast.ben, "stepped-back") == 1
    assert told(cast.alma, "stepped-back") == 1
    with pytest.raises(NotVisible):
        step_back(child=minh, why=FAMILY, note=None, by=cast.stella.viewer)


def test_nobody_ends_a_conflict_of_their_own(cast, minh):
    step_back(child=minh, why=FAMILY, note=None, by=cast.ben.viewer)
    (declared,) = conflicts_now(read(minh, as_=cast.alma.viewer).chronology)
    with pytest.raises(NotRecordable, match="of their own"):
        end_conflict(declared, child=minh, why="It is fine", by=cast.ben.viewer)


def test_somebody_who_knows_the_child_is_brought_in_by_a_manager_alone(cast, minh):
    story.tell(minh, cast)
    add_known(Known("NGUYEN VAN MINH", tie="My neighbour’s son"), by=cast.hana.viewer)
    with pytest.raises(NotRecordable, match="A manager was asked"):
        join(cast, minh, cast.hana, cast.alma)
    assert told(cast.ben, "joins-and-knows") == 1
    with pytest.raises(NotVisible):
        read(minh, as_=cast.hana.viewer)
    assert join(cast, minh, cast.hana, cast.ben)


def test_in_an_emergency_the_list_stops_it_and_says_nothing(cast, minh):
    story.tell(minh, cast)
    cast.pavel.on_duty_rota = True
    cast.pavel.save()
    pavel = viewer_of(cast.pavel, fresh=True)
    add_known(Known("Nguyễn Văn Minh"), by=pavel)
    reference = read(minh, as_=cast.alma.viewer).gate.reference
    why = "He rang from a petrol station."
    answer = open_in_emergency(by=pavel, reason=Emergency.DANGER, why=why, reference=reference)
    assert answer.said is Said.NOTHING
    with pytest.raises(NotVisible):
        read(minh, as_=pavel)
    assert told(cast.alma, "knows-the-family") == 1
    assert told(cast.alma, "emergency-opened") == 0
    ((listed, _),) = my_list(pavel)
    remove_known(listed, by=pavel)
    again = open_in_emergency(by=pavel, reason=Emergency.DANGER, why=why, reference=reference)
    assert again.said is Said.OPENED


def test_a_list_is_sealed_and_nobody_elses(cast, minh):
    add_known(Known("Somebody Dear", "4 Elm Row, NS4 2QT"), by=cast.hana.viewer)
    stand_at_the_door(cast.hana.viewer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM restrictions_knownperson")
        ((sealed,),) = cursor.fetchall()
    assert "Dear" not in sealed
    stand_at_the_door(cast.ben.viewer)
    assert KnownPerson.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_known_people(%s)", [cast.hana.id])
        assert cursor.fetchall() == []


def test_postcodes_are_read_however_they_are_written():
    assert postcodes("4 Elm Row, ns4 2qt and W1A1HQ") == {"NS42QT", "W1A1HQ"}
    assert postcodes("Room 12, call 999") == frozenset()


def test_a_restriction_says_its_sort_and_is_looked_at_within_ninety_days(cast, minh):
    alma = cast.alma.viewer
    restricted = RecordRestricted(
        sort=WhyRestricted.STAFF, why="His aunt works in the contact centre.",
        answers_for="Ben Okafor",
    )  # fmt: skip
    entry = record(restricted, child=minh, by=alma, happened=DAY).id
    duty = all_duties()["RESTRICTION_REVIEW"]

    def dues():
        known = read(minh, as_=alma).chronology
        return duties_of(known, nation=Nation.ENGLAND, born=None, duties=[duty])

    (due,) = dues()
    assert due.last_day == date(2026, 11, 3) + timedelta(days=90)
    again = RestrictionReviewed(why="She still works there.")
    record(again, child=minh, by=alma, happened=Moment.day(date(2026, 11, 10)), refers_to=entry)
    (due,) = dues()
    assert due.last_day == date(2026, 11, 10) + timedelta(days=90)
    lifted = RestrictionLifted(why="She left.")
    record(lifted, child=minh, by=alma, happened=Moment.day(date(2026, 11, 12)))
    (due,) = dues()
    assert due.ended is not None


def test_the_page_tells_whoever_brings_somebody_in(cast, minh):
    story.tell(minh, cast)
    add_known(Known("Nguyen Van Minh"), by=cast.hana.viewer)
    alma = Client()
    alma.force_login(cast.alma)
    answer = alma.post(
        reverse("circle", args=[minh]),
        {"email": "hana@example.org", "role": "health", "ground": "safeguarding"},
    )
    assert "A manager was asked" in answer.content.decode()
    assert told(cast.ben, "joins-and-knows") == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_conflict_is_declared_in_a_browser_and_shuts_the_page_at_once(
    live_server, page, cast, minh
):
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("conflicts", args=[minh]))
    assert violations(page) == []
    page.get_by_label("Email address of the person").fill("gwen@example.org")
    page.get_by_label("They are related to the child or know the family").check()
    page.get_by_role("button", name="Declare the conflict of interest").click()
    expect(page.get_by_text("Gwen Parry").first).to_be_visible()
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    for name in ("step_back",):
        page.goto(live_server.url + reverse(name, args=[minh]))
        assert violations(page) == []
    page.goto(live_server.url + reverse("people_i_know"))
    assert violations(page) == []
    page.get_by_label("Whole name").fill("Ana Reyes")
    page.get_by_role("button", name="Put them on the list").click()
    expect(page.get_by_text("Ana Reyes").first).to_be_visible()
    with pytest.raises(NotVisible):
        read(minh, as_=cast.gwen.viewer)
