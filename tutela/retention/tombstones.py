"""The list of what was erased, outside the database: so that an older backup, once restored, is
erased again.

One line of JSON for each record: a hash of its identifier (which is random, and says nothing), the
day, the day until which it was kept, and who erased it. The list names nobody. It is kept beside
the database and handed to the witnesses; where a backup goes, the newest list goes too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.db import connections, transaction

from tutela.people.models import Child
from tutela.retention.models import Erasure

NAME = "erased.jsonl"
"""What the list is called in the folder of the installation."""


class NotAList(ValueError):
    """A file is no list of erased records; the message says where it fails."""


@dataclass(frozen=True, order=True)
class Tombstone:
    """One record that was erased. ``child`` is the SHA-256 of its identifier, hexadecimal."""

    child: str
    erased_on: str
    kept_until: str
    first: str
    second: str


def hash_of(child: UUID) -> str:
    """How a record is named in the list."""
    return sha256(child.bytes).hexdigest()


def tombstones(*, using: str = "owner") -> set[Tombstone]:
    """Every erasure that the database knows of."""
    return {
        Tombstone(
            hash_of(x.child_id), x.erased_on.isoformat(), x.kept_until.isoformat(),
            str(x.first), str(x.second),
        )
        for x in Erasure.behind_the_door.using(using).all()
    }  # fmt: skip


def read_list(file: Path) -> set[Tombstone]:
    """What a list holds; nothing where there is no such file. Raises NotAList."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return set()
    except UnicodeDecodeError as error:
        raise NotAList(f"{file.name} is no list of erased records.") from error
    return {_read(line, f"{file.name}, line {n}") for n, line in enumerate(lines, 1) if line}


def write_list(file: Path, found: Iterable[Tombstone]) -> None:
    """Add to a list what it does not hold yet. It appears whole or not at all."""
    known = read_list(file)
    wanted = known | set(found)
    if wanted == known and file.exists():
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as lines:
        lines.writelines(json.dumps(asdict(x), sort_keys=True) + "\n" for x in sorted(wanted))
        lines.flush()
        os.fsync(lines.fileno())
    draft.replace(file)


def erase_again(listed: Iterable[Tombstone], *, using: str = "owner") -> int:
    """Erase what a restored backup brought back, all or nothing. Returns how many records."""
    by_hash = {tombstone.child: tombstone for tombstone in listed}
    again = 0
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        children = Child.behind_the_door.using(using).values_list("id", flat=True)
        for child in [c for c in children.iterator() if hash_of(c) in by_hash]:
            stone = by_hash[hash_of(child)]
            cursor.execute(
                "SELECT door_erase_again(%s, %s, %s, %s, %s)",
                [child, stone.first, stone.second, stone.kept_until, stone.erased_on],
            )
            again += cursor.fetchone()[0] > 0
    return again


def _read(line: str, where: str) -> Tombstone:
    try:
        stone = Tombstone(**json.loads(line))
        date.fromisoformat(stone.erased_on)
        date.fromisoformat(stone.kept_until)
        UUID(stone.first)
        UUID(stone.second)
        int(stone.child, 16)
    except (TypeError, ValueError, AttributeError) as error:
        raise NotAList(f"{where}: this is no list of erased records.") from error
    return stone
