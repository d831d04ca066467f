"""Pictures of pages in one piece of data: a line of JSON with sizes, then the pictures. Pure.

Not a format that any other program opens, on purpose: a file is made of it for each reader.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_PAGES = 60


@dataclass(frozen=True)
class PagePicture:
    """One page: its size in points (1/72 inch) and a JPEG of it."""

    wide: float
    high: float
    jpeg: bytes = field(repr=False)


def packed(pages: Sequence[PagePicture]) -> bytes:
    """The pages as data."""
    head = [[round(p.wide, 2), round(p.high, 2), len(p.jpeg)] for p in pages]
    return json.dumps(head).encode() + b"\n" + b"".join(p.jpeg for p in pages)


def unpacked(data: bytes) -> tuple[PagePicture, ...]:
    """The pages again. Raises ValueError when the data is not what ``packed`` makes."""
    line, newline, body = data.partition(b"\n")
    head = json.loads(line)
    if not newline or not isinstance(head, list) or not 0 < len(head) <= MOST_PAGES:
        raise ValueError("not pages")
    pages, at = [], 0
    for wide, high, length in head:
        if not (isinstance(length, int) and 0 < length <= len(body) - at):
            raise ValueError("a page is missing")
        if not (0 < float(wide) <= 20_000 and 0 < float(high) <= 20_000):
            raise ValueError("a page has no size")
        pages.append(PagePicture(float(wide), float(high), body[at : at + length]))
        at += length
    if at != len(body):
        raise ValueError("something follows the last page")
    return tuple(pages)
