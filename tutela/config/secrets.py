"""The keys of this installation: from the environment, or from files that nobody else may read.

The master key wraps each child's own key. Who loses it loses every name and account in the
record, so it is made once, with the database, and never silently a second time.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from tutela.config.places import make_passable, secrets_folder

MASTER_KEY_BYTES = 32


class MasterKeyError(Exception):
    """A key is missing or can't be used; the message says what to do."""


def signing_key() -> str:
    """Django's key for cookies and tokens. Made when there is none: losing it signs people out."""
    given = os.environ.get("TUTELA_SECRET_KEY")
    return given or _kept("signing-key") or _keep("signing-key", secrets.token_urlsafe(64))


def master_key() -> bytes | None:
    """The 32 bytes that wrap the children's keys, or None where none has been made.

    Raises:
        MasterKeyError: what stands there isn't 32 bytes in base64.
    """
    text = os.environ.get("TUTELA_MASTER_KEY") or _kept("master-key")
    if text is None:
        return None
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise MasterKeyError("The master key is not written in base64.") from problem
    if len(key) != MASTER_KEY_BYTES:
        raise MasterKeyError(f"The master key has {len(key)} bytes, not {MASTER_KEY_BYTES}.")
    return key


def make_master_key() -> None:
    """Make the master key of a new installation; an existing one is left as it is."""
    if master_key() is None:
        _keep("master-key", base64.b64encode(secrets.token_bytes(MASTER_KEY_BYTES)).decode())


def _kept(name: str) -> str | None:
    try:
        return (secrets_folder() / name).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def _keep(name: str, value: str) -> str:
    """Write the key once, readable by us alone; if another process was first, theirs counts."""
    folder = secrets_folder()
    # The data folder is passed through by the server's user; this one is entered by us alone.
    make_passable(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{name}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / name)
    except FileExistsError:
        return _kept_by_other(folder / name)
    finally:
        draft.unlink()
    return value


def _kept_by_other(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()
