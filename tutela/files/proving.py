"""A second look, in the process of the record: is what the opener handed back nothing but data?

The opener met a stranger's file and might have been taken over by it. So what it answers is
checked part by part, without decoding a picture: a JPEG of exactly the parts that a picture needs,
a PNG likewise, pages of such JPEGs, JSON of words and numbers, text. Pure.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from tutela.files.cleaning.m4a import clean_m4a
from tutela.files.cleaning.mp3 import clean_mp3
from tutela.files.cleaning.outcome import Cleaned, Form, Refused, Why
from tutela.files.cleaning.pages import unpacked

LARGEST = 96 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_JFIF = 0xE0
# Quantisation, Huffman, restart interval, and the start of a frame of the two usual kinds.
_JPEG_PARTS = frozenset({0xDB, 0xC4, 0xDD, 0xC0, 0xC2})
_SCAN, _END = 0xDA, 0xD9
_MARK = struct.Struct(">BBH")


def must_be_inert(cleaned: Cleaned) -> None:
    """Raises Refused unless the data is of the form that it says, to the last byte."""
    try:
        _check(cleaned)
    except (ValueError, KeyError, TypeError, IndexError, struct.error, RecursionError) as error:
        raise Refused(Why.DAMAGED) from error


def _check(cleaned: Cleaned) -> None:
    data = cleaned.data
    if not 0 < len(data) <= LARGEST:
        raise ValueError("no size for a document")
    match cleaned.form:
        case Form.JPEG:
            _jpeg(data)
        case Form.PNG:
            _png(data)
        case Form.PAGES:
            for page in unpacked(data):
                _jpeg(page.jpeg)
        case Form.WORDS:
            _blocks(json.loads(data))
        case Form.CELLS:
            _sheets(json.loads(data))
        case Form.TEXT:
            if "\0" in data.decode():
                raise ValueError("no text")
        case Form.MP3:
            _same(clean_mp3(data).data, data)
        case Form.M4A:
            _same(clean_m4a(data).data, data)


def _same(made: bytes, given: bytes) -> None:
    if made != given:
        raise ValueError("more than sound")


def _jpeg(data: bytes) -> None:
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    at = 2
    while True:
        lead, mark, length = _MARK.unpack_from(data, at)
        if lead != 0xFF:
            raise ValueError("no mark where one must be")
        if mark == _JFIF:
            if length != 16 or data[at + 4 : at + 9] != b"JFIF\0":
                raise ValueError("more than JFIF")
        elif mark != _SCAN and mark not in _JPEG_PARTS:
            raise ValueError(f"a part of kind {mark:#x}")
        at += 2 + length
        if mark == _SCAN:
            at = _after_scan(data, at)
            if data[at + 1] == _END:
                break
    if at + 2 != len(data):
        raise ValueError("something follows the picture")


def _after_scan(data: bytes, at: int) -> int:
    """Where the next mark begins: not a filled-in 0xFF, nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _png(data: bytes) -> None:
    if not data.startswith(_PNG):
        raise ValueError("no PNG")
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        if name not in _PNG_PARTS:
            raise ValueError(f"a part named {name!r}")
        at += 12 + length
    if at != len(data):
        raise ValueError("something follows the picture")


def _blocks(told: dict[str, Any]) -> None:
    _only(told, "blocks")
    for block in told["blocks"]:
        if "rows" in block:
            _only(block, "rows")
            _texts(cell for row in block["rows"] for cell in row)
        else:
            _only(block, "text", "level")
            _texts([block["text"]])
            if block["level"] not in range(7):
                raise ValueError("no level")


def _sheets(told: dict[str, Any]) -> None:
    _only(told, "sheets")
    for sheet in told["sheets"]:
        _only(sheet, "name", "rows")
        _texts([sheet["name"]])
        for row in sheet["rows"]:
            if not all(isinstance(c, str | int | float | bool | None) for c in row):
                raise ValueError("no value of a cell")


def _only(told: dict[str, Any], *names: str) -> None:
    if set(told) != set(names):
        raise ValueError("other names")


def _texts(texts: Any) -> None:
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("no text")
