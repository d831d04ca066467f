"""Keys of the house: for what belongs to no child, each for one purpose."""

from __future__ import annotations

import pytest
from django.db import connection, connections

from tutela.keyring import house
from tutela.keyring.house import (
    NAMES,
    PSEUDONYMS,
    SECRETS,
    house_key,
    keyed_hash,
    make_house_keys,
    open_for_the_house,
    seal_for_the_house,
)
from tutela.people.keys import CannotOpen, MasterKey, ring, seal

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
OTHER_MASTER = MasterKey(b"another key of thirty-two bytes!")


def test_what_belongs_to_no_child_is_sealed_under_a_key_of_the_house():
    sealed = seal_for_the_house("a second factor", where="mfa/1")
    assert open_for_the_house(sealed, where="mfa/1") == "a second factor"
    with pytest.raises(CannotOpen):
        open_for_the_house(sealed, where="mfa/2")


def test_what_a_master_key_sealed_before_the_house_had_keys_opens_still():
    before = seal(ring().current._cipher, "a second factor", where="mfa/1")
    assert open_for_the_house(before, where="mfa/1") == "a second factor"


def test_each_purpose_has_a_key_of_its_own_that_never_shows_itself():
    assert make_house_keys("owner") == ()
    hashes = {house_key(name).hash(b"x") for name in NAMES}
    assert len(hashes) == len(NAMES)
    assert {len(h) for h in hashes} == {16}
    assert repr(house_key(SECRETS)) == "HouseSecret(…)"


def test_a_pseudonym_is_the_same_under_every_master_key(settings):
    before = keyed_hash(b"x")
    first = ring().current
    settings.TUTELA_MASTER_KEYS = lambda: [OTHER_MASTER, first]
    assert keyed_hash(b"x") == before


def test_under_another_master_key_the_house_opens_nothing(settings):
    seal_for_the_house("x", where="y")
    settings.TUTELA_MASTER_KEYS = lambda: [OTHER_MASTER]
    with pytest.raises(CannotOpen, match="not known here"):
        seal_for_the_house("x", where="y")


def test_a_key_moved_to_another_name_does_not_open():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE keyring_housekey SET sealed = (SELECT sealed FROM keyring_housekey"
            " WHERE name = %s) WHERE name = %s",
            [PSEUDONYMS, SECRETS],
        )
    house.forget()
    with pytest.raises(CannotOpen):
        house_key(SECRETS, using="owner")
    house.forget()


def test_a_key_that_was_never_made_is_told():
    with pytest.raises(CannotOpen, match="has no key for nothing"):
        house_key("nothing")


def test_the_application_reads_wrapped_keys_and_writes_none():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE']) p"
            " WHERE has_table_privilege(current_user, 'keyring_housekey', p)"
        )
        assert cursor.fetchall() == [("SELECT",)]
