"""Seals a document's bytes in pieces, and opens them again.

Each document has a key of its own, wrapped under the child's: destroying the child's key erases
them with all else, and no two documents share a key under which much is encrypted.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import IO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import DEFAULT_DB_ALIAS, connections

from tutela.people.keys import CannotOpen, ChildKey

PIECE = 1024 * 1024
COPY, ORIGINAL = "copy", "original"
_NONCE = 12
_PUT = """INSERT INTO files_piece (child_id, entry, part, number, of, sealed_key, sealed)
    VALUES (%s, %s, %s, %s, %s, %s, %s)"""
_GET = """SELECT number, of, sealed_key, sealed FROM files_piece
    WHERE child_id = %s AND entry = %s AND part = %s ORDER BY number"""
_ADD = """INSERT INTO files_space AS s (child_id, bytes) VALUES (%s, %s)
    ON CONFLICT (child_id) DO UPDATE SET bytes = s.bytes + excluded.bytes RETURNING bytes"""


class Missing(LookupError):
    """There are no such bytes for this reader."""


def digest_of(data: bytes) -> str:
    """What the entry says of the bytes: their SHA-256."""
    return sha256(data).hexdigest()


def keep(
    data: bytes | IO[bytes],
    *,
    child: UUID,
    entry: UUID,
    part: str,
    key: ChildKey,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Seal and write the bytes, in the present transaction; answers what is kept of the child."""
    whole = data if isinstance(data, bytes) else _all_of(data)
    own = AESGCM.generate_key(bit_length=256)
    sealed_key = key.seal(b64encode(own).decode(), where=_key_place(entry, part))
    cipher, of = AESGCM(own), max(1, -(-len(whole) // PIECE))
    with connections[using].cursor() as cursor:
        for number in range(1, of + 1):
            nonce = os.urandom(_NONCE)
            piece = whole[(number - 1) * PIECE : number * PIECE]
            sealed = nonce + cipher.encrypt(nonce, piece, _place(entry, part, number, of))
            cursor.execute(_PUT, [child, entry, part, number, of, sealed_key, sealed])
        cursor.execute(_ADD, [child, len(whole)])
        return int(cursor.fetchone()[0])


def opened(*, child: UUID, entry: UUID, part: str, key: ChildKey, digest: str) -> bytes:
    """The bytes, where the database shows them to this reader. Raises Missing, and CannotOpen when
    they are not those that the entry vouches for."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_GET, [child, entry, part])
        rows = cursor.fetchall()
    if not rows:
        raise Missing
    of = rows[0][1]
    if [row[0] for row in rows] != list(range(1, of + 1)):
        raise CannotOpen("a piece is missing")
    cipher = AESGCM(b64decode(key.open(rows[0][2], where=_key_place(entry, part))))
    pieces = []
    for number, _of, _key, sealed in rows:
        raw = bytes(sealed)
        try:
            place = _place(entry, part, number, of)
            pieces.append(cipher.decrypt(raw[:_NONCE], raw[_NONCE:], place))
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(f"piece {number} was moved or changed") from error
    whole = b"".join(pieces)
    if digest_of(whole) != digest:
        raise CannotOpen("not the bytes that were recorded")
    return whole


def kept_about(child: UUID) -> int:
    """Bytes kept about a child within reach."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT bytes FROM files_space WHERE child_id = %s", [child])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _all_of(source: IO[bytes]) -> bytes:
    source.seek(0)
    return source.read()


def _key_place(entry: UUID, part: str) -> str:
    return f"file/{entry}/{part}/key"


def _place(entry: UUID, part: str, number: int, of: int) -> bytes:
    return f"file/{entry}/{part}/{number}/{of}".encode()
