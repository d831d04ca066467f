"""Office files are archives: what may be in one, before anything of it is opened. Pure."""

from __future__ import annotations

import re
import stat
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tutela.files.cleaning.outcome import Refused, Why

MOST_PARTS = 500
MOST_UNPACKED = 200 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
MOST_TIMES_LARGER = 100
FREE_OF_RATIO = 2 * 1024 * 1024
"""Small parts may shrink by more than a hundred times: many equal rows do."""

_FILES_WITHIN = re.compile(
    r"vbaproject|/embeddings/|/activex/|oleobject|/macrosheets/|/customui|/dialogsheets/"
    r"|\.(?:bin|zip|exe|dll|docx?|docm|xlsx?|xlsm|xlsb|pptx?|jar|js|vbs|ps1|hta|lnk|7z|rar|gz)$",
    re.IGNORECASE,
)
_HARMLESS_BINARY = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_OTHER_FILE = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"%PDF",
)
_DECLARES = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("ascii", "utf-16-le", "utf-16-be")
)
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNPACKING = (
    BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error,
)  # fmt: skip
_HYPERLINK = "/hyperlink"
_MACROS = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)


class Archive:
    """An Office file whose parts were all looked at. Raises Refused when made or read."""

    def __init__(self, data: bytes, *, main: str) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise Refused(Why.DAMAGED) from error
        self._must_be_small()
        for part in self._zip.infolist():
            self._must_be_plain(part)
        if main not in self._parts or "[Content_Types].xml" not in self._parts:
            raise Refused(Why.NOT_WHAT_IT_SAYS)
        for name in self._parts:
            self._must_be_still(name)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._parts)

    def count(self, pattern: re.Pattern[bytes], start: str) -> int:
        """How often something stands in the parts whose names start so."""
        parts = (name for name in self._parts if name.startswith(start) and name.endswith(".xml"))
        return sum(len(pattern.findall(self._read(name))) for name in parts)

    def xml(self, name: str) -> Element:
        """A part as XML, without a document type, entities or anything from elsewhere."""
        try:
            root: Element = fromstring(self._read(name), forbid_dtd=True)
        except DefusedXmlException as error:
            raise Refused(Why.ACTIVE) from error
        except (ParseError, ValueError, LookupError, RecursionError) as error:
            raise Refused(Why.DAMAGED) from error
        return root

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(self._parts[name]) as part:
                data = part.read(LARGEST_PART + 1)
        except _UNPACKING as bad:
            raise Refused(Why.DAMAGED) from bad
        if len(data) > LARGEST_PART:
            raise Refused(Why.BOMB)
        return data

    def _must_be_small(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or len(parts) != len(self._parts):
            raise Refused(Why.BOMB)
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused(Why.BOMB)
        for part in parts:
            if part.file_size > FREE_OF_RATIO and (
                part.file_size > MOST_TIMES_LARGER * max(part.compress_size, 1)
            ):
                raise Refused(Why.BOMB)

    def _must_be_plain(self, part: ZipInfo) -> None:
        name = part.filename
        if part.flag_bits & 1:
            raise Refused(Why.LOCKED)
        if name.startswith(("/", "\\")) or ".." in name or "\\" in name or ":" in name:
            raise Refused(Why.DAMAGED)
        if stat.S_ISLNK(part.external_attr >> 16):
            raise Refused(Why.DAMAGED)
        if _FILES_WITHIN.search(f"/{name}") and not _HARMLESS_BINARY.search(name):
            macro = "vba" in name.casefold() or "macro" in name.casefold()
            raise Refused(Why.ACTIVE if macro else Why.HOLDS_FILES)

    def _must_be_still(self, name: str) -> None:
        if name.endswith("/"):
            return
        data = self._read(name)
        if data.startswith(_OTHER_FILE):
            raise Refused(Why.HOLDS_FILES)
        if not name.endswith((".xml", ".rels")):
            return
        if any(word in data for word in _DECLARES):
            raise Refused(Why.ACTIVE)
        if name == "[Content_Types].xml" and _MACROS.search(data):
            raise Refused(Why.ACTIVE)
        if name.endswith(".rels"):
            self._must_stay_inside(name)
        if b"ddeLink" in data or b"oleLink" in data:
            raise Refused(Why.REACHES_OUT)

    def _must_stay_inside(self, name: str) -> None:
        for rel in self.xml(name).iter(_REL):
            outside = rel.get("TargetMode") == "External"
            # A link in a text is words; only the words are carried over.
            if outside and not rel.get("Type", "").endswith(_HYPERLINK):
                raise Refused(Why.REACHES_OUT)
