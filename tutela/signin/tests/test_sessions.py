"""Sessions: kept so that nobody can use what is kept, few, listed, and ended for good."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import unquote

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.urls import reverse

from tutela.config.testing.proving import proven
from tutela.signin.devices import device_in_words
from tutela.signin.models import Session
from tutela.signin.sessions import AT_ONCE, SessionStore, hash_of
from tutela.signin.tests.conftest import age, try_to_sign_in
from tutela.web.doorway import viewer
from tutela.web.freshness import freshly_proven, is_fresh, mark

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def key_of(client):
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def many(alma, cast, settings):
    """Alma's browser, and two more of hers."""
    settings.DEMONSTRATION = True
    others = []
    for _ in range(2):
        client = Client(headers={"user-agent": FIREFOX})
        client.force_login(cast.alma)
        client.get("/")
        others.append(client)
    return others


def test_neither_the_key_nor_what_a_session_holds_stands_in_the_database(alma):
    alma.get(reverse("mfa_activate_totp"))
    secret = alma.session["mfa.totp.secret"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM signin_session s")
        kept = str(cursor.fetchall())
    assert hash_of(key_of(alma)) in kept
    assert key_of(alma) not in kept
    assert secret not in kept
    assert "account_authentication_methods" not in kept


def test_the_hash_that_is_kept_opens_no_session(alma):
    thief = Client()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = hash_of(key_of(alma))
    assert thief.get("/").url.startswith("/sign-in/")


def test_what_a_session_holds_does_not_open_in_the_row_of_another(alma, cast):
    ben = Client()
    ben.force_login(cast.ben)
    proven(ben)
    sealed = Session.objects.get(key_hash=hash_of(key_of(alma))).sealed
    Session.objects.filter(key_hash=hash_of(key_of(ben))).update(sealed=sealed)
    assert ben.get("/").url.startswith("/sign-in/")


def test_the_key_is_another_after_signing_in(cast):
    client = Client()
    client.get("/sign-in/passkey/")
    before = key_of(client)
    try_to_sign_in(client)
    assert key_of(client) != before
    assert not SessionStore().exists(before)


def test_an_ended_session_is_not_begun_again_by_a_page_that_was_under_way(alma):
    looked_at, not_yet = alma.session, alma.session
    looked_at["something"] = "new"
    Session.objects.all().delete()
    for session in (looked_at, not_yet):
        with pytest.raises(UpdateError):
            session.save()
    assert not Session.objects.exists()


def test_three_at_once_and_the_oldest_ends(cast, settings):
    settings.DEMONSTRATION = True
    clients = [Client() for _ in range(AT_ONCE + 1)]
    for client in clients:
        try_to_sign_in(client)
        assert client.get("/").status_code == 200
    assert clients[0].get("/").url.startswith("/sign-in/")
    assert all(client.get("/").status_code == 200 for client in clients[1:])


def test_one_sees_where_one_is_signed_in_and_ends_one_or_all_others(alma, many):
    page = alma.get(reverse("sessions")).content.decode()
    assert page.count("Firefox, Windows") >= 2
    assert "This one" in page
    alma.post(reverse("sessions"), {"which": hash_of(key_of(many[0]))})
    assert many[0].get("/").url.startswith("/sign-in/")
    assert many[1].get("/").status_code == 200
    alma.post(reverse("sessions"), {"which": "all"})
    assert many[1].get("/").url.startswith("/sign-in/")
    assert alma.get("/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(alma, cast):
    ben = Client()
    ben.force_login(cast.ben)
    proven(ben)
    alma.post(reverse("sessions"), {"which": hash_of(key_of(ben))})
    assert ben.get("/").status_code == 200


def test_sessions_that_ran_out_are_forgotten_at_the_next_sign_in(alma, time_machine):
    Session.objects.update(expires="2020-01-01T00:00Z")
    assert alma.get("/").url.startswith("/sign-in/")
    try_to_sign_in(Client(), "ben")
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        (None, ""),
    ],
)
def test_a_device_is_told_in_words_that_its_owner_knows(said, words):
    assert device_in_words(said) == words


def test_a_viewer_is_fresh_for_five_minutes_after_a_second_factor(alma, rf, cast):
    seen = []

    @freshly_proven
    def page(request):
        seen.append(viewer(request).fresh)
        return "shown"

    def asked(fresh, **more):
        request = rf.get("/children/?a=1", **more)
        request.user = cast.alma
        mark(request, is_fresh=fresh)
        return page(request)

    assert asked(True) == "shown"
    assert asked(False).url == "/account/again/?next=%2Fchildren%2F%3Fa%3D1"
    assert seen == [True]
    assert not is_fresh(rf.get("/"))
    assert alma.get(reverse("colleagues")).status_code == 200
    age(alma, 301)
    assert alma.get(reverse("colleagues")).url.startswith("/account/again/")


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/children/x/?y=1", "/children/x/?y=1"),
        ("https://evil.example/children/", "/here/"),
        ("", "/here/"),
    ],
)
def test_a_form_that_came_too_late_goes_back_to_its_page(rf, referer, back):
    request = rf.post("/here/", headers={"referer": referer})
    answer = freshly_proven(lambda _: None)(request)
    assert unquote(answer.url) == f"/account/again/?next={back}"


def test_behind_tls_cookies_are_bound_to_this_host(tmp_path):
    """Settings are read once in a process, so another one reads them."""
    ask = (
        "from tutela.config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.ALLAUTH_TRUSTED_PROXY_COUNT,"
        " s.SESSION_COOKIE_SAMESITE)"
    )
    said = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "TUTELA_TLS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [
        "__Host-tutela", "__Host-tutela-form", "True", "31536000", "1", "Strict",
    ]  # fmt: skip
