"""Signing in: a password, a second factor, and as little as possible for whoever tries the door."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tutela.config.testing.cast import PASSWORD, email_of
from tutela.signin import codes, lasting, recovery, tries
from tutela.signin.models import RecoveryCode
from tutela.signin.proof import FRESH_FOR
from tutela.signin.sealing import CannotOpen
from tutela.signin.secrets import SealingAdapter
from tutela.signin.tests.conftest import age, code_for, try_to_sign_in, with_an_app

pytestmark = pytest.mark.django_db
AGAIN = "/account/again/"


def test_nobody_goes_on_without_a_second_factor(cast):
    client = Client()
    assert try_to_sign_in(client).url == "/"
    assert client.get("/").url == reverse("second_factor")
    assert client.get(reverse("board")).url == reverse("second_factor")
    page = client.get(reverse("second_factor")).content.decode()
    assert "A passkey" in page
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    assert "<?xml" not in page


def test_with_a_second_factor_the_work_begins_and_the_next_sign_in_asks_for_it(alma):
    assert len(alma.codes) == 10
    assert alma.get("/").status_code == 200
    again = Client()
    assert try_to_sign_in(again).url == reverse("mfa_authenticate")
    assert again.get("/").url.startswith("/sign-in/")
    wrong = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    assert again.post(reverse("mfa_authenticate"), {"code": alma.codes[0]}).url == "/"
    assert again.get("/").status_code == 200


def test_a_code_of_the_app_works_once_and_none_older_than_it_afterwards(alma):
    """Not even within the ninety seconds for which it would be right."""

    def sign_in(code):
        client = Client()
        try_to_sign_in(client)
        return client.post(reverse("mfa_authenticate"), {"code": code}).status_code

    assert sign_in(code_for(alma.secret)) == 200  # spent by the set-up
    assert sign_in(code_for(alma.secret, -1)) == 200
    later = code_for(alma.secret, +1)
    assert sign_in(later) == 302
    assert sign_in(later) == 200


@pytest.mark.parametrize(
    ("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_clocks_may_differ_by_one_step(steps, right):
    secret, at = "JBSWY3DPEHPK3PXP", 1_800_000_000
    code = codes.format_hotp_value(codes.hotp_value(secret, at // 30 + steps))
    assert (codes.step_of(secret, code, at=at) is not None) is right


def test_each_recovery_code_works_once_and_none_is_kept_readable(alma, cast):
    assert all(len(code.replace("-", "")) == 16 for code in alma.codes)
    assert len(set(alma.codes)) == 10
    kept = str(list(RecoveryCode.objects.values()))
    assert not any(code in kept or code.replace("-", "") in kept for code in alma.codes)
    typed = alma.codes[0].lower().replace("-", " ")
    assert recovery.spend(cast.alma.id, typed)
    assert not recovery.spend(cast.alma.id, typed)
    assert not recovery.spend(cast.ben.id, alma.codes[1])
    assert recovery.left(cast.alma.id) == 9


def test_recovery_codes_are_shown_once_and_new_ones_replace_them(alma, cast):
    page = alma.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert alma.codes[0] not in page
    assert "You have 10 codes left." in page
    new = alma.post(reverse("mfa_view_recovery_codes")).context["codes"]
    assert len(new) == 10
    assert not recovery.spend(cast.alma.id, alma.codes[0])


def test_secrets_of_apps_are_encrypted_in_the_database(alma):
    kept = str([a.data for a in Authenticator.objects.all()])
    assert alma.secret not in kept
    assert "v1." in kept


def test_a_secret_that_was_altered_does_not_open():
    sealed = SealingAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert SealingAdapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(CannotOpen):
        SealingAdapter().decrypt(sealed[:-8] + "AAAAAAA=")


def test_a_wrong_password_an_unknown_address_and_somebody_who_left_get_one_answer(cast):
    cast.ben.is_active = False
    cast.ben.save()
    cast.iris.set_unusable_password()
    cast.iris.save()

    def said(who, password=PASSWORD):
        page = try_to_sign_in(Client(), who, password)
        text = page.content.decode().replace(email_of(who), "")
        return page.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    wrong = said("alma", "not the password")
    assert "The email address or the password is not right." in wrong[1]
    assert wrong == said("nobody") == said("ben") == said("iris")


def test_argon2_is_worked_out_once_whoever_is_asked_for(cast, monkeypatch):
    cast.ben.is_active = False
    cast.ben.save()
    cast.iris.set_unusable_password()
    cast.iris.save()
    try_to_sign_in(Client(), "nobody")  # makes the password of nobody, once in a process
    verify, times = Argon2PasswordHasher.verify, []

    def counted(self, password, encoded):
        times.append(encoded)
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "verify", counted)
    monkeypatch.setattr(Argon2PasswordHasher, "encode", None)
    for who in ("alma", "nobody", "ben", "iris"):
        try_to_sign_in(Client(), who, "a wrong password")
        assert len(times) == 1, who
        times.clear()


def test_guessing_a_password_is_slowed_down_for_this_account_alone(cast):
    client = Client()
    for _ in range(tries.ACCOUNT.most):
        try_to_sign_in(client, password="guess")
    refused = try_to_sign_in(client).content.decode()
    assert "Too many tries" in refused
    assert "use your passkey now" in refused
    assert try_to_sign_in(Client(), who="ben").status_code == 302


def test_the_lock_of_an_account_says_nothing_of_whether_it_exists(cast):
    for who in ("alma", "nobody"):
        answers = [
            "Too many tries" in try_to_sign_in(Client(), who, "guess").content.decode()
            for _ in range(tries.ACCOUNT.most + 1)
        ]
        assert answers == [False] * tries.ACCOUNT.most + [True]


def test_one_network_that_guesses_many_accounts_is_held_up_and_no_other(cast, settings):
    settings.TUTELA_TRIES_PER_NETWORK = 4
    there = {"REMOTE_ADDR": "203.0.113.9"}
    for who in ("a", "b", "c", "d"):
        try_to_sign_in(Client(), who, "guess", **there)
    assert "Too many tries" in try_to_sign_in(Client(), "alma", **there).content.decode()
    assert try_to_sign_in(Client(), "alma").status_code == 302


def test_a_proxy_does_not_make_everybody_one_network(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    said = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.66, 198.51.100.7"}
    assert tries.network_of(rf.get("/", **said)) == "198.51.100.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert tries.network_of(rf.get("/", **said)) == "10.0.0.1"


def test_signing_in_rightly_uses_no_try_up(cast):
    for _ in range(tries.ACCOUNT.most + 2):
        assert try_to_sign_in(Client()).status_code == 302


def test_guessing_codes_is_slowed_down(alma):
    client = Client()
    try_to_sign_in(client)
    for _ in range(tries.CODE.most):
        client.post(reverse("mfa_authenticate"), {"code": "123456"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_for(alma.secret, 1)})
    assert "Too many tries" in answer.content.decode()


def test_a_thousand_tries_at_once_are_counted_one_by_one(db):
    at = timezone.now()
    limit = tries.Limit("a door", 3)
    assert [tries.try_once(limit, "x", at=at) for _ in range(5)] == [True] * 3 + [False] * 2
    assert tries.try_once(limit, "y", at=at)
    assert tries.try_once(limit, "x", at=at + limit.within)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_themselves_up_and_nothing_is_mailed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_ends_the_session_and_asks_the_browser_to_forget(alma):
    assert alma.get(reverse("account_logout")).status_code == 200
    gone = alma.post(reverse("account_logout"))
    assert gone.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert alma.get("/").url.startswith("/sign-in/")


def test_a_sign_in_ends_after_twelve_hours_however_busy(alma):
    assert alma.get("/").status_code == 200
    session = alma.session
    session["began"] -= lasting.LONGEST + 1
    session.save()
    assert alma.get("/").url.startswith("/sign-in/")


def test_a_sign_in_ends_after_thirty_idle_minutes(alma, time_machine):
    now = time.time()
    for minutes in (20, 40, 60):
        time_machine.move_to(now + minutes * 60, tick=False)
        assert alma.get("/").status_code == 200
    time_machine.move_to(now + 60 * 60 + 30 * 60 + 1, tick=False)
    assert alma.get("/").url.startswith("/sign-in/")


def test_idle_time_is_renewed_seldom(alma):
    alma.get(reverse("about"))
    before = alma.session["renewed"]
    alma.get(reverse("about"))
    assert alma.session["renewed"] == before
    session = alma.session
    session["renewed"] -= lasting.RENEW_AFTER + 1
    session.save()
    alma.get(reverse("about"))
    assert alma.session["renewed"] >= before


def test_a_password_is_changed_and_other_sessions_end(alma):
    other = Client()
    try_to_sign_in(other)
    other.post(reverse("mfa_authenticate"), {"code": alma.codes[0]})
    assert other.get("/").status_code == 200
    address = reverse("account_change_password")
    assert "nothing in common do well" in alma.get(address).content.decode()
    new = "seven lamps under an old harbour"
    sent = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "too short" in alma.post(address, sent).content.decode()
    alma.post(address, sent | {"password1": new, "password2": new})
    assert try_to_sign_in(Client(), password=new).status_code == 302
    assert alma.get("/").status_code == 200
    assert other.get("/").url.startswith("/sign-in/")


@pytest.mark.parametrize(
    "weak",
    ["passwordpassword", "aaaaaaaaaaaaaaaaaaa", "qwertyuiop123456", "Alma Reyes 1990!",
     "northshire council", "123456789012345", "alma@example.org"],
)  # fmt: skip
def test_a_password_that_could_be_guessed_is_refused(alma, weak):
    sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert alma.post(reverse("account_change_password"), sent).status_code == 200
    assert try_to_sign_in(Client(), password=weak).status_code == 200


def test_a_demonstration_asks_for_no_second_factor(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    try_to_sign_in(client)
    assert client.get("/").status_code == 200


def test_what_matters_asks_again_who_it_is_and_leads_back(alma):
    before = alma.session.session_key
    age(alma, FRESH_FOR + 1)
    asked = alma.get(reverse("mfa_view_recovery_codes"))
    assert asked.url.startswith(AGAIN)
    page = alma.get(asked.url).content.decode()
    assert "Is it still you?" in page
    assert 'name="password"' not in page
    sent = {"code": code_for(alma.secret, 1), "next": reverse("mfa_view_recovery_codes")}
    assert alma.post(AGAIN, sent | {"code": "000000"}).status_code == 200
    assert alma.post(AGAIN, sent).url == reverse("mfa_view_recovery_codes")
    assert alma.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert alma.session.session_key != before


def test_proving_oneself_leads_to_no_other_site(alma):
    sent = {"code": code_for(alma.secret, 1), "next": "https://example.com/"}
    assert alma.post(AGAIN, sent).url == "/"


def test_a_new_phone_replaces_the_old_one_at_once(alma):
    secret = alma.get(reverse("mfa_activate_totp")).context["form"].secret
    alma.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert Authenticator.objects.get(type="totp").data["secret"] != ""
    client = Client()
    try_to_sign_in(client)
    old = client.post(reverse("mfa_authenticate"), {"code": code_for(alma.secret, 1)})
    assert old.status_code == 200
    new = client.post(reverse("mfa_authenticate"), {"code": code_for(secret, 1)})
    assert new.status_code == 302


def test_the_only_second_factor_is_not_given_up(alma):
    only = Authenticator.objects.get(type="totp")
    address = reverse("remove_factor", args=[only.pk])
    assert "Add another one first" in alma.get(address).content.decode()
    alma.post(address)
    assert Authenticator.objects.filter(pk=only.pk).exists()


def test_nobody_gives_up_the_factor_of_somebody_else(alma, cast):
    with_an_app(Client(), "ben")
    bens = Authenticator.objects.get(user=cast.ben)
    assert alma.post(reverse("remove_factor", args=[bens.pk])).status_code == 404


def test_a_password_alone_opens_nothing_where_a_second_factor_is_known(alma, cast):
    """However the session began."""
    client = Client()
    client.force_login(cast.alma)
    assert client.get("/").url.startswith(AGAIN)


@pytest.mark.parametrize("password", [f" {PASSWORD} ", PASSWORD * 6])
def test_a_password_counts_as_it_was_chosen_with_its_blanks_and_all_its_letters(cast, password):
    cast.alma.set_password(password)
    cast.alma.save()
    assert try_to_sign_in(Client(), password=password).status_code == 302
    for other in (password.strip() + "x", password[:-1]):
        assert try_to_sign_in(Client(), password=other).status_code == 200
