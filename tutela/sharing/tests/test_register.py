"""The register of requests for disclosure: two people decide, and nobody learns who is known."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from tutela.access.viewer import viewer_of
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.gate import stand_at_the_door
from tutela.people.models import Practitioner
from tutela.sharing import register
from tutela.sharing.requesting import (
    DECIDES,
    Asked,
    Decision,
    Power,
    Step,
    Taken,
    decision,
    may_decide,
)
from tutela.sharing.tests import whole

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SENT = {
    "came_on-day": "2", "came_on-month": "11", "came_on-year": "2026", "requester": "PC Stone",
    "organisation": "Westport Police", "contact": "01632 960077", "power": "police",
    "law": "", "about": "Nguyễn Văn Minh", "wanted": "Where he lives", "purpose": "An inquiry",
}  # fmt: skip


@pytest.fixture
def officers(cast) -> SimpleNamespace:
    """Ben manages; Iris protects the data of the same council; Stella does both at another."""
    Practitioner.objects.filter(id=cast.iris.id).update(protects_data=True)
    Practitioner.objects.filter(id=cast.stella.id).update(manages=True, protects_data=True)
    for who in ("iris", "stella"):
        getattr(cast, who).refresh_from_db()
        getattr(cast, who).viewer = viewer_of(getattr(cast, who))
    return cast


def asked(**changes):
    said = {"requester": "PC Stone", "organisation": "Westport Police", "contact": "01632 960077",
            "about": "Somebody", "wanted": "An address", "purpose": "An inquiry"}  # fmt: skip
    return Asked(**(said | changes))


def registered(by, power=Power.POLICE, **changes):
    return register.register(asked(**changes), power=power, came_on=whole.today(), by=by)


def as_it_is(sql, *values):
    """The application's role asks the database, past everything that is written in Python."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_two_people_release_one_of_whom_protects_data(officers):
    ben, iris = officers.ben.viewer, officers.iris.viewer
    one = registered(ben)
    register.take(one, Step.GUARDIAN_TOLD, by=ben)
    assert register.take(one, Step.RELEASE, by=ben, note="A court").decision is Decision.OPEN
    with pytest.raises(NotRecordable, match="decided already"):
        register.take(one, Step.RELEASE, by=ben, note="Twice")
    done = register.take(one, Step.RELEASE, by=iris, note="Only the first name")
    assert done.decision is Decision.RELEASED
    assert [step.protects_data for step in done.steps] == [False, False, True]


def test_nothing_is_released_before_the_guardian_is_told_or_it_is_said_why_not(officers):
    one = registered(officers.ben.viewer)
    with pytest.raises(NotRecordable, match="Tell the guardian first"):
        register.take(one, Step.RELEASE, by=officers.ben.viewer, note="x")
    with pytest.raises(NotRecordable, match="Say why"):
        register.take(one, Step.GUARDIAN_NOT_TOLD, by=officers.ben.viewer)
    register.take(one, Step.GUARDIAN_NOT_TOLD, by=officers.ben.viewer, note="She is away")
    register.take(one, Step.RELEASE, by=officers.ben.viewer, note="x")


def test_immigration_enforcement_is_registered_and_can_only_be_refused(officers):
    ben, iris = officers.ben.viewer, officers.iris.viewer
    one = registered(ben, Power.IMMIGRATION_ENFORCEMENT)
    register.take(one, Step.GUARDIAN_TOLD, by=ben)
    with pytest.raises(NotRecordable):
        register.take(one, Step.RELEASE, by=ben, note="They insist")
    stand_at_the_door(ben)
    with pytest.raises(DatabaseError, match="enforcement"):
        as_it_is(
            "INSERT INTO sharing_disclosurestep (id, request_id, step, by_id, at,"
            " protects_data, sealed) VALUES (%s, %s, 'release', %s, now(), true, '')",
            uuid4(), one, ben.id,
        )  # fmt: skip
    for who in (ben, iris):
        done = register.take(one, Step.REFUSE, by=who, note="No record is used for it")
    assert done.decision is Decision.REFUSED


def test_whoever_inserts_a_step_does_not_say_themselves_that_they_protect_data(officers):
    ben = officers.ben.viewer
    one = registered(ben)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_disclosurestep (id, request_id, step, by_id, at, protects_data,"
            " sealed) VALUES (%s, %s, 'letter', %s, now(), true, '') RETURNING protects_data",
            [uuid4(), one, ben.id],
        )
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sharing_disclosurerequest SET power = 'police'",
        "DELETE FROM sharing_disclosurerequest",
        "UPDATE sharing_disclosurestep SET step = 'release'",
        "DELETE FROM sharing_disclosurestep",
    ],
)
def test_a_step_that_was_taken_stays(officers, sql):
    registered(officers.ben.viewer)
    with pytest.raises(DatabaseError, match="permission denied"):
        as_it_is(sql)


def test_each_agency_has_a_register_of_its_own_and_nobody_else_reads_it(officers):
    one = registered(officers.ben.viewer)
    assert register.every(officers.stella.viewer) == ()
    assert register.one(one, as_=officers.stella.viewer) is None
    assert register.every(officers.alma.viewer) == ()
    with pytest.raises(NotAllowed):
        registered(officers.alma.viewer)
    with pytest.raises(NotAllowed):
        register.take(one, Step.REFUSE, by=officers.stella.viewer, note="x")


def test_a_retry_registers_once(officers):
    made = uuid4()
    for _ in range(2):
        register.register(asked(), power=Power.POLICE, came_on=whole.today(),
                          by=officers.ben.viewer, id=made)  # fmt: skip
    assert len(register.every(officers.ben.viewer)) == 1


def test_a_request_about_a_child_who_is_known_looks_like_one_about_nobody(as_, officers, told):
    """Byte for byte, but for the name that was asked about, and query for query."""
    ben, found = as_("ben"), []
    # What is read once in a process or a session is read now.
    ben.get(ben.post(reverse("request_new"), SENT | {"_entry": str(uuid4())}).url)
    for about in ("Nguyễn Văn Minh", "Nguyễn Văn Không"):
        sent = SENT | {"about": about, "_entry": str(uuid4())}
        with connection.execute_wrapper(counted := Counted()):
            answer = ben.post(reverse("request_new"), sent)
            page = ben.get(answer.url).content.decode()
        page = page.replace(about, "somebody")
        found.append((answer.status_code, counted.times, without_what_is_random(page)))
    assert found[0] == found[1]


class Counted:
    """Counts what the database is asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, execute, *args):
        self.times += 1
        return execute(*args)


def without_what_is_random(page):
    ids = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    for pattern in (r"csrfmiddlewaretoken\" value=\"\w+\"", ids, r"D-\w{4}-\w{4}", r"\d\d:\d\d"):
        page = re.sub(pattern, "", page)
    return page


def test_the_letter_neither_confirms_nor_denies(as_, officers, told):
    ben, iris = as_("ben"), as_("iris")
    address = ben.post(reverse("request_new"), SENT).url
    request_id = address.strip("/").split("/")[-1]
    letter = reverse("request_letter", args=[request_id])
    assert ben.get(letter).status_code == 404
    for client in (ben, iris):
        client.post(address, {"decision": "refuse", "note": "No power to ask for it"})
    answer = ben.get(letter)
    words = " ".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages)
    words = " ".join(words.split())
    assert "We do not say whether we hold anything about any person" in words
    assert "Minh" not in words
    assert "Westport Police" in words


def test_those_who_do_not_keep_the_register_are_told_so(as_, officers):
    alma = as_("alma")
    for name in ("requests", "request_new"):
        assert alma.get(reverse(name)).status_code == 403
    assert "Requests for disclosure" not in alma.get("/").content.decode()
    assert "Requests for disclosure" in as_("iris").get("/").content.decode()
    assert as_("ben").get(reverse("request", args=[uuid4()])).status_code == 404


def test_registering_says_what_is_missing(as_, officers):
    ben = as_("ben")
    assert ben.post(reverse("request_new"), {}).status_code == 400
    future = SENT | {"came_on-year": "2099"}
    assert "The day is in the future" in ben.post(reverse("request_new"), future).content.decode()


PEOPLE = [uuid4() for _ in range(3)]


def test_one_person_alone_never_decides_and_nobody_without_who_protects_data():
    """Every order of up to four decisions and other steps by three people; one protects data."""
    each = [
        Taken(step, who, "", whole.now().start, who == PEOPLE[2])
        for step, who in product((*DECIDES, Step.GUARDIAN_TOLD), PEOPLE)
    ]
    decided = 0
    for steps in product(each, repeat=4):
        outcome = decision(steps)
        if outcome is not Decision.OPEN:
            decided += 1
            step = Step.RELEASE if outcome is Decision.RELEASED else Step.REFUSE
            alike = [s for s in steps if s.step is step]
            assert len({s.by for s in alike}) >= 2
            assert any(s.protects_data for s in alike)
    assert decided > 100


def test_only_enforcement_narrows_what_can_be_decided():
    for power in Power:
        expected = {Step.REFUSE} if power is Power.IMMIGRATION_ENFORCEMENT else DECIDES
        assert may_decide(power) == expected
