"""The keys of this installation: from the environment, from files that nobody else may read, or by
a program of the operator's (a key service).

The master keys wrap each child's own key. Who loses them loses every name and account in the
record, so the first is made once, with the database, and never silently a second time.

One master key stands on a line, in base64; the first wraps, the others still open. Where
`TUTELA_MASTER_KEY_COMMAND` names a program, keys stand in the file wrapped by it: a stolen disk
then opens nothing. It is asked once per process and key, not for every child: a search opens
hundreds of keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
import shlex
import subprocess
from pathlib import Path

from tutela.config.places import make_passable, secrets_folder
from tutela.people.keys.masters import MasterKey

MASTER_KEY_BYTES = 32
WRAPPED = "wrapped:"
"""How a line begins whose key the operator's program has wrapped."""
PATIENCE = 30.0
"""Seconds that the operator's program may take."""
_FILE = "master-key"


class MasterKeyError(Exception):
    """A key is missing or can't be used; the message says what to do."""


def signing_key() -> str:
    """Django's key for cookies and tokens. Made when there is none: losing it signs people out."""
    given = os.environ.get("TUTELA_SECRET_KEY")
    return given or _kept("signing-key") or _keep("signing-key", secrets.token_urlsafe(64))


def master_keys() -> tuple[MasterKey, ...]:
    """The master keys as they are now, the one that wraps first; none where none has been made.

    Asked for each key that is opened: the file is read again only when it has changed, so that a
    server that runs learns of a new key at once.

    Raises:
        MasterKeyError: what stands there isn't 32 bytes in base64, or the program failed.
    """
    stamp = _stamp()
    if stamp not in _opened:
        _opened.clear()
        _opened[stamp] = tuple(MasterKey(opened_line(line)) for line in master_key_lines())
    return _opened[stamp]


_opened: dict[tuple[object, ...], tuple[MasterKey, ...]] = {}


def are_given() -> bool:
    """Whether the master keys come from the environment, where we can't write."""
    return bool(os.environ.get("TUTELA_MASTER_KEY"))


def master_key_lines() -> list[str]:
    """The master keys as they are kept, one a line, perhaps wrapped; never to be shown."""
    text = os.environ.get("TUTELA_MASTER_KEY") or _kept(_FILE) or ""
    return text.replace(",", " ").split()


def make_master_key() -> None:
    """Make the master key of a new installation; an existing one is left as it is."""
    if not master_key_lines():
        _keep(_FILE, new_line())


def new_line() -> str:
    """A new master key, as it is kept. Raises MasterKeyError."""
    return as_line(secrets.token_bytes(MASTER_KEY_BYTES))


def as_line(key: bytes) -> str:
    """A master key as it is kept: wrapped by the operator's program, if there is one."""
    text = base64.b64encode(key).decode()
    return WRAPPED + _asked("wrap", text) if _command() else text


def opened_line(line: str) -> bytes:
    """The 32 bytes of a master key that is kept as ``line``. Raises MasterKeyError."""
    if not line.startswith(WRAPPED):
        return _decoded(line)
    if not _command():
        raise MasterKeyError(
            "The master key is wrapped by a program; TUTELA_MASTER_KEY_COMMAND says which."
        )
    return _decoded(_asked("unwrap", line.removeprefix(WRAPPED)))


def write_master_keys(lines: list[str]) -> None:
    """Keep these master keys in place of those before, all at once. Raises MasterKeyError."""
    if are_given():
        raise MasterKeyError(
            "The master keys come from TUTELA_MASTER_KEY, which only you can change: several may "
            "stand there, with spaces between them, the one that wraps first."
        )
    path = secrets_folder() / _FILE
    draft = _drafted(_FILE, "\n".join(lines))
    draft.replace(path)


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        # Not chained: what it says might repeat a part of the key.
        raise MasterKeyError("The master key is not written in base64.") from None
    if len(key) != MASTER_KEY_BYTES:
        raise MasterKeyError(f"The master key has {len(key)} bytes, not {MASTER_KEY_BYTES}.")
    return key


def _stamp() -> tuple[object, ...]:
    given = os.environ.get("TUTELA_MASTER_KEY")
    if given:
        # A hash: the key itself is kept nowhere longer than needed.
        return ("given", hashlib.sha256(given.encode()).digest())
    try:
        found = (secrets_folder() / _FILE).stat()
    except FileNotFoundError:
        return ("none",)
    return ("kept", str(secrets_folder()), found.st_ino, found.st_mtime_ns, found.st_size)


def _command() -> list[str]:
    return shlex.split(os.environ.get("TUTELA_MASTER_KEY_COMMAND", ""))


def _asked(what: str, text: str) -> str:
    """Ask the operator's program to wrap or unwrap. Keys pass through pipes, never by arguments."""
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own program, no shell
            [*_command(), what],
            input=text + "\n", capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as problem:
        # Its message may hold what we sent: only its sort is told.
        raise MasterKeyError(
            f"The program that wraps the master key did not answer ({type(problem).__name__})."
        ) from None
    if done.returncode or not done.stdout.strip():
        raise MasterKeyError(
            f"The program that wraps the master key refused to {what} it "
            f"(exit status {done.returncode})."
        )
    return done.stdout.strip()


def _kept(name: str) -> str | None:
    try:
        return (secrets_folder() / name).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def _keep(name: str, value: str) -> str:
    """Write the key once, readable by us alone; if another process was first, theirs counts."""
    draft = _drafted(name, value)
    try:
        os.link(draft, secrets_folder() / name)
    except FileExistsError:
        return _kept_by_other(secrets_folder() / name)
    finally:
        draft.unlink()
    return value


def _drafted(name: str, value: str) -> Path:
    """What is to be kept, safe on the disk under another name."""
    folder = secrets_folder()
    # The data folder is passed through by the server's user; this one is entered by us alone.
    make_passable(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{name}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft


def _kept_by_other(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()
