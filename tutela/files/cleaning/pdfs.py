"""PDF: refused where it does something by itself or holds other files, else drawn page by page.

Cleaning a PDF's own metadata would leave the place inside each photo, and whatever else its two
thousand pages of standard allow. A picture of each page leaves nothing; the text layer is lost.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from tutela.files.cleaning.images import as_jpeg
from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why
from tutela.files.cleaning.pages import MOST_PAGES, PagePicture, packed

DOTS_PER_INCH = 150
MOST_DOTS = 4_000_000
"""Dots of one page, however large it says it is."""
QUALITY = 82
_POINTS_PER_INCH = 72
_PASSWORD = 4
_LARGEST_OBJECTS = 32 * 1024 * 1024

_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|GoToE|ImportData|XFA)\b|/JS\s*[(<\d]")
_HOLDS_FILES = re.compile(rb"/(?:EmbeddedFiles?|AF)\b")
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def clean_pdf(data: bytes) -> Cleaned:
    """Pictures of its pages. Raises Refused."""
    _must_be_still(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        raise Refused(Why.LOCKED if locked else Why.DAMAGED) from error
    _ask_pdfium(document)
    try:
        document.init_forms()
        pages = [_picture(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise Refused(Why.DAMAGED) from error
    finally:
        document.close()
    return Cleaned(Form.PAGES, packed(pages), (Left.DETAILS, Left.TEXT_LAYER), len(pages))


def _ask_pdfium(document: pdfium.PdfDocument) -> None:
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
        raise Refused(Why.LOCKED)
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        raise Refused(Why.ACTIVE)
    if pdfium_c.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        raise Refused(Why.HOLDS_FILES)
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused(Why.TOO_MANY_PAGES if len(document) else Why.NOTHING_IN_IT)


def _must_be_still(data: bytes) -> None:
    """Nothing that acts, in the objects in clear or in those that are packed together."""
    for words in _objects(data):
        said = _HEX.sub(lambda found: bytes([int(found.group(1), 16)]), words)
        if _ENCRYPTED.search(said):
            raise Refused(Why.LOCKED)
        if _ACTIVE.search(said):
            raise Refused(Why.ACTIVE)
        if _HOLDS_FILES.search(said):
            raise Refused(Why.HOLDS_FILES)


def _objects(data: bytes) -> Iterator[bytes]:
    """The file without its streams, and each stream that packs objects, unpacked."""
    yield _STREAM.sub(b"", data)
    left = _LARGEST_OBJECTS
    for found in _STREAM.finditer(data):
        if not _OBJECTS.search(data[max(0, found.start() - 400) : found.start()]):
            continue
        unpacking = zlib.decompressobj()
        try:
            unpacked = unpacking.decompress(found.group(1), left)
        except zlib.error:
            # Packed in another way, or damaged: pdfium will say. What is drawn acts on nothing.
            continue
        left -= len(unpacked)
        if left <= 0:
            raise Refused(Why.BOMB)
        yield unpacked


def _picture(page: pdfium.PdfPage) -> PagePicture:
    wide, high = page.get_size()
    if not (0 < wide < 20_000 and 0 < high < 20_000):
        raise Refused(Why.DAMAGED)
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    scale = min(scale, (MOST_DOTS / (wide * high)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return PagePicture(wide, high, as_jpeg(bitmap.to_pil().convert("RGB"), quality=QUALITY))
    finally:
        bitmap.close()
        page.close()
