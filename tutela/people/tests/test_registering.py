"""Agencies and accounts."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.people.models import Agency, Child, Membership, Practitioner, UnscopedRead
from tutela.people.registering import (
    CannotRegister,
    close_agency,
    register_agency,
    register_practitioner,
    register_reference_agencies,
)
from tutela.people.roles import AgencyKind, Nation

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LONG = "three calm herons at noon"


def account(**more):
    given = {"email": "New@Example.org", "name": "New Person", "agency": "Northshire Council"}
    return register_practitioner(**{**given, "password": LONG, "using": "owner", **more})


def test_reference_agencies_are_registered_once():
    first = register_reference_agencies(using="owner")
    assert first > 400
    assert register_reference_agencies(using="owner") == 0
    kinds = set(Agency.objects.using("owner").values_list("kind", flat=True))
    assert kinds <= set(AgencyKind)


def test_no_agency_twice():
    with pytest.raises(CannotRegister, match="already"):
        register_agency(
            "Northshire Council", AgencyKind.LOCAL_AUTHORITY, Nation.ENGLAND, using="owner"
        )


def test_an_account_has_its_team_and_a_hashed_password():
    made = account(team="Night duty", manages=True)
    assert (made.email, made.team.name, made.manages) == ("new@example.org", "Night duty", True)
    assert made.password.startswith("argon2$")
    assert made.check_password(LONG)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"agency": "Nowhere"}, "no agency called Nowhere"),
        ({"email": "alma@example.org"}, "account already"),
        ({"password": "short"}, "at least 15"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words(more, said):
    with pytest.raises(CannotRegister, match=said):
        account(**more)


def test_a_closed_agency_takes_nobody_and_its_people_lose_their_sign_in():
    assert close_agency("Northshire Police", on=date(2026, 11, 1), using="owner") == 1
    assert not Practitioner.objects.using("owner").get(email="pavel@example.org").is_active
    with pytest.raises(CannotRegister, match="closed on 1 November 2026"):
        account(agency="Northshire Police")


@pytest.mark.parametrize("model", [Child, Membership])
def test_children_are_not_reached_round_the_doors(model):
    with pytest.raises(UnscopedRead, match=r"tutela\.doors"):
        model.objects.all()


def test_no_agency_of_an_unknown_kind_can_be_kept():
    with pytest.raises(Exception, match="agency_kind_is_known"):
        Agency.objects.using("owner").create(
            name="Immigration Enforcement", kind="immigration-enforcement", nation="england"
        )
