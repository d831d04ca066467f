"""The young person's door: who gives the way in, who comes in, and what nobody finds out."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.config.testing.proving import proven
from tutela.doors.opening import join_circle
from tutela.entrance import staying
from tutela.entrance.tests.conftest import ME, OWN_PIN, come, come_in, issue
from tutela.people.roles import Role
from tutela.signin.models import Session, Tries
from tutela.signin.sealing import hashed
from tutela.signin.tests.conftest import try_to_sign_in

pytestmark = pytest.mark.django_db


def join(cast, child, who, role):
    join_circle(
        getattr(cast, who), child=child, role=role, ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer, since=Moment.day(date(2026, 11, 3)),
    )  # fmt: skip


@pytest.fixture
def card(as_, minh):
    return issue(as_("gwen"), minh)


def test_guardian_and_lead_worker_give_the_way_in(as_, minh):
    for who in ("gwen", "alma"):
        code, pin = issue(as_(who), minh)
        assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code)
        assert re.fullmatch(r"\d{6}", pin)


@pytest.mark.parametrize("who", ["ben", "iris"])
def test_manager_and_reviewing_officer_see_it_and_give_none(as_, cast, minh, card, who):
    join(cast, minh, "iris", Role.REVIEWING_OFFICER)
    client = as_(who)
    address = reverse("entrance_card", args=[minh])
    assert "gave a code on" in client.get(address).content.decode()
    for do in ("issue", "freeze"):
        assert client.post(address, {"do": do}).status_code == 403
    assert come(*card)[1].status_code == 303


def test_a_carer_neither_sees_nor_gives_nor_freezes_it(as_, cast, minh, card):
    join(cast, minh, "hana", Role.CARER)
    carer = as_("hana")
    address = reverse("entrance_card", args=[minh])
    page = carer.get(address).content.decode()
    assert "gave a code on" not in page
    assert address not in carer.get(reverse("child", args=[minh])).content.decode()
    for do in ("issue", "freeze", "open"):
        assert carer.post(address, {"do": do}).status_code == 403
    assert come(*card)[1].status_code == 303


def test_a_stranger_finds_no_such_page(as_, minh):
    assert as_("stella").get(reverse("entrance_card", args=[minh])).status_code == 404


def test_giving_the_way_in_asks_for_a_fresh_proof(as_, minh):
    stale = proven(as_("gwen"), ago=301)
    asked = stale.post(reverse("entrance_card", args=[minh]), {"do": "issue"})
    assert asked.url.startswith("/account/again/")


def test_the_first_pin_is_replaced_by_one_that_nobody_else_knows(card):
    client, answer = come(*card)
    assert answer.url == ME
    assert "Choose six numbers of your own" in client.get(ME).content.decode()
    for bad, said in (("12", "six numbers"), ("121212", "easy to guess"), ("010209", "birthday")):
        assert said in client.post(ME, {"new": bad, "again": bad}).content.decode()
    differ = client.post(ME, {"new": OWN_PIN, "again": "482918"}).content.decode()
    assert "not the same" in differ
    client.post(ME, {"new": OWN_PIN, "again": OWN_PIN})
    assert "Who is around me" in client.get(ME).content.decode()
    assert come(*card)[1].status_code == 200
    assert come(card[0], OWN_PIN)[1].status_code == 303


def test_the_page_says_who_is_around_and_who_looked_and_no_name(as_, cast, minh, card):
    join(cast, minh, "pavel", Role.POLICE)
    as_("gwen").get(reverse("child", args=[minh]))
    page = come_in(*card).get(ME).content.decode()
    for said in (
        "<bdi>Robin</bdi>",
        "Your guardian",
        "Lantern Guardians",
        "Your social worker",
        "A police officer",
        "Northshire Police",
        "to stand by you and speak up for you",
    ):
        assert said in page, said
    for person in vars(cast).values():
        assert person.name not in page
        assert person.name.split()[0] not in page


def test_nothing_on_any_screen_says_what_it_is_for(card):
    client, _ = come(*card)
    screens = [Client().get(ME), client.get(ME), come_in(card[0], card[1]).get(ME)]
    for answer in screens:
        seen = re.sub(r"<[^>]+>", " ", answer.content.decode())
        assert (
            re.findall(r"(?i)tutela|traffick|slavery|case\b|victim|child’s record|safeguard", seen)
            == []
        )
        assert "<title>My page</title>" in answer.content.decode()
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_young_person_reaches_no_other_page(minh, card):
    client = come_in(*card)
    for address in ("/", reverse("child", args=[minh]), reverse("entrance_card", args=[minh])):
        assert client.get(address).url.startswith("/sign-in/")


def spoil(what, as_, minh, card):
    """A card that opens nothing, and the code and PIN to try."""
    code, pin = card
    if what == "unknown":
        return "AAAA-AAAA", pin
    if what == "wrong":
        return code, "111111"
    if what == "locked":
        for _ in range(5):
            come(code, "111111")
    if what == "frozen":
        as_("gwen").post(reverse("entrance_card", args=[minh]), {"do": "freeze"})
    if what == "ended":
        issue(as_("gwen"), minh)
    if what == "network":
        for n in range(20):
            come(f"BBBB-{n:04}", "111111")
    return code, pin


REASONS = ("unknown", "wrong", "locked", "frozen", "ended", "network")


@pytest.mark.parametrize("what", REASONS)
def test_every_refusal_is_the_same_page_and_works_argon2_out_once(
    as_, minh, card, what, monkeypatch
):
    come("AAAA-AAAA", "111111")  # makes the PIN of nobody, once in a process
    Tries.objects.all().delete()
    code, pin = spoil(what, as_, minh, card)
    plain = Client().post(ME, {"code": "CCCC-CCCC", "pin": "000000"}, REMOTE_ADDR="192.0.2.1")
    verify, times = Argon2PasswordHasher.verify, []

    def counted(self, password, encoded):
        times.append(encoded)
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "verify", counted)
    _, answer = come(code, pin)
    assert len(times) == 1

    def said(page):
        return page.status_code, re.sub(r'value="[^"]+"', "", page.content.decode())

    assert said(answer) == said(plain)
    assert "That did not work" in said(answer)[1]


def test_tries_at_once_are_counted_before_they_are_looked_at(card):
    code = hashed(card[0].replace("-", ""), purpose="card")
    with connection.cursor() as cursor:
        opened = []
        for _ in range(8):
            cursor.execute("SELECT * FROM door_entrance_try(%s)", [code])
            opened.append(len(cursor.fetchall()))
    assert opened == [1] * 5 + [0] * 3


def test_a_right_pin_uses_no_try_up(card):
    come_in(*card)
    for _ in range(8):
        assert come(card[0], OWN_PIN)[1].status_code == 303


def test_a_freeze_is_felt_on_the_next_page_and_can_be_undone(as_, minh, card):
    client = come_in(*card)
    gwen, address = as_("gwen"), reverse("entrance_card", args=[minh])
    gwen.post(address, {"do": "freeze"})
    assert "Your code" in client.get(ME).content.decode()
    gwen.post(address, {"do": "open"})
    assert come(card[0], OWN_PIN)[1].status_code == 303


def test_a_new_card_ends_the_old_one_and_its_session(as_, minh, card):
    client = come_in(*card)
    new = issue(as_("alma"), minh)
    assert "Your code" in client.get(ME).content.decode()
    assert come(card[0], OWN_PIN)[1].status_code == 200
    assert come(*new)[1].status_code == 303


def test_a_second_place_ends_the_first(card):
    first = come_in(*card)
    second, _ = come(card[0], OWN_PIN)
    assert "Who is around me" in second.get(ME).content.decode()
    assert "Your code" in first.get(ME).content.decode()


def test_it_ends_after_ten_idle_minutes_and_after_sixty_in_all(card, time_machine):
    now = time.time()
    time_machine.move_to(now, tick=False)
    client = come_in(*card)
    for minutes in (9, 18, 27, 36, 45, 54):
        time_machine.move_to(now + minutes * 60, tick=False)
        assert "Who is around me" in client.get(ME).content.decode(), minutes
    time_machine.move_to(now + staying.LONGEST + 1, tick=False)
    assert "Your code" in client.get(ME).content.decode()
    client, _ = come(card[0], OWN_PIN)
    time_machine.move_to(now + staying.LONGEST + staying.IDLE + 5, tick=False)
    assert "Your code" in client.get(ME).content.decode()


def test_on_a_workers_tablet_the_worker_is_signed_out_first(as_, card):
    tablet = as_("gwen")
    assert tablet.post(ME, {"code": card[0], "pin": card[1]}).status_code == 303
    assert tablet.get("/").url.startswith("/sign-in/")


def test_a_worker_who_signs_in_after_a_young_person_is_not_taken_for_them(card, cast, settings):
    settings.DEMONSTRATION = True
    tablet = come_in(*card)
    try_to_sign_in(tablet, "alma")
    assert tablet.get("/").status_code == 200
    assert "Your code" in tablet.get(ME).content.decode()


def test_leaving_ends_the_session_and_leads_to_a_dull_page(card, settings):
    settings.TUTELA_NEUTRAL_PAGE = "https://weather.example/"
    client = come_in(*card)
    gone = client.post("/me/x/")
    assert (gone.status_code, gone.url) == (303, "https://weather.example/")
    assert gone.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "https://weather.example" in client.get(ME).headers["Content-Security-Policy"]
    assert "Your code" in client.get(ME).content.decode()
    again = come(card[0], OWN_PIN)[0]
    assert again.post("/me/x/", {"beacon": "1"}).status_code == 204
    assert "Your code" in again.get(ME).content.decode()


def test_leaving_asks_for_no_token(card):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/me/x/").status_code == 303
    assert client.post(ME, {"code": "x", "pin": "y"}).url == ME


def test_a_session_that_is_kept_gives_nothing_away(card, minh):
    come_in(*card)
    kept = str(list(Session.objects.values()))
    assert str(minh) not in kept
    assert "Robin" not in kept


def test_the_application_never_touches_the_table(card):
    for sql in ("SELECT * FROM entrance_card", "DELETE FROM entrance_card"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
