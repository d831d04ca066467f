"""Releases are signed: who holds our public key can tell that a release is ours, and whole.

Ed25519 over the manifest as published; the manifest states the digest of every file. With openssl:
`openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig`.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


def sign(content: bytes) -> bytes:
    """The signature of a manifest: 64 bytes."""
    return _key(make=True).sign(content)


def public_key() -> bytes | None:
    """The key that readers check with, as PEM; None before anything was ever signed."""
    if not _place().exists():
        return None
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _key(make: bool = False) -> Ed25519PrivateKey:
    place = _place()
    if make and not place.exists():
        _keep(place, Ed25519PrivateKey.generate())
    key = load_pem_private_key(place.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _keep(place: Path, key: Ed25519PrivateKey) -> None:
    """Made once, readable by us alone; two who make it at once end up with one."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, place)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _place() -> Path:
    return Path(settings.RELEASE_KEY_FILE)
