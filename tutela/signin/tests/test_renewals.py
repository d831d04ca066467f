"""A new way in takes two colleagues, and whoever leaves has none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tutela.config.commands import accounts as commands
from tutela.config.commands.registry import add_person
from tutela.config.testing.cast import PASSWORD, email_of
from tutela.config.testing.proving import proven
from tutela.people.models import Practitioner
from tutela.signin import renewals
from tutela.signin.models import RecoveryCode, Renewal, Session
from tutela.signin.tests.conftest import code_for, try_to_sign_in, with_an_app

pytestmark = pytest.mark.django_db
NEW = "/sign-in/new/"


def as_(person):
    client = Client()
    client.force_login(person)
    return proven(client)


def ask_for(who, by):
    return as_(by).post(reverse("colleagues"), {"email": email_of(who)})


def come_in(who, code):
    client = Client()
    return client, client.post(NEW, {"email": email_of(who), "code": code})


def test_two_colleagues_give_a_new_way_in_each_with_one_half(cast, alma):
    first = ask_for("alma", cast.iris).context["half"]
    page = as_(cast.ben).get(reverse("colleagues"))
    assert "Iris Vaughan asks for a new way in for Alma Reyes" in page.content.decode()
    second = as_(cast.ben).post(reverse("approve_renewal", args=[first.renewal])).context["half"]
    for one in (first.code, second.code, first.code + first.code):
        assert come_in("alma", one)[1].status_code == 200
    client, answer = come_in("alma", f"{second.code} {first.code}")
    assert answer.url == reverse("second_factor")
    # What opened the account before does so no more, and a second factor is asked for at once.
    assert try_to_sign_in(Client()).status_code == 200
    assert not Authenticator.objects.filter(user=cast.alma).exists()
    assert not RecoveryCode.objects.filter(practitioner=cast.alma).exists()
    assert client.get("/").url == reverse("second_factor")
    assert come_in("alma", first.code + second.code)[1].status_code == 200
    words = "seven lamps under an old harbour"
    client.post(reverse("account_set_password"), {"password1": words, "password2": words})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert client.get("/").status_code == 200


def test_one_alone_gives_none(cast, alma):
    half = ask_for("alma", cast.ben).context["half"]
    again = as_(cast.ben).post(reverse("approve_renewal", args=[half.renewal]))
    assert "nothing here that you can approve" in again.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Renewal.objects.update(approved_by=cast.ben)


@pytest.mark.parametrize("who", ["alma", "gwen", "stella"])
def test_nobody_approves_their_own_or_for_another_agency(cast, who):
    half = renewals.ask(cast.alma, by=cast.ben, at=timezone.now())
    with pytest.raises(renewals.NotRenewed):
        renewals.approve(half.renewal, by=getattr(cast, who), at=timezone.now())


def test_one_of_the_two_is_a_manager(cast):
    rory = Practitioner.objects.create(
        email="r@example.org", name="R", agency=cast.alma.agency, password="!"
    )
    half = renewals.ask(cast.alma, by=cast.iris, at=timezone.now())
    with pytest.raises(renewals.NotRenewed):
        renewals.approve(half.renewal, by=rory, at=timezone.now())
    renewals.approve(half.renewal, by=cast.ben, at=timezone.now())


@pytest.mark.parametrize("who", ["gwen", "nobody", "ben"])
def test_it_is_asked_for_colleagues_only_and_says_nothing_of_others(cast, who):
    page = ask_for(who, cast.ben).content.decode()
    expected = "Nobody gives themselves" if who == "ben" else "nobody with this address in your"
    assert expected in page
    assert not Renewal.objects.exists()


def test_asking_needs_a_fresh_proof(cast):
    client = Client()
    client.force_login(cast.ben)
    proven(client, ago=301)
    assert client.get(reverse("colleagues")).url.startswith("/account/again/")


def test_the_person_is_signed_out_and_told_and_can_stop_it(cast, alma):
    first = renewals.ask(cast.alma, by=cast.iris, at=timezone.now())
    second = renewals.approve(first.renewal, by=cast.ben, at=timezone.now())
    assert alma.get("/").url.startswith("/sign-in/")
    client = Client()
    try_to_sign_in(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_for(alma.secret, 1)})
    assert answer.url == reverse("renewal_told")
    page = client.get(answer.url).content.decode()
    assert "Iris Vaughan asked for it on" in page
    assert "Ben Okafor approved it." in page
    assert "It is stopped" in client.post(answer.url).content.decode()
    assert come_in("alma", first.code + second.code)[1].status_code == 200
    assert client.get(reverse("renewal_told")).url == "/"


def test_it_runs_out_after_three_days(cast):
    at = timezone.now()
    code = renewals.open_for_new(cast.alma.id, at=at)
    assert renewals.use(email_of("alma"), code, at=at + timedelta(days=3)) is None
    assert renewals.use(email_of("alma"), code, at=at + timedelta(days=2)) is not None


def test_guessing_the_code_is_slowed_down_and_says_nothing(cast):
    code = renewals.open_for_new(cast.alma.id, at=timezone.now())
    pages = [come_in("alma", "AAAA-AAAA-AAAA-AAAA")[1].content for _ in range(5)]
    assert all(b"is not right, or it has run out" in page for page in pages)
    assert come_in("alma", code)[1].status_code == 200


def run(command, *arguments):
    done = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    return done.exit_code, done.output


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_whoever_leaves_is_out_with_their_next_request(cast):
    client = Client()
    with_an_app(client)
    assert client.get("/").status_code == 200
    status, said = run(commands.accounts, "leave", "ALMA@example.org")
    assert (status, said) == (0, "Alma Reyes has left; 1 sessions ended.\n")
    assert client.get("/").url.startswith("/sign-in/")
    assert try_to_sign_in(Client()).status_code == 200
    assert not Session.objects.filter(holder=cast.alma.id).exists()
    assert not Authenticator.objects.filter(user=cast.alma).exists()
    assert run(commands.accounts, "leave", "alma@example.org")[0] == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_command_line_chooses_no_password_either(cast):
    status, said = run(
        add_person, "--email", "new@example.org", "--name", "Nell New",
        "--agency", "Northshire Council",
    )  # fmt: skip
    assert status == 0
    code = said.splitlines()[1]
    status, said = run(commands.accounts, "again", "new@example.org")
    assert status == 0
    client = Client()
    assert client.post(NEW, {"email": "new@example.org", "code": code}).status_code == 200
    newer = said.splitlines()[1]
    assert client.post(NEW, {"email": "new@example.org", "code": newer}).status_code == 302
    assert run(commands.accounts, "again", "new@example.org")[0] == 1
    status, said = run(
        commands.accounts, "reset", "new@example.org",
        "--asked-by", email_of("iris"), "--approved-by", email_of("alma"),
    )  # fmt: skip
    assert status == 1
    status, said = run(
        commands.accounts, "reset", "new@example.org",
        "--asked-by", email_of("iris"), "--approved-by", email_of("ben"),
    )  # fmt: skip
    assert status == 0
    halves = "".join(line.split(": ")[1] for line in said.splitlines())
    assert Client().post(NEW, {"email": "new@example.org", "code": halves}).status_code == 302
    assert try_to_sign_in(Client(), "alma", PASSWORD).status_code == 302


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_sessions_of_one_or_of_everybody_end_from_the_command_line(cast):
    clients = {}
    for who in ("alma", "ben"):
        clients[who] = Client()
        clients[who].force_login(getattr(cast, who))
    assert run(commands.accounts, "end-sessions")[0] == 1
    assert "1 sessions" in run(commands.accounts, "end-sessions", "alma@example.org")[1]
    assert clients["alma"].get("/").url.startswith("/sign-in/")
    assert not (clients["ben"].get("/").headers.get("Location") or "").startswith("/sign-in/")
    assert run(commands.accounts, "end-sessions", "--everybody")[0] == 0
    assert clients["ben"].get("/").url.startswith("/sign-in/")
