"""Speaking to an agency's issuer, and to nobody else.

Three questions: where its doors are, its keys, and a token for a code. HTTPS with checked
certificates, no redirect followed, no answer longer than a quarter of a megabyte, five seconds.
"""

from __future__ import annotations

import json
import ssl
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

import jwt
from django.core.cache import cache

LONGEST = 256 * 1024
PATIENCE = 5
KEEP_DOORS = 3600
KEEP_KEYS = 600


class NotReached(Exception):
    """The agency's sign-in doesn't answer as one does."""


@dataclass(frozen=True)
class Doors:
    """Where an issuer is asked for what."""

    authorize: str
    token: str
    keys: str


def doors_of(issuer: str) -> Doors:
    """Read the issuer's own description of itself. Raises NotReached."""
    found = _kept(f"sso doors {issuer}", KEEP_DOORS, lambda: _get(_described(issuer)))
    if found.get("issuer") != issuer:
        raise NotReached("it calls itself something else")
    try:
        doors = Doors(
            str(found["authorization_endpoint"]),
            str(found["token_endpoint"]),
            str(found["jwks_uri"]),
        )
    except KeyError as missing:
        raise NotReached("it doesn't say where its doors are") from missing
    for address in (doors.authorize, doors.token, doors.keys):
        must_be_safe(address)
    return doors


def keys_of(doors: Doors, *, anew: bool = False) -> jwt.PyJWKSet:
    """The keys that the issuer signs with. Raises NotReached."""
    if anew:
        cache.delete(_name(f"sso keys {doors.keys}"))
    found = _kept(f"sso keys {doors.keys}", KEEP_KEYS, lambda: _get(doors.keys))
    try:
        return jwt.PyJWKSet.from_dict(found)
    except (jwt.PyJWTError, KeyError, TypeError, AttributeError) as error:
        raise NotReached("its keys can't be read") from error


def token_for(doors: Doors, code: str, *, client: tuple[str, str], verifier: str, back: str) -> str:
    """Turn a code into the identity token. Raises NotReached."""
    name, secret = (quote(part, safe="") for part in client)
    sent = urlencode(
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
    )
    answer = _asked(
        Request(  # noqa: S310 - `_asked` lets nothing but HTTPS through
            doors.token,
            data=sent.encode(),
            headers={
                "Authorization": "Basic " + b64encode(f"{name}:{secret}".encode()).decode(),
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
    )
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NotReached("it gave no identity token")
    return token


def must_be_safe(address: str) -> None:
    """Only HTTPS, but for a machine that speaks to itself. Raises NotReached."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if not (parts.scheme == "https" and parts.hostname) and not here:
        raise NotReached("its address is not a safe one")
    if parts.username or parts.password or parts.fragment:
        raise NotReached("its address holds more than an address")


def _described(issuer: str) -> str:
    return issuer.rstrip("/") + "/.well-known/openid-configuration"


def _get(address: str) -> dict[str, Any]:
    return _asked(Request(address))  # noqa: S310 - `_asked` lets nothing but HTTPS through


def _asked(request: Request) -> dict[str, Any]:
    must_be_safe(request.full_url)
    request.add_header("Accept", "application/json")
    try:
        with _opener().open(request, timeout=PATIENCE) as answer:
            said = answer.read(LONGEST + 1)
        if len(said) > LONGEST:
            raise NotReached("its answer is too long")
        found = json.loads(said)
    except (URLError, OSError, ValueError) as error:
        raise NotReached(f"it doesn't answer: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise NotReached("its answer is no description")
    return found


class _NoRedirect(HTTPRedirectHandler):
    """An issuer that sends us elsewhere is not followed there."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirect, HTTPSHandler(context=ssl.create_default_context()))


def _kept(name: str, seconds: int, ask: Any) -> dict[str, Any]:
    found: dict[str, Any] | None = cache.get(_name(name))
    if found is None:
        found = ask()
        cache.set(_name(name), found, seconds)
    assert found is not None
    return found


def _name(name: str) -> str:
    return quote(name, safe="")[:200]
