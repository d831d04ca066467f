"""Makes a file of what is kept, for one reader: with their name and the minute across it where the
format allows, and a name of its own that says nothing."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tutela.files.apart import opened
from tutela.files.cleaning.outcome import Form
from tutela.files.cleaning.pages import PagePicture, unpacked
from tutela.files.entries import Document
from tutela.files.receiving import nameless
from tutela.files.workbook import Sheet, workbook
from tutela.web.dates import time_in_words
from tutela.web.printing import typeset

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN = "application/octet-stream"
_PLAIN = {
    Form.TEXT: ("text/plain; charset=utf-8", "txt"),
    Form.MP3: ("audio/mpeg", "mp3"),
    Form.M4A: ("audio/mp4", "m4a"),
}
_LONGEST_ALT = 1_500


@dataclass(frozen=True)
class Handed:
    """A file as it is handed to a reader."""

    data: bytes = field(repr=False)
    media: str
    ending: str

    def name(self, entry: UUID) -> str:
        """What the reader's machine will call it. Never a name of anybody, nor a place."""
        return f"document-{entry.hex[:8]}.{self.ending}"


def mark_of(reader: str, at: datetime) -> str:
    """What stands across a copy."""
    return _("Opened by %(name)s on %(when)s") % {"name": reader, "when": time_in_words(at)}


def hand_over(document: Document, data: bytes, *, reader: str, at: datetime) -> Handed:
    """The document as a file for this reader, at this moment.

    Raises Refused when a picture can't be opened again, and CannotTypeset.
    """
    form, mark = Form(document.kept_as.value), mark_of(reader, at)
    match form:
        case Form.JPEG | Form.PNG:
            return _picture(data, mark)
        case Form.PAGES:
            pages = [_page(page) for page in unpacked(data)]
            alt = document.shows[:_LONGEST_ALT]
            return _paper("pages.typ", {"pages": pages, "alt": alt}, mark, at)
        case Form.WORDS:
            return _paper("words.typ", {"blocks": _even(json.loads(data)["blocks"])}, mark, at)
        case Form.CELLS:
            sheets = [Sheet(s["name"], s["rows"]) for s in json.loads(data)["sheets"]]
            return Handed(workbook(sheets, mark=mark, at=at), XLSX, "xlsx")
    media, ending = _PLAIN[form]
    return Handed(data, media, ending)


def _picture(data: bytes, mark: str) -> Handed:
    with nameless() as source:
        source.write(data)
        source.flush()
        marked = opened("mark", source, mark).cleaned
    kind = marked.form.value
    return Handed(marked.data, f"image/{kind}", "jpg" if kind == "jpeg" else kind)


def _page(page: PagePicture) -> dict[str, Any]:
    """A drawing that holds the picture of the page: the way by which typst takes a picture."""
    picture = b64encode(page.jpeg).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.wide}" height="{page.high}">'
        f'<image width="{page.wide}" height="{page.high}" preserveAspectRatio="none"'
        f' href="data:image/jpeg;base64,{picture}"/></svg>'
    )
    return {"wide": page.wide, "high": page.high, "drawing": drawing}


def _even(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tables whose rows are all as long as the longest."""
    even = []
    for block in blocks:
        if "rows" not in block:
            even.append(block)
            continue
        wide = max(map(len, block["rows"]), default=0)
        if wide:
            rows = [[*row, *[""] * (wide - len(row))] for row in block["rows"]]
            even.append({"rows": rows, "wide": wide})
    return even


def _paper(template: str, data: dict[str, Any], mark: str, at: datetime) -> Handed:
    source = files("tutela.files").joinpath("papers", template).read_bytes()
    told = {"title": _("Document"), "author": "Tutela", "mark": mark, **data}
    return Handed(typeset(source, told, at=at), PDF, "pdf")
