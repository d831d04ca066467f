"""Signing in through one's agency: who comes in, and who does not."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tutela.config.testing.proving import proven
from tutela.signin.models import Known, Provider, Spent
from tutela.signin.sso import errand, providers
from tutela.signin.sso.asking import NotReached, must_be_safe
from tutela.signin.tests.conftest import age, code_for, try_to_sign_in
from tutela.signin.tests.issuer import CLIENT, OTHER_RSA, RSA, SECRET, Issuer, jwk

pytestmark = pytest.mark.django_db
BACK = "/sign-in/agency/back/"


@pytest.fixture
def issuer():
    made = Issuer()
    yield made
    made.close()


@pytest.fixture
def there(cast, issuer):
    """Northshire's own sign-in, at which Alma is known."""
    provider = providers.set_up(
        "Northshire Council", issuer=issuer.url, client_id=CLIENT, secret=SECRET, acr=(),
        amr=("mfa",), using="default",
    )  # fmt: skip
    providers.bind(cast.alma, provider, "minh-7")
    return provider


def go(client, there, **sent):
    """Leave for the agency's sign-in; what it is asked."""
    page = client.post(reverse("sso_begin", args=[there.id]), sent)
    address = page.context["address"]
    return address, {n: v[0] for n, v in parse_qs(urlsplit(address).query).items()}


def come_back(client, issuer, address, **changes):
    answer = urlsplit(issuer.authorized(urlsplit(address).query))
    given = {n: v[0] for n, v in parse_qs(answer.query).items()} | changes
    return client.get(f"{BACK}?{urlencode(given)}")


def round_trip(client, issuer, there, **sent):
    address, _ = go(client, there, **sent)
    return come_back(client, issuer, address)


def is_signed_in(client):
    return client.get("/").status_code == 200


def test_who_is_known_comes_in_and_needs_no_second_factor_of_ours(there, issuer):
    client = Client()
    address, asked = go(client, there, next="/duties/")
    assert address.startswith(f"{issuer.url}/authorize?")
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid"
    assert len(asked["nonce"]) == len(asked["state"]) == len(asked["code_challenge"]) == 43
    arrived = come_back(client, issuer, address)
    assert arrived.status_code == 200
    assert 'content="0;url=/duties/"' in arrived.content.decode()
    assert is_signed_in(client)
    assert errand.cookie_name() not in {n for n, m in client.cookies.items() if m.value}


def test_who_is_not_known_does_not_whatever_their_address(there, issuer, cast):
    issuer.subject = "somebody else"
    issuer.says = {"email": cast.alma.email, "email_verified": True}
    client = Client()
    assert round_trip(client, issuer, there).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "says",
    [
        {"amr": ["pwd"]}, {"amr": None}, {"aud": "another"}, {"iss": "https://evil.example"},
        {"nonce": "another"}, {"nonce": None}, {"exp": 1_700_000_000},
        {"auth_time": 1_700_000_000}, {"auth_time": None}, {"sub": "swapped"}, {"azp": "another"},
    ],
)  # fmt: skip
def test_a_token_that_proves_too_little_lets_nobody_in(there, issuer, says):
    issuer.says = says
    client = Client()
    refused = round_trip(client, issuer, there)
    assert refused.status_code == 403
    assert "did not prove who you are" in refused.content.decode()
    assert not is_signed_in(client)


def test_a_token_signed_by_another_lets_nobody_in(there, issuer):
    issuer.signs = lambda claims: jwt.encode(claims, OTHER_RSA, "RS256", headers={"kid": "one"})
    assert round_trip(Client(), issuer, there).status_code == 403


def test_a_new_key_of_the_issuer_is_fetched_when_it_is_needed(there, issuer):
    assert round_trip(Client(), issuer, there).status_code == 200
    issuer.keys = [jwk(OTHER_RSA, "newer")]
    issuer.signs = lambda claims: jwt.encode(claims, OTHER_RSA, "RS256", headers={"kid": "newer"})
    assert round_trip(Client(), issuer, there).status_code == 200
    issuer.signs = lambda claims: jwt.encode(claims, RSA, "RS256", headers={"kid": "one"})
    assert round_trip(Client(), issuer, there).status_code == 403


def test_an_answer_is_taken_once(there, issuer):
    client = Client()
    address, _ = go(client, there)
    carried = client.cookies[errand.cookie_name()].value
    assert come_back(client, issuer, address).status_code == 200
    thief = Client()
    thief.cookies[errand.cookie_name()] = carried
    assert come_back(thief, issuer, address).status_code == 403
    assert Spent.objects.count() == 1


def test_an_answer_that_was_not_asked_for_here_is_refused(there, issuer):
    """Or somebody could be signed in to the account of another."""
    victim, thief = Client(), Client()
    address, _ = go(thief, there)
    assert come_back(victim, issuer, address).status_code == 403
    go(victim, there)
    assert come_back(victim, issuer, address).status_code == 403
    assert "/token" not in issuer.asked


def test_an_answer_that_took_too_long_is_refused(there, issuer, time_machine):
    now = time.time()
    time_machine.move_to(now, tick=False)
    client = Client()
    address, _ = go(client, there)
    time_machine.move_to(now + errand.LASTS + 1, tick=False)
    assert come_back(client, issuer, address).status_code == 403


@pytest.mark.parametrize(
    "changes", [{"error": "access_denied"}, {"iss": "https://evil.example"}, {"code": "guessed"},
                {"state": ""}, {"state": "x" * 43}],
)  # fmt: skip
def test_a_wrong_answer_is_refused(there, issuer, changes):
    client = Client()
    address, _ = go(client, there)
    assert come_back(client, issuer, address, **changes).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "describes",
    [
        {"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"}, {"authorization_endpoint": None},
    ],
)  # fmt: skip
def test_an_issuer_that_describes_itself_wrongly_is_not_spoken_to(there, issuer, describes):
    issuer.describes = describes
    refused = Client().post(reverse("sso_begin", args=[there.id]))
    assert refused.status_code == 403
    assert issuer.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    "address", ["http://example.org", "ftp://example.org", "https://", "https://a:b@example.org",
                "//example.org", "https://example.org/#x"],
)  # fmt: skip
def test_only_safe_addresses_are_asked(address):
    with pytest.raises(NotReached):
        must_be_safe(address)


def test_whoever_left_the_agency_does_not_come_in(there, issuer, cast):
    cast.alma.agency = cast.stella.agency
    cast.alma.save()
    assert round_trip(Client(), issuer, there).status_code == 403
    cast.alma.agency = there.agency
    cast.alma.is_active = False
    cast.alma.save()
    assert round_trip(Client(), issuer, there).status_code == 403


def test_a_password_alone_is_not_enough_for_whoever_has_an_agencys_sign_in(there, issuer):
    client = Client()
    try_to_sign_in(client)
    asked = client.get("/")
    assert asked.url.startswith("/account/again/")
    page = client.get(asked.url).content.decode()
    assert "Use the sign-in of Northshire Council" in page
    assert 'name="password"' not in page
    assert round_trip(client, issuer, there).status_code == 200
    assert is_signed_in(client)


def test_proving_oneself_asks_the_agency_to_ask_again(there, issuer, cast):
    client = Client()
    round_trip(client, issuer, there)
    before = client.session.session_key
    age(client, 600)
    assert client.get(reverse("colleagues")).url.startswith("/account/again/")
    address, asked = go(client, there, next=reverse("colleagues"))
    assert (asked["max_age"], asked["prompt"]) == ("0", "login")
    issuer.says = {"auth_time": int(time.time()) - 400}
    assert come_back(client, issuer, address).status_code == 403
    issuer.says = {}
    address, _ = go(client, there, next=reverse("colleagues"))
    assert come_back(client, issuer, address).status_code == 200
    assert client.get(reverse("colleagues")).status_code == 200
    assert client.session.session_key != before


def test_nobody_proves_themselves_as_somebody_else(there, issuer, cast):
    providers.bind(cast.ben, there, "ben-1")
    client = Client()
    round_trip(client, issuer, there)
    age(client, 600)
    issuer.subject = "ben-1"
    assert round_trip(client, issuer, there).status_code == 403
    assert client.get(reverse("colleagues")).url.startswith("/account/again/")


def test_one_ties_ones_own_account_and_confirms_it_in_ones_own_session(alma, there, issuer, cast):
    Known.objects.all().delete()
    page = alma.get(reverse("mfa_index")).content.decode()
    assert "Tie the sign-in of Northshire Council to this account" in page
    asked = round_trip(alma, issuer, there, why="bind")
    proved = asked.context["proved"]
    assert not Known.objects.exists()
    stranger = Client()
    stranger.force_login(cast.ben)
    proven(stranger)
    assert stranger.post(reverse("sso_bind"), {"proved": proved}).status_code == 403
    assert alma.post(reverse("sso_bind"), {"proved": proved}).url == reverse("mfa_index")
    assert Known.objects.get().practitioner == cast.alma
    assert round_trip(Client(), issuer, there).status_code == 200


def test_tying_needs_a_fresh_proof_of_ours(alma, there, issuer):
    age(alma, 600)
    begun = alma.post(reverse("sso_begin", args=[there.id]), {"why": "bind"})
    assert begun.url.startswith("/account/again/")
    alma.post("/account/again/", {"code": code_for(alma.secret, 1)})
    assert round_trip(alma, issuer, there, why="bind").status_code == 200


def test_one_subject_is_one_person(there, cast):
    with pytest.raises(providers.CannotSetUp, match="somebody else"):
        providers.bind(cast.ben, there, "minh-7")
    with pytest.raises(providers.CannotSetUp, match="another agency"):
        providers.bind(cast.stella, there, "stella-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.update(amr=[], acr=[])


def test_another_issuer_for_the_agency_unbinds_everybody(there, cast):
    providers.set_up(
        "Northshire Council", issuer="https://new.example", client_id="x", secret="y", acr=("a",),
        amr=(), using="default",
    )  # fmt: skip
    assert not Known.objects.exists()
    assert Provider.objects.count() == 1


def test_the_clients_secret_is_sealed(there):
    assert SECRET not in str(list(Provider.objects.values()))
    assert providers.secret_of(there) == SECRET


def test_the_first_page_offers_the_agency(there):
    assert "Use the sign-in of Northshire Council" in Client().get("/sign-in/").content.decode()
