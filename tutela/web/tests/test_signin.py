"""Signing in: a password, a second factor, and as little as possible for whoever tries the door."""

from __future__ import annotations

import base64
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tutela.config.testing.cast import PASSWORD, email_of
from tutela.people.keys import CannotOpen
from tutela.web.signin import lasting
from tutela.web.signin.secrets import SealingAdapter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_work(settings):
    settings.DEMONSTRATION = False
    cache.clear()


def try_to_sign_in(client, who="alma", password=PASSWORD):
    return client.post("/sign-in/", {"login": email_of(who), "password": password})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_second_factor(client):
    """Sign in and set up an app; its secret and the recovery codes."""
    try_to_sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True)
    return secret, done.context["unused_codes"]


def test_nobody_goes_on_without_a_second_factor(cast):
    client = Client()
    assert try_to_sign_in(client).url == "/"
    assert client.get("/").url == reverse("mfa_activate_totp")
    assert client.get(reverse("board")).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    assert "<?xml" not in page


def test_with_a_second_factor_the_work_begins_and_the_next_sign_in_asks_for_it(cast):
    client = Client()
    _secret, codes = with_second_factor(client)
    assert len(codes) == 10
    assert all(len(code.replace("-", "")) == 20 for code in codes)
    assert client.get("/").status_code == 200
    again = Client()
    assert try_to_sign_in(again).url == reverse("mfa_authenticate")
    assert again.get("/").url.startswith("/sign-in/")
    wrong = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    # The code of the set-up is spent; a recovery code works, once.
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).url == "/"
    third = Client()
    try_to_sign_in(third)
    assert third.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_recovery_codes_are_shown_once(cast):
    client = Client()
    _, codes = with_second_factor(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] not in page
    assert "You have 10 codes left." in page


def test_second_factor_secrets_are_encrypted_in_the_database(cast):
    secret, _ = with_second_factor(Client())
    kept = str([a.data for a in Authenticator.objects.all()])
    assert secret not in kept
    assert "v1." in kept


def test_a_secret_that_was_altered_does_not_open(settings):
    sealed = SealingAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert SealingAdapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    settings.TUTELA_MASTER_KEY = bytes(32)
    with pytest.raises(CannotOpen):
        SealingAdapter().decrypt(sealed)
    with pytest.raises(CannotOpen):
        SealingAdapter().decrypt("v1." + base64.b64encode(bytes(40)).decode())


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast):
    def said(**sign_in):
        page = try_to_sign_in(Client(), **sign_in).content.decode()
        return (
            page[page.index("There is a problem") : page.index("</form>")]
            .replace(email_of("alma"), "")
            .replace(email_of("nobody"), "")
        )

    def without_token(page):
        return [line for line in page.splitlines() if "csrf" not in line]

    wrong = without_token(said(password="not the password"))
    assert wrong == without_token(said(who="nobody"))
    assert "The email address or the password is not right." in "".join(wrong)


def test_guessing_is_slowed_down(cast):
    client = Client()
    for _ in range(5):
        try_to_sign_in(client, password="guess")
    assert "Too many tries" in try_to_sign_in(client).content.decode()
    # Only this account is held up.
    assert try_to_sign_in(Client(), who="ben").status_code == 302


def test_whoever_has_left_does_not_come_in(cast):
    cast.alma.is_active = False
    cast.alma.save()
    assert try_to_sign_in(Client()).status_code in {200, 302}
    client = Client()
    try_to_sign_in(client)
    assert client.get("/").url.startswith("/sign-in/")


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_themselves_up_and_nothing_is_mailed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_ends_the_session(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    assert client.get("/").status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/").url.startswith("/sign-in/")


def test_a_sign_in_ends_after_twelve_hours_however_busy(cast, settings, monkeypatch):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    assert client.get("/").status_code == 200
    session = client.session
    session["began"] -= lasting.LONGEST + 1
    session.save()
    assert client.get("/").url.startswith("/sign-in/")


def test_idle_time_is_renewed_seldom(cast, settings, django_assert_num_queries):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    client.get(reverse("about"))
    before = client.session["renewed"]
    client.get(reverse("about"))
    assert client.session["renewed"] == before
    session = client.session
    session["renewed"] -= lasting.RENEW_AFTER + 1
    session.save()
    client.get(reverse("about"))
    assert client.session["renewed"] >= before


def test_a_password_is_changed_after_giving_it_once_more(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    address = reverse("account_change_password")
    assert "Three words do well" in client.get(address).content.decode()
    new = "three words do well"
    sent = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "too short" in client.post(address, sent).content.decode()
    client.post(address, sent | {"password1": new, "password2": new})
    assert try_to_sign_in(Client(), password=new).status_code == 302


def test_a_demonstration_asks_for_no_second_factor(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    assert client.get("/").status_code == 200


def test_what_matters_asks_again_who_it_is(cast):
    client = Client()
    with_second_factor(client)
    session = client.session
    session["began"] -= 3600
    session.save()
    asked = client.get(reverse("mfa_generate_recovery_codes"))
    assert asked.url.startswith("/account/again/")
    assert "Is it still you?" in client.get(asked.url).content.decode()


def test_the_phone_is_changed_and_a_new_one_set_up_at_once(cast):
    client = Client()
    with_second_factor(client)
    assert "Change to another phone" in client.get(reverse("mfa_index")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/").url == reverse("mfa_activate_totp")
