"""Tokens that prove nothing are not believed, whatever is wrong with them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tutela.signin.sso.claims import Expected, NotBelieved, believe
from tutela.signin.tests.issuer import EC, OTHER_RSA, RSA, jwk

AT = 1_800_000_000
ISSUER, CLIENT, NONCE = "https://sign-in.example", "tutela", "n" * 43
KEYS = jwt.PyJWKSet.from_dict({"keys": [jwk(RSA, "one"), jwk(EC, "two", alg="ES256")]})
EXPECTED = Expected(ISSUER, CLIENT, NONCE, ("loa3", "loa4"), ("mfa",), AT - 30, 300)
RIGHT = {
    "iss": ISSUER, "aud": CLIENT, "sub": "a-7", "nonce": NONCE, "iat": AT - 5, "exp": AT + 300,
    "auth_time": AT - 20, "acr": "loa3", "amr": ["pwd", "mfa"],
}  # fmt: skip
PUBLIC = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


def signed(claims, key=RSA, alg="RS256", **header):
    return jwt.encode(claims, key, alg, headers={"kid": "one", **header})


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def by_hand(header, claims, signature=""):
    return f"{part(header)}.{part(claims)}.{signature}"


def but(**changes):
    """The right claims with some changed; None takes one away."""
    return {n: v for n, v in (RIGHT | changes).items() if v is not None}


def with_hmac(claims):
    """Signed with the issuer's public key as if it were a shared secret."""
    head = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
    digest = hmac.new(PUBLIC, head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


@pytest.mark.parametrize(
    "token",
    [
        signed(RIGHT),
        signed(RIGHT, alg="PS256"),
        signed(RIGHT, key=EC, alg="ES256", kid="two"),
        signed(but(aud=[CLIENT])),
        signed(but(aud=[CLIENT, "another"], azp=CLIENT)),
        signed(but(acr="loa4", auth_time=AT - 359)),
    ],
)
def test_a_right_token_is_believed(token):
    assert believe(token, KEYS, EXPECTED, at=AT).subject == "a-7"


WRONG = {
    "unsigned": by_hand({"alg": "none"}, RIGHT),
    "unsigned, in capitals": by_hand({"alg": "NONE", "kid": "one"}, RIGHT),
    "unsigned, with a key named": by_hand({"alg": "none", "kid": "one"}, RIGHT),
    "signed with the public key as a secret": with_hmac(RIGHT),
    "signed by another": signed(RIGHT, key=OTHER_RSA),
    "signed by another, with its key inside": signed(
        RIGHT, key=OTHER_RSA, jwk=jwk(OTHER_RSA, "one")
    ),
    "signed by another, with an address of its key": signed(
        RIGHT, key=OTHER_RSA, jku="https://evil.example/keys"
    ),
    "a key that the issuer has not": signed(RIGHT, kid="three"),
    "no key named, and there are two": jwt.encode(RIGHT, RSA, "RS256"),
    "a key for another kind of signature": signed(RIGHT, kid="two"),
    "claims exchanged after signing": ".".join(
        [signed(RIGHT).split(".")[0], part(but(sub="b-8")), signed(RIGHT).split(".")[2]]
    ),
    "signature cut off": signed(RIGHT).rsplit(".", 1)[0] + ".",
    "no token": "not a token",
    "empty": "",
    "five parts": "a.b.c.d.e",
    "a list of claims": by_hand({"alg": "RS256", "kid": "one"}, [RIGHT]),
    "of another issuer": signed(but(iss="https://evil.example")),
    "of the issuer with a slash": signed(but(iss=ISSUER + "/")),
    "without issuer": signed(but(iss=None)),
    "for another client": signed(but(aud="another")),
    "for several, and azp is another": signed(but(aud=[CLIENT, "another"], azp="another")),
    "for several, without azp": signed(but(aud=[CLIENT, "another"])),
    "azp is another": signed(but(azp="another")),
    "without audience": signed(but(aud=None)),
    "another nonce": signed(but(nonce="m" * 43)),
    "without nonce": signed(but(nonce=None)),
    "expired": signed(but(exp=AT - 61)),
    "without end": signed(but(exp=None)),
    "not valid yet": signed(but(nbf=AT + 120)),
    "made in the future": signed(but(iat=AT + 120)),
    "made before it was asked for": signed(but(iat=AT - 95)),
    "without when it was made": signed(but(iat=None)),
    "signed in too long ago": signed(but(auth_time=AT - 361)),
    "signed in in the future": signed(but(auth_time=AT + 61)),
    "without when they signed in": signed(but(auth_time=None)),
    "signed in at a word": signed(but(auth_time="now")),
    "signed in at a yes": signed(but(auth_time=True)),
    "less assurance": signed(but(acr="loa1")),
    "several assurances at once": signed(but(acr=["loa3"])),
    "without assurance": signed(but(acr=None)),
    "password alone": signed(but(amr=["pwd"])),
    "means in one word": signed(but(amr="pwd mfa")),
    "without means": signed(but(amr=None)),
    "without subject": signed(but(sub=None)),
    "an empty subject": signed(but(sub="")),
    "an endless subject": signed(but(sub="a" * 256)),
    "a header that must be understood": signed(RIGHT, crit=["exp-by-owl"], **{"exp-by-owl": 1}),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_token_is_not(what):
    with pytest.raises(NotBelieved):
        believe(WRONG[what], KEYS, EXPECTED, at=AT)


def test_a_shared_secret_among_the_keys_is_no_key():
    secret = {"kty": "oct", "kid": "one", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMy"}
    keys = jwt.PyJWKSet.from_dict({"keys": [secret]})
    with pytest.raises(NotBelieved):
        believe(signed(RIGHT), keys, EXPECTED, at=AT)


def test_an_agency_that_says_nothing_of_second_factors_proves_nothing():
    nothing = Expected(ISSUER, CLIENT, NONCE, (), (), AT - 30, 300)
    with pytest.raises(NotBelieved, match="second factor"):
        believe(signed(RIGHT), KEYS, nothing, at=AT)
