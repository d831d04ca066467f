"""Is the audit, and with it every entry, still what was signed and handed out?

The whole tree is grown anew from the rows as they stand, and its root compared at every size for
which a checkpoint is known. Those in our own database prove little: who can rewrite the rows can
rewrite them too, and sign. Those that witnesses hold are the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from tutela.witnesses.log import hashes
from tutela.witnesses.models import Checkpoint
from tutela.witnesses.tree import Peaks
from tutela.witnesses.verifier import Checkpoint as Signed
from tutela.witnesses.verifier import DoesNotHold, Handed, Key, Note

_UNAUDITED = """
    SELECT c.id, coalesce(a.told, 0), c.head_place
      FROM people_child c
      LEFT JOIN (SELECT child, max(upto) AS told FROM access_audit GROUP BY child) a
        ON a.child = c.id
     WHERE c.head_place > coalesce(a.told, 0) ORDER BY c.id"""


@dataclass(frozen=True)
class Known:
    """A root that the log had at a size, and where that is known from."""

    size: int
    root: bytes
    where: str


def our_own(log: Key, *, using: str = "owner") -> list[Known]:
    """Checkpoints in our own database. Raises DoesNotHold for one that is not as it was signed."""
    found = []
    for kept in Checkpoint.objects.using(using).order_by("size"):
        where = f"our checkpoint of {kept.at:%-d %B %Y, %H:%M}"
        # After a restore the log goes on under another name; the key is the same.
        named = log._replace(name=kept.note.split("\n", maxsplit=1)[0])
        try:
            signed = Signed.read(kept.note, named)
        except DoesNotHold as problem:
            raise DoesNotHold(f"{where}: {problem}") from problem
        if (signed.size, signed.root) != (kept.size, bytes(kept.root)):
            raise DoesNotHold(f"{where} is not what was signed")
        found.append(Known(kept.size, signed.root, where))
    return found


def held_outside(files: Iterable[Path], log: Key) -> list[Known]:
    """Checkpoints in files, and in folders of files, that witnesses gave. Raises DoesNotHold."""
    found = []
    for file in _files(files):
        text = file.read_text(encoding="utf-8")
        try:
            is_handed = text.startswith("old ")
            signed = Handed.read(text, log).checkpoint if is_handed else Signed.read(text, log)
        except (DoesNotHold, ValueError) as problem:
            raise DoesNotHold(f"{file.name}: {problem}") from problem
        found.append(Known(signed.size, signed.root, file.name))
    return found


def differences(
    known: Iterable[Known],
    *,
    using: str = "owner",
    seen: Callable[[int], object] = lambda n: None,
) -> Iterator[str]:
    """Where the audit as it stands is not that of a checkpoint, oldest first."""
    wanted: dict[int, list[Known]] = {}
    for one in known:
        wanted.setdefault(one.size, []).append(one)
    peaks, held = Peaks(), 0
    for leaf in hashes(using):
        peaks.add(leaf)
        seen(1)
        for one in wanted.pop(peaks.size, ()):
            if one.root == peaks.root():
                held = one.size
            else:
                yield (
                    f"{one.where}: something among the lines {held + 1} to {one.size} of the"
                    " audit, or in an entry that they saw, is not what it was"
                )
    for size, ones in sorted(wanted.items()):
        for one in ones:
            if size:
                yield f"{one.where}: the audit had {size} lines and has {peaks.size}"


def unaudited(*, using: str = "owner") -> Iterator[str]:
    """Records whose chain goes on after the last entry that any line of the audit tells of."""
    with connections[using].cursor() as cursor:
        cursor.execute(_UNAUDITED)
        for child, told, place in cursor.fetchall():
            yield f"record {child}: {place} entries stand there, and the audit tells of {told}"


def cosigner_of(text: str, checkpoint: Checkpoint, witness: Key) -> int:
    """When a witness signed a checkpoint, in seconds. Raises DoesNotHold."""
    return Note.read(checkpoint.note + text).must_be_signed_by(witness)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("checkpoint-*.txt")) if path.is_dir() else [path]
