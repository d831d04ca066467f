"""Which files are taken, and how they are told apart: by what is in them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutela.files.cleaning.outcome import Refused, Why

LARGEST = 25 * 1024 * 1024
"""Bytes of one file."""
A_DAY = 50
"""Files that one person may send within a day, taken or refused."""
A_CHILD = 500 * 1024 * 1024
"""Bytes kept about one child."""


@dataclass(frozen=True)
class Format:
    """A kind of file that is taken. ``job`` is the worker's."""

    name: str
    endings: tuple[str, ...]
    job: str


JPEG = Format("JPEG", ("jpg", "jpeg"), "jpeg")
PNG = Format("PNG", ("png",), "png")
WEBP = Format("WebP", ("webp",), "webp")
HEIC = Format("HEIC", ("heic", "heif"), "heic")
PDF = Format("PDF", ("pdf",), "pdf")
DOCX = Format("Word", ("docx",), "docx")
XLSX = Format("Excel", ("xlsx",), "xlsx")
TXT = Format("plain text", ("txt",), "txt")
MP3 = Format("MP3", ("mp3",), "mp3")
M4A = Format("M4A", ("m4a",), "m4a")
FORMATS = (JPEG, PNG, WEBP, HEIC, PDF, DOCX, XLSX, TXT, MP3, M4A)

_VIDEO = frozenset({"mp4", "mov", "m4v", "avi", "mkv", "webm", "3gp", "wmv", "mpg", "mpeg"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B "})
HEAD = 4096
"""How much of a file is looked at to tell what it is."""


def format_of(head: bytes, name: str) -> Format:
    """What a file is, from its first ``HEAD`` bytes and the end of its name, which must agree.

    Raises Refused.
    """
    if not head:
        raise Refused(Why.EMPTY)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending in _VIDEO or _is_video(head):
        raise Refused(Why.VIDEO)
    named = next((f for f in FORMATS if ending in f.endings), None)
    if named is None:
        raise Refused(Why.NOT_ALLOWED)
    if not _fits(head, named):
        raise Refused(Why.NOT_WHAT_IT_SAYS)
    return named


def _fits(head: bytes, named: Format) -> bool:
    return _LOOKS[named.name](head)


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _is_nothing_else(head: bytes) -> bool:
    """Plain text: nothing that is another kind of file, and no bytes that no text holds."""
    if any(_fits(head, other) for other in FORMATS if other is not TXT and other is not MP3):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head and not head.startswith((b"ID3", b"MZ", b"\x7fELF", b"GIF8", b"PK"))


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""


def _is_video(head: bytes) -> bool:
    brand = _brand(head)
    known = brand in _HEIC_BRANDS | _SOUND_BRANDS or brand in {b"avif", b"avis"}
    return (bool(brand) and not known) or (
        head.startswith(b"\x1aE\xdf\xa3") or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
    )


_LOOKS: dict[str, Callable[[bytes], bool]] = {
    JPEG.name: lambda head: head.startswith(b"\xff\xd8\xff"),
    PNG.name: lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    WEBP.name: lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    HEIC.name: lambda head: _brand(head) in _HEIC_BRANDS,
    # From the first byte: what stands before it would be another file.
    PDF.name: lambda head: head.startswith(b"%PDF-"),
    DOCX.name: lambda head: head.startswith(b"PK\x03\x04"),
    XLSX.name: lambda head: head.startswith(b"PK\x03\x04"),
    TXT.name: _is_nothing_else,
    MP3.name: _is_mp3,
    M4A.name: lambda head: _brand(head) in _SOUND_BRANDS,
}
