"""The master keys in the hands of custodians, so that a lost machine loses no name.

age, and nothing of our own: for each group of custodians that is enough together, the keys are
encrypted to the last of the group, the result to the one before, and so on. Only all of a group,
one after the other, can open it. Two of three is three such letters.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pyrage

FORMAT = 1
FEWEST = 2


class EscrowError(Exception):
    """Why keys were not handed over, or not recovered; in plain words."""


def hand_over(keys: Sequence[bytes], custodians: Sequence[str], *, needs: int) -> str:
    """A file with which ``needs`` of these custodians (public age keys) recover the keys.

    Raises EscrowError.
    """
    known = sorted(set(custodians))
    if len(known) < FEWEST:
        raise EscrowError(
            "Keys are handed to at least two custodians, so that one lost key loses nothing."
        )
    if not 1 <= needs <= len(known):
        raise EscrowError(f"Of {len(known)} custodians, between 1 and {len(known)} may be needed.")
    plain = json.dumps([b64encode(key).decode() for key in keys]).encode()
    letters = [
        {"custodians": list(group), "sealed": b64encode(_sealed_to(plain, group)).decode()}
        for group in combinations(known, needs)
    ]
    return json.dumps({"format": FORMAT, "needs": needs, "letters": letters}, indent=1) + "\n"


def recover(text: str, secrets: Sequence[str]) -> list[bytes]:
    """The keys in a file, opened with the secret age keys of enough custodians.

    Raises EscrowError.
    """
    try:
        identities = [pyrage.x25519.Identity.from_str(secret.strip()) for secret in secrets]
    except pyrage.IdentityError:
        raise EscrowError("A custodian's secret key begins with AGE-SECRET-KEY-1.") from None
    by_name = {str(identity.to_public()): identity for identity in identities}
    data = _read(text)
    for letter in data["letters"]:
        if set(letter["custodians"]) <= set(by_name):
            return _opened(letter, by_name)
    raise EscrowError(
        f"These keys are not enough: {data['needs']} of the custodians of this file are needed."
    )


def _sealed_to(plain: bytes, group: Sequence[str]) -> bytes:
    sealed = plain
    try:
        for custodian in reversed(group):
            sealed = pyrage.encrypt(sealed, [pyrage.x25519.Recipient.from_str(custodian)])
    except pyrage.RecipientError:
        raise EscrowError("A custodian is named by a public key that begins with age1.") from None
    return sealed


def _opened(letter: dict[str, Any], by_name: dict[str, Any]) -> list[bytes]:
    sealed = b64decode(letter["sealed"])
    try:
        for custodian in letter["custodians"]:
            sealed = pyrage.decrypt(sealed, [by_name[custodian]])
    except pyrage.DecryptError:
        raise EscrowError("This file was changed: it does not open.") from None
    return [b64decode(key) for key in json.loads(sealed)]


def _read(text: str) -> dict[str, Any]:
    try:
        data: Any = json.loads(text)
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise EscrowError("This is no file of master keys that this version of Tutela reads.")
    return data
