"""Declarations and the pages of transfers: who may say what, and what nobody is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tutela.access.asked import Shield
from tutela.access.entries import WhereaboutsKept
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.identity.entries import Languages, Reading
from tutela.people.choice import Answer
from tutela.people.models import Agency
from tutela.people.roles import Role
from tutela.protection.transfer import matching
from tutela.protection.transfer.answers import Need
from tutela.protection.transfer.declaring import Declared, declarations, declare_places
from tutela.protection.transfer.matching import match
from tutela.protection.transfer.models import Declaration
from tutela.protection.transfer.tests.test_transfer import needs, referral

pytestmark = pytest.mark.django_db
DAY = Moment.day(date(2026, 11, 10))


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def waiting(cast, minh):
    """Minh waits for a place; Kent is a place of danger; a brother or sister may be named."""
    spoken = Languages(
        speaks=("vie",), reading=Reading.SOME, interpreter=Answer.NO, help_needed=Answer.NO
    )
    record(spoken, child=minh, by=cast.alma.viewer, happened=DAY)
    refer(cast, minh, danger_counties=("Kent",), needs=frozenset({Need.LEGAL_AID}))
    return minh


def refer(cast, child, **more):
    sent = record(referral(), child=child, by=cast.alma.viewer, happened=DAY)
    said = needs(**more)
    record(said, child=child, by=cast.alma.viewer, happened=DAY, refers_to=sent.id)


def another(cast, **more):
    child = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="A concern")
    refer(cast, child, **more)
    return child


@pytest.fixture
def has(monkeypatch, cast):
    """Lets an authority have declared this; that a manager can is proved apart."""
    declared = []
    monkeypatch.setattr(matching, "declarations", lambda at: list(declared))

    def one(agency, county, *, places=1, languages=(), offers=()):
        declared.append(
            Declaration(
                agency=Agency.objects.get(name=agency), at=timezone.now(), places=places,
                areas=[county], languages=list(languages), offers=list(offers),
            )
        )  # fmt: skip

    return one


def test_only_a_manager_of_the_authority_declares_and_nothing_is_changed(cast):
    said = Declared(places=2, counties=("Dorset",), towns=("Poole",))
    declare_places(said, by=cast.ben, viewer=cast.ben.viewer)
    for person in (cast.alma, cast.pavel):
        with pytest.raises(NotAllowed):
            declare_places(said, by=person, viewer=person.viewer)
    for sql in ("UPDATE transfer_declaration SET places = 9", "DELETE FROM transfer_declaration"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
    other = Agency.objects.get(name="Southport Council")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Declaration.objects.create(
            agency=other, by=cast.ben, at=timezone.now(), places=1, areas=[], languages=[],
            offers=[],
        )  # fmt: skip
    declare_places(said.model_copy(update={"places": 5}), by=cast.ben, viewer=cast.ben.viewer)
    assert [one.places for one in declarations(timezone.now())] == [5]
    assert not declarations(timezone.now() + timedelta(days=91))


def test_nobody_is_suggested_for_a_place_of_danger_or_where_they_are(cast, waiting, has):
    has("Southport Council", "Kent", languages=("vie",), offers=("legal-aid",))
    has("Northshire Council", "Dorset", languages=("vie",))
    found = match(cast.alma.viewer, timezone.now())
    assert found.plan == {waiting: None}
    assert not any(fit.is_possible for fit in found.ranked(waiting))

    has("Glenmore Council", "Fife")
    found = match(cast.alma.viewer, timezone.now())
    assert found.plan[waiting].authority.name == "Glenmore Council"
    assert found.ranked(waiting)[0].authority.name == "Glenmore Council"


def test_brothers_and_sisters_named_by_reference_stay_together(cast, waiting, has):
    reference = read(waiting, as_=cast.alma.viewer).gate.reference
    sister = another(cast, siblings=f"{reference.lower()}, AAAA-BBBB")
    has("Glenmore Council", "Fife")
    assert match(cast.alma.viewer, timezone.now()).plan == {waiting: None, sister: None}

    has("Southport Council", "Dorset", places=2)
    found = match(cast.alma.viewer, timezone.now()).plan
    assert {fit.authority.name for fit in found.values()} == {"Southport Council"}


def test_children_out_of_reach_and_those_kept_closely_are_not_matched(cast, waiting, has):
    has("Glenmore Council", "Fife")
    assert match(cast.stella.viewer, timezone.now()).waiting == []

    kept = WhereaboutsKept(level=Shield.SHIELDED, why="Somebody looks for him")
    record(kept, child=waiting, by=cast.alma.viewer, happened=DAY)
    found = match(cast.alma.viewer, timezone.now())
    assert (list(found.waiting), found.kept_close) == ([], 1)


def test_what_they_need_lies_sealed(cast, waiting):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(cast.alma.id)])
        cursor.execute("SELECT set_config('app.child', '', true)")
        cursor.execute("SELECT sealed FROM transfer_waiting")
        ((sealed,),) = cursor.fetchall()
    assert "Kent" not in sealed


def test_the_pages_suggest_with_reasons_and_never_say_which_danger(client, cast, waiting, has):
    has("Southport Council", "Kent", languages=("vie",))
    has("Glenmore Council", "Fife", languages=("vie",))
    client.force_login(cast.alma)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("transfer", args=[waiting])).content.decode()
    assert len(asked) <= 15
    assert "Somebody there speaks Vietnamese" in page
    assert "Never: a place of danger lies there" in page
    assert "Fits best for all who wait" in page
    assert "Kent" not in page.replace("Kentish", "")
    with CaptureQueriesContext(connection) as asked:
        everybody = client.get(reverse("transfers")).content.decode()
    assert len(asked) <= 15
    assert "Glenmore Council" in everybody

    client.force_login(cast.stella)
    assert client.get(reverse("transfer", args=[waiting])).status_code == 404
    assert str(waiting) not in client.get(reverse("transfers")).content.decode()


def test_a_manager_says_what_they_have_on_a_page(client, cast):
    client.force_login(cast.alma)
    assert client.get(reverse("declare_places")).status_code == 403
    client.force_login(cast.ben)
    address = reverse("declare_places")
    wrong = {"places": "many", "counties": ["Dorset"], "towns": ["Poole"]}
    assert client.post(address, wrong).status_code == 400
    answer = client.post(address, wrong | {"places": "3", "offers": ["guardian"]})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(reverse("transfers")).content.decode()
    assert "Northshire Council" in page
    assert "An independent guardian who can come" in page
