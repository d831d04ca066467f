"""Hostile files: what is sent by mistake, by a stranger, or by somebody who looks for a child.

Each says under what name it comes and what must become of it. Made here, by code; none is a real
person's. `bench/hostile_files.py` sends them all and measures; the tests do so with each group.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from zipfile import BadZipFile, ZipFile

REFUSED, CLEANED, EITHER = "refused", "cleaned", "either"
MARKS = ("CANARY", "CanaryPlace", "51.5034-000.1276")
"""Every author, place and hidden word of the corpus holds one of these."""
_PLAIN_MARKS = tuple(
    mark.encode(code) for mark in MARKS for code in ("ascii", "utf-16-le", "utf-16-be")
)
_DETAILS = (
    b"Exif\0\0",
    b"http://ns.adobe.com/xap/1.0/\0",
    b"Photoshop 3.0",
    b"ICC_PROFILE",
    b"\xa9xyz",
)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST_UNPACKED = 64 * 1024 * 1024


@dataclass(frozen=True)
class Hostile:
    """One file. ``must`` is what may become of it."""

    about: str
    name: str
    data: bytes = field(repr=False)
    must: str = EITHER

    def __str__(self) -> str:
        return self.about


def marks_in(data: bytes) -> list[str]:
    """Marks and hidden details that are still in the data, in the clear or packed."""
    return sorted(
        {
            found.decode("latin-1")
            for layer in _layers(data)
            for found in (*_PLAIN_MARKS, *_DETAILS)
            if found in layer
        }
    )


def _layers(data: bytes) -> Iterator[bytes]:
    yield data
    for found in _STREAM.finditer(data):
        yield _unpacked(found.group(1))
    if data.startswith(b"\x89PNG"):
        at = 8
        while at + 8 <= len(data):
            length = int.from_bytes(data[at : at + 4], "big")
            name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
            yield name + _unpacked(body.partition(b"\0\0")[2])
            at += 12 + length
    if data.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield name.encode()
                    yield archive.read(name)
        except BadZipFile:
            return


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_UNPACKED)
    except zlib.error:
        return data


ROOMS = ("pictures", "papers", "office", "sound")


def made_in(room: str, *, heavy: bool = False) -> Iterator[Hostile]:
    """The files of one kind; ``heavy`` adds what takes long to make or much memory to open."""
    found = import_module(f"tutela.files.tests.hostile_{room}")
    yield from found.made()
    if heavy:
        yield from found.heavy()


def all_hostile() -> Iterator[Hostile]:
    """The whole corpus."""
    for room in ROOMS:
        yield from made_in(room, heavy=True)
