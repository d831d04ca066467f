"""A snapshot: the inputs of a release frozen beside its files, so that it can be made again.

DIR/inputs/      what the release was made from (pseudonymous facts: never published)
DIR/release/     the files as released
DIR/snapshot.json  label, as-at, code, options, digests of inputs and outputs
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.bulletin.release import Order, Released, read_back, release
from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.cells import read_cells
from tutela.evidence.tables.definitions import Table
from tutela.evidence.tables.protection import fitted, protected
from tutela.evidence.tables.write import NO_CONTROL, Input, digest, write
from tutela.evidence.vintages.frozen import code_digest, thaw_frame, versions
from tutela.evidence.vintages.revisions import SCHEMA, Release, reasons_from

SNAPSHOT = "snapshot.json"
_CELLS = "cells.csv"
_HISTORY = "history.csv"
_PUBLICATION = "publication.json"
_PREVIOUS = "previous_referrals.csv"
# What says how a release was made rather than what it says.
_MAKING = ("code_sha256", "libraries", "version")


@dataclass(frozen=True)
class Options:
    """How a release is made. All of it is kept, since all of it decides about the files."""

    label: str
    dated: date
    exact: bool
    threshold: int = 5
    source_name: str = "the facts"
    reason: str = "not stated"
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Snapshot:
    """Everything needed to make a release: `inputs` by file name, and the options."""

    options: Options
    inputs: Mapping[str, bytes]

    def make(self, progress: Callable[[Iterable[Table]], Iterable[Table]] = iter) -> Released:
        """Make the release. Raises BadInputError, NotSafeError or ReleaseError."""
        frames, people, kind = self._frames()
        options = self.options
        seal = digest(b"".join(digest(one).encode() for _, one in sorted(self._facts().items())))
        source = Input(options.source_name, kind, seal, people, options.dated, options.remarks)
        order = Order(
            options.label,
            source,
            Publication(**_words(self.inputs[_PUBLICATION])),
            lambda built: NO_CONTROL if options.exact else protected(built, options.threshold),
            choose=(lambda built: built) if options.exact else fitted,
            history=self._history(),
            reasons=self._reasons(frames),
            reason=options.reason,
        )
        return release(frames, order, progress)

    def _facts(self) -> dict[str, bytes]:
        others = {_HISTORY, _PUBLICATION, _PREVIOUS}
        return {name: content for name, content in self.inputs.items() if name not in others}

    def _frames(self) -> tuple[dict[str, pl.DataFrame], int, str]:
        facts = self._facts()
        if _CELLS in facts:
            cells = read_cells(facts[_CELLS], self.options.source_name)
            return {"referrals": cells.frame}, cells.total, "leaf cells"
        names = {name: name.removesuffix(".csv") for name in facts}
        frames = {short: thaw_frame(facts[name], short) for name, short in names.items()}
        referrals = frames.get("referrals")
        return frames, 0 if referrals is None else referrals.height, "facts"

    def _history(self) -> pl.DataFrame | None:
        if _HISTORY not in self.inputs:
            return None
        return pl.read_csv(io.BytesIO(self.inputs[_HISTORY]), schema=SCHEMA)

    def _reasons(self, frames: Mapping[str, pl.DataFrame]) -> dict[str, str]:
        if _PREVIOUS not in self.inputs or "referral_key" not in frames["referrals"].columns:
            return {}
        return reasons_from(thaw_frame(self.inputs[_PREVIOUS], "referrals"), frames["referrals"])


def following(previous: Path) -> dict[str, bytes]:
    """The inputs that a release takes over from the snapshot before it."""
    before = open_snapshot(previous)
    taken = {_HISTORY: (previous / "history.csv").read_bytes()}
    if "referrals.csv" in before.inputs:
        taken[_PREVIOUS] = before.inputs["referrals.csv"]
    return taken


def keep(snapshot: Snapshot, released: Released, folder: Path) -> None:
    """Write the snapshot. Raises BadInputError if the folder holds one already, or can't be."""
    if (folder / SNAPSHOT).exists():
        raise BadInputError(
            str(folder), [Problem("holds a release already; a release is never overwritten")]
        )
    for part in ("inputs", "release/tables", "release/charts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    files = {f"inputs/{name}": content for name, content in snapshot.inputs.items()}
    files |= {f"release/{name}": content for name, content in released.files.items()}
    files["history.csv"] = released.history.write_csv().encode()
    about: dict[str, Any] = {
        "options": asdict(snapshot.options) | {"dated": snapshot.options.dated.isoformat()},
        "code_sha256": code_digest(),
        "libraries": dict(versions()),
        "inputs": {name: digest(one) for name, one in sorted(snapshot.inputs.items())},
        "outputs": {name: digest(one) for name, one in sorted(released.files.items())},
    }
    files[SNAPSHOT] = (json.dumps(about, indent=2, ensure_ascii=False) + "\n").encode()
    write(files, folder)


def open_snapshot(folder: Path) -> Snapshot:
    """Read a snapshot back. Raises BadInputError if it isn't one, or an input was changed."""
    about = _about(folder)
    inputs = {}
    for name, seal in about["inputs"].items():
        path = folder / "inputs" / name
        if not path.is_file() or digest(path.read_bytes()) != seal:
            raise BadInputError(str(path), [Problem("is not what the release was made from")])
        inputs[name] = path.read_bytes()
    options = dict(about["options"])
    options["dated"] = date.fromisoformat(options["dated"])
    options["remarks"] = tuple(options["remarks"])
    return Snapshot(Options(**options), inputs)


@dataclass(frozen=True)
class Rebuilt:
    """What rebuilding a release showed."""

    same_code: bool
    differing: tuple[str, ...]
    """Files that came out otherwise."""
    tampered: tuple[str, ...]
    """Files that are no longer as they were released."""

    @property
    def is_same(self) -> bool:
        """Whether the release stands as it was and can be made again."""
        return not self.differing and not self.tampered


def rebuild(folder: Path) -> Rebuilt:
    """Make a kept release again from its frozen inputs and compare it byte for byte.

    With other code than it was made with, the manifest's own statement of the code is not compared;
    everything else is.
    """
    about = _about(folder)
    again = open_snapshot(folder).make().files
    same_code = about["code_sha256"] == code_digest()
    outputs: dict[str, str] = about["outputs"]
    tampered = [
        name
        for name, seal in outputs.items()
        if not (path := folder / "release" / name).is_file() or digest(path.read_bytes()) != seal
    ]
    differing = [name for name in sorted(set(outputs) | set(again))
                 if name not in again or digest(again[name]) != outputs.get(name)]  # fmt: skip
    if not same_code and differing == ["manifest.json"]:
        kept = (folder / "release" / "manifest.json").read_bytes()
        if _without_making(kept) == _without_making(again["manifest.json"]):
            differing = []
    return Rebuilt(same_code, tuple(differing), tuple(tampered))


def as_release(folder: Path) -> Release:
    """The released cells of a snapshot, or of a folder of tables, for comparing."""
    tables = folder / "release" / "tables" if (folder / SNAPSHOT).exists() else folder
    label = _about(folder)["options"]["label"] if (folder / SNAPSHOT).exists() else folder.name
    found = {path.stem: read_back(path.read_bytes()) for path in sorted(tables.glob("*.csv"))}
    if not found:
        raise BadInputError(str(folder), [Problem("holds no tables")])
    return Release(str(label), found)


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / SNAPSHOT).read_bytes())
    except (OSError, ValueError) as fault:
        raise BadInputError(str(folder), [Problem("is not a kept release")]) from fault
    if not isinstance(about, dict):
        raise BadInputError(str(folder), [Problem("is not a kept release")])
    return about


def _words(content: bytes) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(content)
    words["limitations"] = tuple(words["limitations"])
    return words


def _without_making(manifest: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(manifest)
    return {name: value for name, value in said.items() if name not in _MAKING}
