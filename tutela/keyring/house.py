"""Keys of the house: for what belongs to no child. Each has one purpose and a life of its own.

They are random, made once by `migrate`, kept in the database wrapped under a master key. So a new
master key changes none of them: no second factor is sealed anew, no pseudonym or index becomes
another, and what was published can be made again.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import DEFAULT_DB_ALIAS, connections

from tutela.keyring.fields import COMPARED, FIELDS
from tutela.people.keys import CannotOpen, ring, seal, unseal

_BYTES = 32
EMERGENCIES = "emergencies"
STILL_MISSING = "still-missing"
SECRETS, PSEUDONYMS, WITNESS = "secrets", "pseudonyms", "witness"
_INDEXED = {**FIELDS, **COMPARED}
NAMES = {
    SECRETS: "Seals what belongs to no child, such as the secrets of second factors.",
    PSEUDONYMS: "Makes the pseudonyms under which evidence reads facts.",
    WITNESS: "Signs the checkpoints of the audit (Ed25519).",
    EMERGENCIES: "Finds a child in an emergency by an exact name and date of birth, or number.",
    STILL_MISSING: "Finds whether a child who was just recorded may be one who is missing.",
    **{f"index {name}": f"Makes the blind index of {words}." for name, words in _INDEXED.items()},
}
"""Every key of the house, and what it is for."""


class HouseSecret:
    """A key of the house, unwrapped. Never printed."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def __repr__(self) -> str:
        return "HouseSecret(…)"

    def cipher(self) -> AESGCM:
        """For sealing under this key."""
        return AESGCM(self._raw)

    def hash(self, of: bytes) -> bytes:
        """HMAC-SHA256 truncated to 128 bits."""
        return hmac.new(self._raw, of, sha256).digest()[:16]

    def signing_key(self) -> Ed25519PrivateKey:
        """For signing under this key."""
        return Ed25519PrivateKey.from_private_bytes(self._raw)


# Wrapped keys as they were last read, by database and name: reading one costs a query, opening it
# does not. What is kept here opens only under a master key that is known at that moment.
_read: dict[tuple[object, ...], bytes] = {}


def make_house_keys(using: str) -> tuple[str, ...]:
    """Make the keys that are not there yet, as the database's owner. Returns their names."""
    masters = ring()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM keyring_housekey")
        known = {name for (name,) in cursor.fetchall()}
        missing = [name for name in NAMES if name not in known]
        for name in missing:
            wrapped = masters.wrap(secrets.token_bytes(_BYTES), where=place_of(name))
            cursor.execute(
                "INSERT INTO keyring_housekey (name, sealed, made)"
                " VALUES (%s, %s, clock_timestamp()) ON CONFLICT DO NOTHING",
                [name, wrapped],
            )
    return tuple(missing)


def house_key(name: str, *, using: str = DEFAULT_DB_ALIAS) -> HouseSecret:
    """One key of the house. Raises CannotOpen."""
    known = _read.get(_whose(name, using))
    if known is not None:
        try:
            return HouseSecret(ring().unwrap(known, where=place_of(name)))
        except CannotOpen:
            # Perhaps it was wrapped anew since.
            del _read[_whose(name, using)]
    return HouseSecret(ring().unwrap(_fetched(name, using), where=place_of(name)))


def forget() -> None:
    """Forget what was read: the database is another one now."""
    _read.clear()


def seal_for_the_house(text: str, *, where: str, using: str = DEFAULT_DB_ALIAS) -> str:
    """Encrypt something that belongs to no child, such as a second-factor secret."""
    return seal(house_key(SECRETS, using=using).cipher(), text, where=where)


def open_for_the_house(sealed: str, *, where: str, using: str = DEFAULT_DB_ALIAS) -> str:
    """Decrypt what ``seal_for_the_house`` made. Raises CannotOpen."""
    try:
        return unseal(house_key(SECRETS, using=using).cipher(), sealed, where=where)
    except CannotOpen:
        # Before the house had keys, a master key itself sealed these.
        for master in ring().keys:
            try:
                return master.open_text(sealed, where=where)
            except CannotOpen:
                continue
        raise


def keyed_hash(of: bytes, *, using: str = DEFAULT_DB_ALIAS) -> str:
    """A pseudonym, which means nothing outside this installation: 32 hexadecimal digits."""
    return house_key(PSEUDONYMS, using=using).hash(of).hex()


def place_of(name: str) -> str:
    """Where a key of the house is bound to."""
    return f"house/{name}/key"


def _fetched(name: str, using: str) -> bytes:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT sealed FROM keyring_housekey WHERE name = %s", [name])
        row = cursor.fetchone()
    if row is None:
        raise CannotOpen(f"the house has no key for {name}; `tutela manage migrate` makes it")
    wrapped = bytes(row[0])
    _read[_whose(name, using)] = wrapped
    return wrapped


def _whose(name: str, using: str) -> tuple[object, ...]:
    place = connections[using].settings_dict
    return place["HOST"], place["PORT"], place["NAME"], name
