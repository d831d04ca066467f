"""The ledger: every release that is out, so that the next one is protected beside all of them.

One line of JSON per release: its directory, relative to the ledger, and the digest of its manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

from .written import MANIFEST


@dataclass(frozen=True)
class Ledger:
    """The releases in the order in which they went out."""

    path: Path
    entries: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """A ledger, or an empty one where there is none yet. Raises BadInputError."""
        if not path.exists():
            return cls(path, ())
        entries = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                entry = json.loads(line)
                entries.append((str(entry["directory"]), str(entry["manifest_sha256"])))
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                what = f"is not an entry of a ledger: {error}"
                raise BadInputError(path.name, [Problem(what, row=number)]) from error
        ledger = cls(path, tuple(entries))
        ledger.verify()
        return ledger

    def directories(self) -> list[Path]:
        """Where the releases lie."""
        return [self.path.parent / directory for directory, _ in self.entries]

    def verify(self) -> None:
        """Every release must still be what it was. Raises BadInputError."""
        problems = []
        for number, (directory, digest) in enumerate(self.entries, start=1):
            manifest = self.path.parent / directory / MANIFEST
            if not manifest.exists():
                problems.append(Problem(f"{directory} is not there any more", row=number))
            elif _digest(manifest) != digest:
                problems.append(Problem(f"{directory} was changed after its release", row=number))
        if problems:
            raise BadInputError(self.path.name, problems)

    def add(self, directory: Path) -> Ledger:
        """Enter a release that has just been written."""
        name = Path(os.path.relpath(directory.resolve(), self.path.parent.resolve())).as_posix()
        entry = (name, _digest(directory / MANIFEST))
        line = json.dumps({"directory": entry[0], "manifest_sha256": entry[1]}, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as book:
            book.write(line + "\n")
        return Ledger(self.path, (*self.entries, entry))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
