"""What the token of an agency's sign-in must say before anybody comes in. Pure.

PyJWT checks the signature and the standard claims; what OpenID Connect Core 1.0 §3.1.3.7 and
RFC 9700 ask for beyond that is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures with a key of the issuer's own. Never "none", never one with a shared secret."""

CLOCKS_DIFFER = 60
"""Seconds by which two machines' clocks may differ."""

LONGEST_SUBJECT = 255


class NotBelieved(Exception):
    """The token proves nothing; ``why`` says to the log what is wrong with it, without its text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Expected:
    """What was asked for. ``asked`` is when, in seconds since 1970; ``max_age`` how long ago the
    person may have signed in at their agency at most."""

    issuer: str
    client_id: str
    nonce: str
    acr: Sequence[str]
    amr: Sequence[str]
    asked: float
    max_age: int


@dataclass(frozen=True)
class Proved:
    """Who it is at this issuer, and when they signed in there."""

    subject: str
    auth_time: float


def believe(token: str, keys: jwt.PyJWKSet, expected: Expected, *, at: float) -> Proved:
    """Check a token from its signature to its last claim. Raises NotBelieved."""
    claims = _signed(token, keys, expected)
    _fits(claims, expected, at)
    return Proved(_subject(claims), float(claims["auth_time"]))


def _signed(token: str, keys: jwt.PyJWKSet, expected: Expected) -> Mapping[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotBelieved("signed in a way that is not accepted")
        key = _key(keys, header.get("kid"), header["alg"])
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=[header["alg"]],
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=CLOCKS_DIFFER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce", "auth_time"]},
        )
    except jwt.PyJWTError as error:
        raise NotBelieved(f"PyJWT: {type(error).__name__}") from error
    return claims


def _key(keys: jwt.PyJWKSet, kid: object, algorithm: str) -> jwt.PyJWK:
    """The issuer's key of this name; without a name, the only one that it has."""
    fitting = [k for k in keys.keys if (k.key_id == kid if kid is not None else True)]
    if len(fitting) != 1:
        raise NotBelieved("no key of the issuer has this name")
    [key] = fitting
    if key.public_key_use not in {None, "sig"} or key.key_type == "oct":
        raise NotBelieved("not a key to sign with")
    if key.algorithm_name != algorithm and not _same_family(key.algorithm_name, algorithm):
        raise NotBelieved("the key is for another kind of signature")
    return key


def _same_family(one: str, other: str) -> bool:
    """RSA keys that don't say for what sign in any of the RSA ways."""
    return one[:2] in {"RS", "PS"} and other[:2] in {"RS", "PS"}


def _fits(claims: Mapping[str, Any], expected: Expected, at: float) -> None:
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if (several or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise NotBelieved("made for another party (azp)")
    if claims["nonce"] != expected.nonce:
        raise NotBelieved("the nonce is another")
    signed_in = claims["auth_time"]
    if not isinstance(signed_in, int | float) or isinstance(signed_in, bool):
        raise NotBelieved("auth_time is not a time")
    if not at - expected.max_age - CLOCKS_DIFFER <= signed_in <= at + CLOCKS_DIFFER:
        raise NotBelieved("signed in too long ago, or not yet (auth_time)")
    if claims["iat"] < expected.asked - CLOCKS_DIFFER:
        raise NotBelieved("older than the question")
    _two_factors(claims, expected)


def _two_factors(claims: Mapping[str, Any], expected: Expected) -> None:
    if expected.acr and claims.get("acr") not in expected.acr:
        raise NotBelieved("not the assurance that was asked for (acr)")
    means = claims.get("amr", [])
    if not isinstance(means, list) or not set(expected.amr) <= {str(m) for m in means}:
        raise NotBelieved("not the means that were asked for (amr)")
    if not expected.acr and not expected.amr:
        raise NotBelieved("nothing says what a second factor is there")


def _subject(claims: Mapping[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotBelieved("the subject is no name")
    return subject
