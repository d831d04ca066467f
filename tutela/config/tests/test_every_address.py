"""Every address, asked by everybody: nothing leaks, nothing tells that a child is known, and nobody
is kept from what their role reads."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client

from tutela.access.models import DatabasePurpose
from tutela.access.standing import Basis
from tutela.access.viewer import viewer_of
from tutela.chronology.kinds import all_kinds
from tutela.chronology.moment import Moment
from tutela.config.testing.crawling import (
    PLACE,
    Address,
    Seen,
    addresses,
    alike,
    canary,
    categories_marked,
    with_canaries,
)
from tutela.config.testing.figures import figure, much
from tutela.demo.localities import number_of_localities
from tutela.demo.people_of import make_people
from tutela.demo.vignettes import STORIES, idris, vignettes
from tutela.doors.importing import record_many
from tutela.doors.opening import join_circle
from tutela.doors.reading import read
from tutela.people.models import Agency, Practitioner
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role

NOW = datetime(2026, 11, 20, tzinfo=UTC)
METHODS = much(("get",), ("get", "head", "options", "post"))
NOT_ASKED = NEVER_IN_A_CIRCLE | {Role.DUTY_WORKER, Role.LEAD_WORKER, Role.YOUNG_PERSON}
ROLES = much((Role.POLICE, Role.GUARDIAN, Role.CARER), tuple(r for r in Role if r not in NOT_ASKED))
CHILDREN = much([STORIES.index(idris)], [STORIES.index(idris), *range(3)])
"""Idris's whereabouts are shielded."""


@pytest.fixture
def told(settings):
    settings.DEMONSTRATION = True
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    make_people(number_of_localities(500), using="owner")
    every = vignettes(seed=1, now=NOW)
    children = [with_canaries(every[number]) for number in dict.fromkeys(CHILDREN)]
    list(record_many(children, using="owner"))
    return children


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_every_address_says_no_more_and_no_less_than_it_may(told):
    agency = Agency.objects.using("owner").order_by("name").first()
    found = [walk(child, role, agency) for child in told for role in ROLES]
    strangers = [walk_as_a_stranger(child, agency) for child in told]
    leaks = [leak for _, leaks, _ in found for leak in leaks]
    hidden = [missing for _, _, missings in found for missing in missings]
    told_on = [oracle for _, oracles in strangers for oracle in oracles]
    broken = [b for seen, *_ in (*found, *strangers) for b in seen.broken]
    asked = sum(seen.asked for seen, *_ in (*found, *strangers))
    formats = set().union(*(seen.formats for seen, *_ in found))
    figure(
        "every address, asked by everybody", asked=asked, roles=len(ROLES) + 2,
        formats=sorted(formats), leaks=len(leaks), oracles=len(told_on), hidden=len(hidden),
        server_errors=len(broken),
    )  # fmt: skip
    assert (leaks, told_on, hidden, broken) == ([], [], [], [])
    assert asked > 100


def walk(child, role: Role, agency: Agency) -> tuple[Seen, list[str], list[str]]:
    """What somebody in this role met, what of it leaked, and what was missing."""
    who = somebody(agency)
    by = current_lead(child)
    join_circle(
        who, child=child.id, role=role, ground=Basis.STATUTORY, by=by, since=Moment.instant(NOW)
    )
    record = read(child.id, as_=viewer_of(who))
    may_see = {canary(category) for category in record.gate.categories}
    seen = asked_everything(signed_in(who), child.id, record)
    leaks = [
        f"{role} met {word} at {sorted(where)}"
        for word, where in seen.canaries.items()
        if word not in may_see and word != PLACE
    ]
    if record.gate.around.shield != "open":
        leaks += [f"{role} met a place at {seen.canaries[PLACE]}"] if PLACE in seen.canaries else []
    there = {canary(category) for category in categories_marked(child)}
    missing = [f"{role} never met {word}" for word in (there & may_see) - set(seen.canaries)]
    return seen, leaks, missing


def walk_as_a_stranger(child, agency: Agency) -> tuple[Seen, list[str]]:
    """What somebody outside the circle, and somebody not signed in, met that tells of a child."""
    client, nobody = signed_in(somebody(agency)), Client(raise_request_exception=False)
    seen, oracles = Seen(), []
    no_child = uuid4()
    pairs = zip(addresses(child.id, arguments()), addresses(no_child, arguments()), strict=True)
    for real, made_up in pairs:
        if "child" not in real.path and str(child.id) not in real.path:
            continue
        for method in METHODS:
            for somebody_else in (client, nobody):
                answer = asked_once(somebody_else, method, real)
                seen.note(real, answer)
                if not alike(answer, asked_once(somebody_else, method, made_up)):
                    oracles.append(f"{method} {real.name}")
    oracles += [f"a stranger met {word}" for word in seen.canaries]
    return seen, oracles


def asked_everything(client: Client, child: UUID, record) -> Seen:
    seen = Seen()
    entries = [e.id for e in record.chronology]
    for address in addresses(child, arguments() | {"entry": entries[:: much(9, 1)]}):
        for method in METHODS:
            seen.note(address, asked_once(client, method, address))
    return seen


def asked_once(client: Client, method: str, address: Address):
    """Whatever a request writes is taken back, so that every address finds the same record."""
    with transaction.atomic():
        answer = getattr(client, method)(address.path)
        body = answer.getvalue() if answer.streaming else None
        transaction.set_rollback(True)
    if body is not None:
        answer.streaming_content = [body]
    return answer


def arguments() -> dict[str, list[object]]:
    kinds = [kind.slug for kind in all_kinds().values() if kind.offered]
    return {"kind": kinds[:: much(7, 1)]}


def current_lead(child):
    """Who leads now: the last who joined as lead, or who opened the record."""
    joined = [
        p.content for p in child.entries if getattr(p.content, "role", None) == Role.LEAD_WORKER
    ]
    if not joined:
        return child.opened_by
    return viewer_of(Practitioner.objects.get(id=joined[-1].practitioner))


def somebody(agency: Agency) -> Practitioner:
    return Practitioner.objects.db_manager("owner").create_practitioner(
        email=f"{uuid4().hex[:10]}@example.org", name="Somebody Else", agency=agency
    )


def signed_in(who: Practitioner) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Practitioner.objects.get(id=who.id))
    return client
