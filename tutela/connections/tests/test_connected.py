"""Two connected children: in both records or neither, and shown only to who may see both."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tutela.access.standing import Basis
from tutela.chronology.kinds import Category
from tutela.chronology.moment import Moment
from tutela.connections.answers import Bond, Sure, Trace
from tutela.connections.derive import connected
from tutela.connections.entries import ChildrenConnected, TraceSeen
from tutela.connections.linking import Connection, connect, disconnect, within_reach
from tutela.connections.matching import matches
from tutela.doors.errors import NotAllowed, NotRecordable, NotVisible
from tutela.doors.opening import join_circle, open_record
from tutela.doors.reading import read
from tutela.doors.recording import record, withdraw
from tutela.files.record_copy import copy_of
from tutela.identity.entries import NameKind, NameStated, NameUse, Script, StatedBy
from tutela.people.choice import Answer
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db
DAY = Moment.day(date(2026, 11, 10))
SAID = Connection(Bond.FOUND_TOGETHER, Sure.KNOWN, "In the same van.")
NUMBER, ADDRESS = "07700 900123", "12 Rose Street, Leeds"


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def lan(cast):
    """Another child of Alma's. Gwen, Minh's guardian, stands nowhere near."""
    child = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="Found in a van")
    name = NameStated(
        full="Lan Pham", kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )  # fmt: skip
    record(name, child=child, by=cast.alma.viewer, happened=DAY)
    return child


def sees(child, person):
    return connected(read(child, as_=person.viewer).chronology)


def test_it_stands_in_both_records_and_shows_to_who_may_see_both(cast, minh, lan):
    connect([minh, lan], SAID, happened=DAY, by=cast.alma.viewer)

    assert [e.says(ChildrenConnected).other for e in sees(minh, cast.alma)] == [lan]
    assert [e.says(ChildrenConnected).other for e in sees(lan, cast.alma)] == [minh]
    assert sees(minh, cast.gwen) == ()


def test_nothing_of_it_is_read_by_who_may_see_one_child_alone(client, cast, minh, lan):
    mine, its = connect([minh, lan], SAID, happened=DAY, by=cast.alma.viewer)
    reference = read(lan, as_=cast.alma.viewer).gate.reference
    pages = [
        reverse("child", args=[minh]), reverse("network", args=[minh]),
        reverse("people_around", args=[minh]),
    ]  # fmt: skip
    for person, shown in ((cast.alma, True), (cast.gwen, False)):
        client.force_login(person)
        told = "".join(client.get(page).content.decode() for page in pages)
        for words in ("In the same van", "found together", str(lan), str(mine)):
            assert (words in told) is shown, words
        assert reference not in told or shown
        assert ("Lan Pham" in told) is shown
    client.force_login(cast.gwen)
    assert client.get(reverse("disconnect", args=[minh, mine])).status_code == 404
    with pytest.raises(NotAllowed):
        withdraw(mine, child=minh, by=cast.gwen.viewer, reason="I should not even know of it")
    assert its not in read(minh, as_=cast.alma.viewer).chronology


def test_who_comes_to_see_both_sees_it_and_who_goes_sees_it_no_more(cast, minh, lan):
    connect([minh, lan], SAID, happened=DAY, by=cast.alma.viewer)
    join_circle(
        cast.gwen, child=lan, role=Role.GUARDIAN, ground=Basis.STATUTORY, by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )  # fmt: skip
    assert len(sees(minh, cast.gwen)) == 1

    # A nurse sees both children, and reads of neither what protects them.
    for child in (minh, lan):
        join_circle(
            cast.hana, child=child, role=Role.HEALTH, ground=Basis.STATUTORY,
            by=cast.alma.viewer, since=Moment.day(date(2026, 11, 2)),
        )  # fmt: skip
    assert sees(minh, cast.hana) == ()


def test_nobody_connects_a_child_whom_they_may_not_see(client, cast, minh, lan):
    with pytest.raises(NotVisible):
        connect([minh, lan], SAID, happened=DAY, by=cast.gwen.viewer)
    assert sees(minh, cast.alma) == ()
    with pytest.raises(NotRecordable):
        connect([minh, minh], SAID, happened=DAY, by=cast.alma.viewer)

    # A child out of reach and a child who does not exist are answered alike.
    reference = read(lan, as_=cast.alma.viewer).gate.reference
    assert within_reach(reference, by=cast.gwen.viewer) is None
    client.force_login(cast.gwen)
    sent = {"bond": "friends", "sure": "known", "what": "x"}
    address = reverse("connect", args=[minh])
    real, made_up = (
        client.post(address, sent | {"others": words}).content.decode()
        for words in (reference, "ZZZZ-ZZZZ")
    )
    assert "Nobody with this reference is in your care" in real
    for words in (reference, "ZZZZ-ZZZZ"):
        real, made_up = real.replace(words, ""), made_up.replace(words, "")
    assert real.count("Nobody with this reference") == made_up.count("Nobody with this reference")


def test_it_is_made_and_taken_back_on_pages_in_both_records(client, cast, minh, lan):
    client.force_login(cast.alma)
    reference = read(lan, as_=cast.alma.viewer).gate.reference
    sent = {"others": reference.lower(), "bond": "journey", "sure": "thought", "what": "One boat."}
    assert client.post(reverse("connect", args=[minh]), sent).status_code == 302
    page = client.get(reverse("network", args=[minh])).content.decode()
    assert "<svg" in page
    assert "stroke-dasharray" in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]
    assert "Lan Pham" in page

    (entry,) = sees(minh, cast.alma)
    end = reverse("disconnect", args=[minh, entry.id])
    assert client.get(end).status_code == 200
    assert client.post(end, {"reason": "It was another boat, on another day."}).status_code == 302
    assert sees(minh, cast.alma) == sees(lan, cast.alma) == ()
    with pytest.raises(LookupError):
        disconnect(minh, entry.id, reason="Once more", by=cast.alma.viewer)
    record_now = read(minh, as_=cast.gwen.viewer).chronology
    assert all(e.withdraws is None for e in record_now), "nor that something was taken back"


def test_no_copy_and_no_package_ever_holds_it(cast, minh, lan):
    connect([minh, lan], SAID, happened=DAY, by=cast.alma.viewer)
    whole = read(minh, as_=cast.alma.viewer).chronology

    copied = copy_of(whole, set(Category)).entries
    assert not any(isinstance(one.content, ChildrenConnected) for one in copied)


def put_trace(child, person, number=NUMBER, address=None):
    sort = Trace.ADDRESS if address else Trace.PHONE
    content = TraceSeen(
        sort=sort, number=None if address else number, address=address, police_know=Answer.NO
    )
    record(content, child=child, by=person.viewer, happened=DAY)


def test_the_same_number_is_asked_about_only_among_children_in_ones_own_care(
    client, cast, minh, lan
):
    put_trace(minh, cast.alma)
    put_trace(lan, cast.alma, "+44 7700-900123")

    mine = matches(read(minh, as_=cast.alma.viewer), by=cast.alma.viewer)
    assert [(m.other, m.sort) for m in mine] == [(lan, Trace.PHONE)]
    assert matches(read(minh, as_=cast.gwen.viewer), by=cast.gwen.viewer) == ()
    client.force_login(cast.alma)
    assert (
        "Look at it, and connect"
        in client.get(reverse("people_around", args=[minh])).content.decode()
    )
    connect([minh, lan], SAID, happened=DAY, by=cast.alma.viewer)
    assert matches(read(minh, as_=cast.alma.viewer), by=cast.alma.viewer) == ()


def test_the_same_address_is_asked_about_too(cast, minh, lan):
    put_trace(minh, cast.alma, address=ADDRESS)
    put_trace(lan, cast.alma, address="12 ROSE STREET LEEDS")

    (match,) = matches(read(minh, as_=cast.alma.viewer), by=cast.alma.viewer)
    assert (match.other, match.sort) == (lan, Trace.ADDRESS)


def test_three_children_of_one_event_are_connected_each_with_each(client, cast, minh, lan):
    third = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="Found in a van")
    join_circle(
        cast.gwen, child=third, role=Role.GUARDIAN, ground=Basis.STATUTORY, by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )  # fmt: skip
    references = [read(c, as_=cast.alma.viewer).gate.reference for c in (lan, third)]
    client.force_login(cast.alma)
    sent = {"bond": "found-together", "sure": "known", "what": "In one van."}
    address = reverse("connect", args=[minh])
    assert client.post(address, sent | {"others": "\n".join([*references, "ZZZZ-ZZZZ"])}).context
    assert sees(minh, cast.alma) == (), "all or none"
    assert client.post(address, sent | {"others": "\r\n".join(references)}).status_code == 302

    assert {e.says(ChildrenConnected).other for e in sees(lan, cast.alma)} == {minh, third}
    # Gwen is guardian of two of the three, and reads of these two.
    assert [e.says(ChildrenConnected).other for e in sees(minh, cast.gwen)] == [third]
    with pytest.raises(NotRecordable):
        connect([minh, *(uuid4() for _ in range(8))], SAID, happened=DAY, by=cast.alma.viewer)
