"""Frames as files that can be read again to the same frame, and the digest of the code."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import polars as pl

from tutela.evidence.bulletin.fact_tables import BY_NAME
from tutela.evidence.bulletin.feed import REFERRALS
from tutela.evidence.facts import SCHEMA
from tutela.evidence.problems import BadInputError, Problem

_LIST = "|"
# The parts of the library that decide about the bytes of a release.
_ROOMS = ("bulletin", "data", "disclosure", "measures", "outputs", "published", "sheets", "tables",
          "vintages")  # fmt: skip
# What else decides about the bytes of a release.
_LIBRARIES = ("polars", "odfdo", "openpyxl", "altair", "vl-convert-python", "typst", "numpy")


def schema_of(name: str) -> dict[str, pl.DataType]:
    """The columns of a fact table by its name."""
    return dict(SCHEMA) if name == REFERRALS else BY_NAME[name].schema


def freeze_frame(frame: pl.DataFrame) -> bytes:
    """A frame of facts as CSV; unknown dates and outcomes are empty."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(lists).list.join(_LIST)).write_csv().encode()


def thaw_frame(content: bytes, name: str) -> pl.DataFrame:
    """The frame again. Raises BadInputError where the file isn't one of these facts."""
    source = f"{name}.csv"
    try:
        text = content.decode()
        header = next(csv.reader(io.StringIO(text)), [])
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadInputError(source, [Problem(f"not a UTF-8 CSV file: {fault}")]) from fault
    schema = schema_of(name)
    if header != list(schema):
        raise BadInputError(source, [Problem(f"the columns must be {', '.join(schema)}", row=1)])
    try:
        frame = pl.read_csv(content, infer_schema=False)
        return frame.select(_thawed(column, kind) for column, kind in schema.items())
    except pl.exceptions.PolarsError as fault:
        first = str(fault).splitlines()[0]
        raise BadInputError(source, [Problem(f"can't be read: {first}")]) from fault


def _thawed(column: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List):
        return pl.col(column).str.split(_LIST).alias(column)
    if kind == pl.Date:
        return pl.col(column).str.to_date("%Y-%m-%d", strict=True).alias(column)
    return pl.col(column).cast(kind)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of facts in a folder, by the name of their table. Raises BadInputError."""
    known = (REFERRALS, *BY_NAME)
    found = {name: folder / f"{name}.csv" for name in known if (folder / f"{name}.csv").is_file()}
    if not found:
        listed = ", ".join(f"{name}.csv" for name in known)
        raise BadInputError(str(folder), [Problem(f"holds none of the files {listed}")])
    return {name: path.read_bytes() for name, path in found.items()}


def code_digest() -> str:
    """SHA-256 over the sources that a release depends on and the versions that it stands on."""
    root = Path(str(files("tutela.evidence")))
    seal = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        ours = len(inside.parts) == 1 or inside.parts[0] in _ROOMS
        if ours and path.suffix in {".py", ".typ", ".csv"} and "tests" not in inside.parts:
            seal.update(f"{inside.as_posix()}\0".encode())
            seal.update(hashlib.sha256(path.read_bytes()).digest())
    for library, number in versions().items():
        seal.update(f"{library}={number}\0".encode())
    return seal.hexdigest()


def versions() -> Mapping[str, str]:
    """The versions of the libraries that decide about the bytes of a release."""
    found = {}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return found
