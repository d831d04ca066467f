"""What only time and many tries bring about: a lock that opens again, and a card that is worn out.

The database counts by its own clock, so these tests move what it has written down.
"""

from __future__ import annotations

import pytest
from django.db import connections
from django.urls import reverse

from tutela.entrance.cards import MOST_FAILURES
from tutela.entrance.tests.conftest import come, issue
from tutela.signin.models import Tries

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def move(sql):
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"UPDATE entrance_card SET {sql}")
    Tries.objects.all().delete()


def test_a_lock_opens_by_itself_and_a_worn_out_card_never_does(as_, minh):
    code, pin = issue(as_("gwen"), minh)
    for _ in range(5):
        come(code, "111111")
    assert come(code, pin)[1].status_code == 200
    move("tries_until = tries_until - interval '15 minutes'")
    assert come(code, pin)[1].status_code == 303
    move(f"failures = {MOST_FAILURES}, tries_until = NULL")
    assert come(code, pin)[1].status_code == 200
    address = reverse("entrance_card", args=[minh])
    assert "opens nothing any more" in as_("gwen").get(address).content.decode()
    # Freezing and opening does not make it new; only a new one helps.
    for do in ("freeze", "open"):
        as_("gwen").post(address, {"do": do})
    assert come(code, pin)[1].status_code == 200
    assert come(*issue(as_("gwen"), minh))[1].status_code == 303


def test_locked_tries_wear_no_card_out(as_, minh):
    """Or a stranger with the code could wear it out in an hour."""
    code, _ = issue(as_("gwen"), minh)
    for _ in range(12):
        come(code, "111111")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT failures FROM entrance_card")
        assert cursor.fetchall() == [(5,)]


def test_what_is_kept_of_a_card_gives_nothing_away(as_, minh):
    code, pin = issue(as_("gwen"), minh, nickname="Robin")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT entrance_card::text FROM entrance_card")
        kept = str(cursor.fetchall())
    for secret in (code, code.replace("-", ""), pin, "Robin", "argon2"):
        assert secret not in kept
