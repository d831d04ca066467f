"""Watching over: what is raised, who hears of it, and that a day like any other raises nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tutela.access.viewer import viewer_of
from tutela.config.testing.browsing import sign_in, violations
from tutela.config.testing.cast import PASSWORD
from tutela.doors.caseload import find
from tutela.doors.errors import NotRecordable, NotVisible
from tutela.doors.feed import facts
from tutela.doors.gate import stand_at_the_door
from tutela.doors.nobody import records_of_nobody
from tutela.doors.reading import read
from tutela.doors.verifying import broken_chains
from tutela.duties.models import DueRow
from tutela.notices.models import Notice
from tutela.people.models import Agency, Practitioner
from tutela.watch.decoys import make_decoys
from tutela.watch.models import Overseer, Signal
from tutela.watch.nightly import run
from tutela.watch.reading import Found, decoys, say_found, signals, today
from tutela.watch.rules import Threshold, family_name, thresholds
from tutela.watch.tests.staff import MadeUp

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
FIRST = date(2026, 10, 5)
SOME = ("browsing", "kin", "exports", "night", "away", "in-order", "repeat")


@pytest.fixture
def officers(cast):
    """Dora protects data at Northshire, Otto at Southport, who sees Northshire's signals too."""
    for who, agency in (("dora", cast.ben.agency), ("otto", cast.stella.agency)):
        person = Practitioner.objects.create_practitioner(
            email=f"{who}@example.org", name=f"{who.capitalize()} Quill", agency=agency,
            protects_data=True, password=PASSWORD,
        )  # fmt: skip
        person.viewer = viewer_of(person)
        setattr(cast, who, person)
    Overseer.objects.using("owner").create(agency=cast.ben.agency, also=cast.stella.agency)
    return cast


@pytest.fixture
def decoy(officers):
    """One of Northshire's decoys."""
    return make_decoys(officers.ben.agency, on=date(2026, 11, 20))[0]


def told(person):
    with transaction.atomic():
        stand_at_the_door(person.viewer)
        return Notice.objects.filter(practitioner=person, sort="signal").count()


def test_misuse_is_raised_and_ordinary_days_are_not(db):
    made_up = MadeUp(staff=20, children=120, seed=4)
    days = [FIRST + timedelta(days=n) for n in range(14, 21)]
    misuses = made_up.misuses(SOME, days)
    made_up.live(FIRST, 21, misuses)
    raised = {(r.person, r.day) for day in days for r in run(day)}
    assert raised == {(m.person, m.day) for m in misuses}
    assert run(days[-1]) == (), "a night that is run again raises nothing twice"


def test_officers_of_two_agencies_hear_of_it_and_say_what_they_found(officers, minh):
    read(minh, as_=officers.ben.viewer)
    low = {"children": Threshold("children", 1, 0, "different children looked at")}
    day = timezone.localdate()
    assert len(run(day, limits=low)) == 1
    assert [told(officers.dora), told(officers.otto), told(officers.ben)] == [1, 1, 0]
    (one,) = signals(officers.otto.viewer)
    assert (one.who, one.measure, one.number) == ("Ben Okafor", "children", 1)
    with pytest.raises(NotRecordable):
        say_found(one.id, by=officers.otto.viewer, found=Found.EXPLAINED, note="ok")
    note = "Asked Ben: he covers for a colleague."
    assert say_found(one.id, by=officers.otto.viewer, found=Found.EXPLAINED, note=note)
    assert not say_found(one.id, by=officers.dora.viewer, found=Found.PASSED_ON, note=note)
    assert signals(officers.dora.viewer)[0].note == note
    assert "covers" not in Signal.objects.using("owner").get().note
    for nobody in (officers.ben, officers.alma, officers.stella):
        assert signals(nobody.viewer) == ()
        assert not say_found(one.id, by=nobody.viewer, found=Found.EXPLAINED, note=note)


def test_an_officer_is_never_the_judge_of_their_own_day(officers):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT watch_raise(%s, %s, 'exports', 9, 0, NULL)",
                       [date(2026, 11, 20), officers.dora.id])  # fmt: skip
    assert signals(officers.dora.viewer) == ()
    assert told(officers.dora) == 0
    assert len(signals(officers.otto.viewer)) == 1


def test_any_look_at_a_decoy_is_told_in_the_same_transaction(officers, decoy):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        read(decoy, as_=officers.ben.viewer)
        raise ZeroDivisionError
    assert told(officers.dora) == 0, "a look that was undone was none"
    read(decoy, as_=officers.ben.viewer)
    assert [told(officers.dora), told(officers.otto), told(officers.ben)] == [1, 1, 0]
    assert signals(officers.dora.viewer)[0].measure == "decoy"
    read(decoy, as_=officers.ben.viewer)
    assert told(officers.dora) == 1, "and said once, not at every page"


def test_who_guesses_its_address_is_told_of_too(officers, decoy, client, settings):
    settings.DEMONSTRATION = True
    client.force_login(officers.stella)
    with pytest.raises(NotVisible):
        read(decoy, as_=officers.stella.viewer)
    client.get(reverse("child", args=[decoy]))
    assert told(officers.otto) == 1


def test_a_decoy_looks_like_any_record_and_is_counted_nowhere(officers, minh, decoy):
    record = read(decoy, as_=officers.ben.viewer)
    assert len(record.chronology) == 8
    assert list(broken_chains()) == []
    with transaction.atomic():
        stand_at_the_door(officers.ben.viewer)
        assert not DueRow.objects.filter(child_id=decoy).exists()
    assert len(records_of_nobody(using="owner")) == 3
    assert list(facts(timezone.localdate())) == []
    # A manager finds it by name like any other: without that nobody would ever be caught.
    name = next(iter(find(record.gate.reference, as_=officers.ben.viewer)))
    assert name.child == decoy
    assert make_decoys(officers.ben.agency, on=date(2026, 11, 20)) == ()


def test_which_records_are_decoys_is_said_to_their_own_officer_alone(officers, decoy):
    assert len(decoys(officers.dora.viewer)) == 3
    for nobody in (officers.otto, officers.ben, officers.alma):
        assert decoys(nobody.viewer) == ()
    for table in ("watch_decoy", "watch_signal", "watch_count", "watch_overseer", "access_audit"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM {table}")


def test_today_can_be_looked_at_before_the_night(officers, minh, monkeypatch):
    assert today(officers.dora.viewer) == ()
    low = {"children": Threshold("children", 1, 0, "different children looked at")}
    monkeypatch.setattr("tutela.watch.reading.configured", lambda: low)
    read(minh, as_=officers.alma.viewer)
    assert [row.who for row in today(officers.otto.viewer)] == ["Alma Reyes"]
    assert today(officers.ben.viewer) == ()


def test_thresholds_are_a_table_that_is_read_and_checked(tmp_path):
    shipped = thresholds()
    assert shipped["away"].is_a_signal(1, 100)
    assert not shipped["children"].is_a_signal(24, 0)
    assert not shipped["children"].is_a_signal(30, 15)
    assert shipped["children"].is_a_signal(31, 15)
    bad = tmp_path / "t.csv"
    for text in ("measure,floor\nx,1\n", "measure,floor,times,words\nx,0,1,y\n"):
        bad.write_text(text)
        with pytest.raises(ValueError, match=r"column|floor"):
            thresholds(bad)


def test_a_family_name_is_the_last_word_of_a_name():
    assert family_name("Ana de Souza") == "Souza"
    assert family_name("Ana") == ""
    assert Agency.objects.count() > 0


@pytest.mark.browser
def test_an_officer_reads_a_signal_in_a_browser(live_server, page, officers, decoy, settings):
    settings.DEMONSTRATION = True
    read(decoy, as_=officers.ben.viewer)
    sign_in(page, live_server.url, "dora")
    page.get_by_role("link", name="Read your notices").click()
    page.get_by_role("link", name="Look at it").click()
    assert violations(page) == []
    page.get_by_label("It has a good explanation").check()
    page.get_by_label("In a sentence or two").fill("Asked Ben: he looked for a twin.")
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("It has a good explanation")).to_be_visible()
    page.goto(live_server.url + reverse("watch") + "?today=1&decoys=1")
    assert violations(page) == []
    settings.DEMONSTRATION = False
