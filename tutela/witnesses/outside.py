"""Who holds our checkpoints, outside: as the installation's file `witnesses.toml` says.

origin = "northshire.gov.uk/tutela"

[[witness]]
name = "lantern.example/witness"
folder = "/mnt/lantern"                # a folder that they keep
key = "lantern.example/witness+…+…"    # with it their signatures are checked

[[witness]]
name = "police.example/witness"
mail = "records@police.example"        # a letter ready for the machine's mailer
outbox = "/var/spool/tutela"

[[witness]]
name = "health.example/witness"
put = "https://witness.health.example/tutela"
token_file = "/etc/tutela/health-token"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tutela.witnesses.verifier import WITNESS, DoesNotHold, Key

FEWEST = 2
"""Outside witnesses that hold each checkpoint: with one, whoever reaches both rewrites both."""
_ON_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class NotConfigured(Exception):
    """The file of witnesses can't be used; the message says why."""


@dataclass(frozen=True)
class Witness:
    """One outside witness, and how it is reached: by folder, letter or PUT."""

    name: str
    key: Key | None = None
    folder: Path | None = None
    mail: str = ""
    outbox: Path | None = None
    put: str = ""
    token_file: Path | None = None


@dataclass(frozen=True)
class Outside:
    """What our log is called, and who holds it."""

    origin: str
    witnesses: tuple[Witness, ...]


def read(file: Path) -> Outside:
    """What the file says. Raises NotConfigured."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        origin = str(data["origin"])
        witnesses = tuple(_witness(one) for one in data.get("witness", ()))
    except FileNotFoundError as problem:
        raise NotConfigured(f"No outside witness is named yet, in {file.name}.") from problem
    except (tomllib.TOMLDecodeError, KeyError, TypeError, DoesNotHold) as problem:
        raise NotConfigured(f"{file.name} can't be read: {problem}") from problem
    if not _is_name(origin) or len({w.name for w in witnesses}) != len(witnesses):
        raise NotConfigured(f"{file.name}: names have no spaces or plus signs, and occur once.")
    return Outside(origin, witnesses)


def _witness(data: dict[str, Any]) -> Witness:
    paths = {k: Path(data[k]) for k in ("folder", "outbox", "token_file") if k in data}
    key = Key.read(data["key"]) if "key" in data else None
    found = Witness(
        data["name"], key, paths.get("folder"), data.get("mail", ""), paths.get("outbox"),
        data.get("put", ""), paths.get("token_file"),
    )  # fmt: skip
    ways = [found.folder is not None, bool(found.mail and found.outbox), bool(found.put)]
    if sum(ways) != 1 or not _is_name(found.name):
        raise NotConfigured(
            f"{found.name} is reached in one way: a folder, mail with an outbox, or put."
        )
    if key is not None and (key.sort, key.name) != (WITNESS, found.name):
        raise NotConfigured(f"The key of {found.name} is not that of a witness of this name.")
    address = urlsplit(found.put)
    if found.put and address.scheme != "https" and address.hostname not in _ON_THIS_MACHINE:
        raise NotConfigured(f"{found.name} is reached over https, or on this machine.")
    return found


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)
