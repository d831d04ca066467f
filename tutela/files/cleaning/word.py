"""Word: its paragraphs and tables as plain words. Everything else stays behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from tutela.files.cleaning.archives import Archive
from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why

MOST_CHARACTERS = 400_000
MOST_BLOCKS = 5_000
DEEPEST = 60
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", _FALLBACK})
_FETCHES = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b")


@dataclass
class _Reading:
    left: set[Left] = field(default_factory=set)
    characters: int = 0

    def count(self, text: str) -> str:
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise Refused(Why.TOO_LONG)
        return text


def clean_docx(data: bytes) -> Cleaned:
    """Its words as JSON: ``{"blocks": [{"text": …, "level": 0–6} | {"rows": [[…]]}]}``.

    Raises Refused.
    """
    archive = Archive(data, main=_MAIN)
    root = archive.xml(_MAIN)
    for code in root.iter(f"{_W}instrText"):
        if _FETCHES.search((code.text or "").upper()):
            raise Refused(Why.REACHES_OUT)
    reading = _Reading()
    if any(name.startswith(("word/header", "word/foot", "word/comm")) for name in archive.names()):
        reading.left.add(Left.HEADERS_AND_NOTES)
    blocks: list[dict[str, Any]] = []
    for block in _blocks(root, reading):
        blocks.append(block)
        if len(blocks) > MOST_BLOCKS:
            raise Refused(Why.TOO_LONG)
    if not reading.characters:
        raise Refused(Why.NOTHING_IN_IT)
    left = (Left.DETAILS, *sorted(reading.left))
    return Cleaned(Form.WORDS, json.dumps({"blocks": blocks}).encode(), left)


def _blocks(parent: Element, reading: _Reading, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Paragraphs and tables, through whatever wraps them."""
    if depth > DEEPEST:
        raise Refused(Why.DAMAGED)
    for element in parent:
        if element.tag == f"{_W}p":
            text = _text(element, reading)
            if text.strip():
                yield {"text": text, "level": _level(element)}
        elif element.tag == f"{_W}tbl":
            yield {"rows": _rows(element, reading, depth)}
        elif element.tag not in _GONE:
            yield from _blocks(element, reading, depth + 1)


def _rows(table: Element, reading: _Reading, depth: int) -> list[list[str]]:
    rows = [
        [_cell(cell, reading, depth) for cell in row.findall(f"{_W}tc")]
        for row in table.findall(f"{_W}tr")
    ]
    if sum(map(len, rows)) > MOST_BLOCKS:
        raise Refused(Why.TOO_LONG)
    return [row for row in rows if row]


def _cell(cell: Element, reading: _Reading, depth: int) -> str:
    """The words of a cell; a table within it as lines."""
    lines: list[str] = []
    for block in _blocks(cell, reading, depth + 1):
        if "rows" in block:
            lines += (" | ".join(row) for row in block["rows"])
        else:
            lines.append(block["text"])
    return "\n".join(lines).strip()


def _text(paragraph: Element, reading: _Reading) -> str:
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    words = "".join(_words(paragraph, reading))
    return reading.count(f"• {words}" if listed and words.strip() else words)


def _words(parent: Element, reading: _Reading, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        raise Refused(Why.DAMAGED)
    for element in parent:
        if element.tag in _GONE:
            if element.tag in {f"{_W}del", f"{_W}moveFrom"}:
                reading.left.add(Left.DELETED)
        elif element.tag in _DRAWN:
            reading.left.add(Left.PICTURES)
        elif element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
            reading.left.add(Left.HIDDEN)
        elif element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag == f"{_W}tab" and parent.tag == f"{_W}r":
            yield "\t"
        elif element.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        else:
            yield from _words(element, reading, depth + 1)


def _level(paragraph: Element) -> int:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = re.fullmatch(
        r"(?i)heading ?([1-6])", style.get(f"{_W}val", "") if style is not None else ""
    )
    return int(named.group(1)) if named else 0
