"""The firewall between protection and immigration enforcement, statement by statement: no account,
no purpose, no import, no package but those addressed to it, and no way to ask who is known."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tutela.access.entries import CircleJoined
from tutela.access.policy import TABLE, grants
from tutela.access.standing import Basis, Purpose, Relation
from tutela.chronology.kinds import Category, all_kinds
from tutela.doors.errors import NotRecordable
from tutela.doors.importing import ImportProblem, Planned, PlannedChild, record_many
from tutela.people.models import Agency
from tutela.people.roles import NEVER_IN_A_CIRCLE, AgencyKind, Role
from tutela.sharing.answers import (
    FOR_THE_COMPETENT_AUTHORITY,
    AsWhom,
    Part,
    RecipientKind,
    UsedFor,
)
from tutela.sharing.checks import names_enforcement
from tutela.sharing.tests import whole

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
_ENFORCEMENT = re.compile(r"enforce|border|immigration|home.office|removal|deport", re.IGNORECASE)


# F1: no account.


@pytest.mark.parametrize("kind", ["immigration-enforcement", "home-office", "border-force", ""])
def test_no_agency_of_that_kind_can_exist_even_for_the_databases_owner(kind):
    with (
        pytest.raises(IntegrityError, match="agency_kind_is_known"),
        transaction.atomic(using="owner"),
    ):
        Agency.objects.using("owner").create(name="Elsewhere", kind=kind, nation="england")


@pytest.mark.parametrize("choices", [AgencyKind, Role, UsedFor, AsWhom, RecipientKind])
def test_no_list_to_choose_from_offers_it(choices):
    assert [c for c in choices if _ENFORCEMENT.search(f"{c.value} {c.name}")] == []


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("purpose", "enforcement", "membership_never_for_enforcement"),
        ("role", "competent-authority", "membership_role_may_read"),
        ("role", "immigration-enforcement", "membership_role_may_read"),
    ],
)
def test_no_place_in_a_circle_can_be_written_for_it(minh, cast, column, value, constraint):
    row = {"role": "police", "purpose": "care", "relation": "circle", "basis": "statutory"}
    row |= {column: value}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [constraint]
        )
        (rule,) = cursor.fetchone()
        cursor.execute(f"SELECT {rule.removeprefix('CHECK ')} FROM (SELECT %(role)s::varchar AS"
                       " role, %(purpose)s::varchar AS purpose) x", row)  # fmt: skip
        assert cursor.fetchone() == (False,)


# F2: no query, no grant.


def test_nothing_in_the_access_table_is_granted_for_it():
    granted = {standing.split("/")[2] for standing, *_ in grants()}
    assert Purpose.ENFORCEMENT.value not in granted
    assert all(not TABLE.get(role) for role in NEVER_IN_A_CIRCLE)


def test_nobody_is_brought_into_a_circle_for_it(minh, cast):
    joined = CircleJoined(
        practitioner=cast.pavel.id, name="Pavel Novak", role=Role.POLICE,
        ground=Basis.STATUTORY, purpose=Purpose.ENFORCEMENT,
    )  # fmt: skip
    with pytest.raises(NotRecordable, match="immigration enforcement"):
        whole.tell(joined, minh, cast.alma.viewer)


def test_no_import_brings_it_in(cast):
    joined = CircleJoined(
        practitioner=cast.pavel.id, name="P", role=Role.POLICE, ground=Basis.STATUTORY,
        relation=Relation.CIRCLE, purpose=Purpose.ENFORCEMENT,
    )  # fmt: skip
    child = PlannedChild(
        uuid4(), "2222-2222", cast.alma.viewer, Role.LEAD_WORKER, "x", None,
        (Planned(joined, whole.now(), cast.alma.viewer),),
    )  # fmt: skip
    with pytest.raises(ImportProblem, match="immigration enforcement"):
        list(record_many([child]))


def test_no_address_of_the_program_is_for_it():
    assert [route for route in routes() if _ENFORCEMENT.search(route)] == []


# F3: the competent authority gets packages, as sent, and of three parts only.


def test_the_competent_authority_is_given_three_parts_and_no_more(minh, cast):
    def proposed(part):
        return whole.outside(
            recipient_kind="competent-authority", recipient="Single competent authority",
            parts={part},
        )  # fmt: skip

    for part in Part:
        if part in FOR_THE_COMPETENT_AUTHORITY:
            whole.tell(proposed(part), minh, cast.alma.viewer)
        else:
            with pytest.raises(NotRecordable, match="nothing else"):
                whole.tell(proposed(part), minh, cast.alma.viewer)


def test_the_competent_authority_is_no_guest(minh, cast):
    proposal = whole.outside(
        recipient_kind="competent-authority", recipient="Single competent authority",
        parts={"identity"}, guest="legal",
    )  # fmt: skip
    with pytest.raises(NotRecordable, match="Only somebody with an account"):
        whole.tell(proposal, minh, cast.alma.viewer)


def test_where_the_child_is_cannot_be_shared_at_all():
    assert {part.value for part in Part} == {
        c.value for c in Category if c not in {Category.LOCATION, Category.RECORD}
    }


@pytest.mark.parametrize(
    "name",
    ["Immigration Enforcement", "Immigration Compliance and Enforcement, East", "Border Force",
     "ICE team, Croydon", "Home Office removals casework", "immigration enforcement (raids)"],
)  # fmt: skip
def test_a_share_that_names_it_is_refused(minh, cast, name):
    with pytest.raises(NotRecordable, match="Nothing is shared with immigration enforcement"):
        whole.tell(whole.outside(recipient=name), minh, cast.alma.viewer)


@pytest.mark.parametrize("name", ["Elm College", "Enforce Karate Club", "Dr Border", "Iceland"])
def test_a_name_that_only_sounds_like_it_is_not(name):
    assert not names_enforcement(name)


# F4: whoever was let in for a time passes nothing on.


def test_a_guest_proposes_and_sends_nothing(as_, minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(guest="police", parts={"identity"}))
    stella = as_("stella")
    stella.post(reverse("parcel", args=[entry]))
    stella.post(reverse("parcel_answer", args=[entry]), {"_answer": "accept"})
    assert stella.get(reverse("child", args=[minh])).status_code == 200
    for address in (
        reverse("sharing", args=[minh]),
        reverse("take_out", args=[minh]),
        reverse("record_ask", args=[minh, "transition-proposed"]),
        reverse("share_paper", args=[minh, entry]),
    ):
        assert stella.get(address).status_code == 403, address


# F7: nobody can ask who is known.


def routes(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def names_with_an_id(patterns=None, before=()):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        known = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from names_with_an_id(pattern.url_patterns, known)
        elif pattern.name and set(known) & {"child", "entry"}:
            yield pattern.name, known


def bare(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = re.sub(rb"csrfmiddlewaretoken\" value=\"\w+\"", b"", body)
    page = re.sub(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"", page)
    location = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", answer.get("Location", ""))
    return answer.status_code, location, page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_child_out_of_reach_answers_like_no_child_in_words_and_in_work(
    as_, minh, cast, told, method, monkeypatch
):
    """Every address with the id of a child or an entry: the same status, the same bytes, and the
    same number of questions to the database, which is what the time hangs on."""
    package = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    kinds = next(iter(all_kinds()))
    # What the menu remembers for a minute must not run out between two answers.
    monkeypatch.setattr("tutela.web.navigation.monotonic", lambda: 0.0)
    rory, differ, asked = as_("rory"), [], 0
    for _ in range(2):  # What is read once in a process or a session is read now.
        getattr(rory, method)(reverse("child", args=[uuid4()]))
    for name, arguments in sorted(set(names_with_an_id())):
        known = {"child": minh, "entry": package, "kind": kinds}
        nobody = {"child": uuid4(), "entry": uuid4(), "kind": kinds}
        if set(arguments) - known.keys():
            continue
        found = []
        for ids in (known, nobody):
            counted = Counted()
            with connection.execute_wrapper(counted):
                answer = getattr(rory, method)(reverse(name, kwargs={a: ids[a] for a in arguments}))
            found.append((bare(answer), counted.times))
        asked += 1
        if found[0] != found[1]:
            differ.append((name, found[0][0][:2], found[1][0][:2], found[0][1], found[1][1]))
    assert differ == []
    assert asked > 30


class Counted:
    """Counts what the database is asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, execute, *args):
        self.times += 1
        return execute(*args)


def test_search_finds_nobody_out_of_reach_whatever_is_asked(as_, minh, cast, told):
    rory, reference = as_("rory"), "ZZZZ-9999"
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(cast.alma.id)])
        cursor.execute("SELECT reference FROM people_child WHERE id = %s", [minh])
        (known,) = cursor.fetchone()
    pages = []
    for words in (known, reference, "Nguyễn Văn Minh", "Oskar Nobody"):
        page = rory.post(reverse("search"), {"words": words}).content.decode()
        pages.append(re.sub(r"csrfmiddlewaretoken\" value=\"\w+\"", "", page.replace(words, "")))
    assert len(set(pages)) == 1


def test_an_id_that_is_taken_by_a_child_out_of_reach_says_nothing_of_the_child(as_, minh, cast):
    """Opening a record under an id that is taken is refused; the page names no child."""
    sent = {"_child": str(minh), "why": "x", "role": "lead-worker"}
    rory = as_("rory")
    with pytest.raises(DatabaseError, match="id-taken"), transaction.atomic():
        rory.post(reverse("open_record"), sent)
