"""Ordinary files, as people send them, made here."""

from __future__ import annotations

import base64
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document as Word
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY"
"""Stands in every hidden place of the samples, and never in what people see."""

HEIC = base64.b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA
    AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAACMAAgAAAAACBQABAAAAAAAAADAAAAA4aWlu
    ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA
    /WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA
    AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA
    AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAA
    AAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA
    AA5jZHNjAAIAAQABAAAAW21kYXQAAAAfKAGvGYDuKqb61mnrGwbh66fWZ7Q+Lpq66dftU4cYYAAAAAZFeGlmAABN
    TQAqAAAACAABAQ4AAgAAAAsAAAAaAAAAAENBTkFSWUVYSUYAAA==
    """
)
"""A picture of 64 by 48 dots with an Exif description, made with pillow-heif."""


def noise(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture with something in every part of it."""
    return Image.linear_gradient("L").resize(size).convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Camera, author, description and place."""
    made = Image.Exif()
    made[0x010E], made[0x013B], made[0x0112] = "CANARYDESCRIPTION", "CANARYAUTHOR", orientation
    made.get_ifd(0x8825).update({1: "N", 2: (51.5, 30.0, 12.0), 3: "W", 4: (0.1, 7.0, 39.0)})
    return made.tobytes()


def picture(kind: str, mode: str = "RGB", **more: object) -> bytes:
    """A picture in a format of Pillow's."""
    made = BytesIO()
    noise(mode).save(made, kind, **more)
    return made.getvalue()


def photograph(orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it."""
    return picture("JPEG", exif=exif(orientation), comment=b"CANARYCOMMENT")


def png() -> bytes:
    """A PNG with words in it."""
    said = PngInfo()
    said.add_text("Comment", "CANARYTEXT")
    said.add_itxt("XML:com.adobe.xmp", "<x>CANARYXMP</x>", zip=True)
    return picture("PNG", pnginfo=said)


def pdf(objects: list[bytes] | None = None, *, pages: int = 1, more: bytes = b"") -> bytes:
    """A PDF with a line of text on each page; ``more`` goes into its catalog."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    content = b"BT /F 24 Tf 40 100 Td (Dear all) Tj ET"
    whole = [
        b"<</Type/Catalog/Pages 2 0 R" + more + b">>",
        b"<</Type/Pages/Count %d/Kids[" % pages + kids + b"]>>",
        b"<</Length %d>>\nstream\n" % len(content) + content + b"\nendstream",
    ]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 3 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    whole += [page] * pages + (objects or [])
    return pdf_of(whole, trailer=b"/Info<</Author(CANARYAUTHOR)/Title(CANARYTITLE)>>")


def pdf_of(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    made, at = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        at.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in at)
    made += b"trailer\n<</Size %d/Root 1 0 R" % (len(objects) + 1) + trailer
    return bytes(made + b">>\nstartxref\n%d\n%%%%EOF\n" % start)


def word() -> bytes:
    """A Word document with a heading, a paragraph, a table, a hidden word and an author."""
    book = Word()
    book.core_properties.author = "CANARYAUTHOR"
    book.add_heading("About the visit", 1)
    book.add_paragraph("She is well.").add_run(" CANARYHIDDEN").font.hidden = True
    table = book.add_table(2, 2)
    for row, cells in enumerate((("Day", "What"), ("Monday", "School"))):
        for place, text in enumerate(cells):
            table.cell(row, place).text = text
    return _saved(book)


def excel() -> bytes:
    """A workbook with values, a formula, a comment, and a sheet, row and column that are hidden."""
    from openpyxl.comments import Comment  # noqa: PLC0415

    book = Workbook()
    book.properties.creator = "CANARYAUTHOR"
    sheet = book.active
    sheet.title = "Days"
    sheet.append(["Day", "Hours", "CANARYCOLUMN"])
    sheet.append(["Monday", 3, "CANARYCOLUMN"])
    sheet.append(["CANARYROW", 1, ""])
    sheet["A1"].comment = Comment("CANARYCOMMENT", "CANARYAUTHOR")
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("CANARYSHEET")
    hidden["A1"], hidden.sheet_state = "CANARYCELL", "hidden"
    return _saved(book)


def _saved(book: object) -> bytes:
    made = BytesIO()
    book.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def changed(archive: bytes, changes: dict[str, bytes], *, left_out: tuple[str, ...] = ()) -> bytes:
    """An Office file with some parts changed, added or left out."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes and name not in left_out:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            new.writestr(name, data)
    return made.getvalue()


def mp3(frames: int = 40) -> bytes:
    """Silence, with a tag before and after it."""
    head = struct.pack(">I", 0xFFFB9064)
    frame = head + bytes(417 - 4)
    tag = b"TIT2" + struct.pack(">I", 12) + b"\0\0" + b"\0CANARYTITLE"
    before = b"ID3\x03\0\0" + bytes([0, 0, 0, len(tag)]) + tag
    return before + frame * frames + b"TAG" + b"CANARYTITLE".ljust(125, b"\0")


def m4a(*, track: bytes = b"soun", brand: bytes = b"M4A ", more: bytes = b"") -> bytes:
    """A second of silence in AAC, with the place where it was recorded."""
    samples = [b"\x01\x18\x20\x07"] * 20
    head = box(b"ftyp", brand + bytes(4) + b"isom")
    udta = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+51.5034-000.1276CANARY/") + more)
    moov = _moov(samples, 0, track, udta)
    moov = _moov(samples, len(head) + len(moov) + 8, track, udta)
    return head + moov + box(b"mdat", b"".join(samples)) + box(b"free", b"CANARYFREE")


def box(name: bytes, body: bytes) -> bytes:
    """A box of an MP4 file."""
    return struct.pack(">I", len(body) + 8) + name + body


def _moov(samples: list[bytes], offset: int, track: bytes, udta: bytes) -> bytes:
    config = b"\x05\x02\x13\x88"
    decoder = b"\x40\x15" + bytes(11) + config
    stream = b"\0\0\0\x04" + bytes([len(decoder)]) + decoder + b"\x06\x01\x02"
    esds = box(b"esds", bytes(4) + b"\x03" + bytes([len(stream)]) + stream)
    entry = box(b"mp4a", struct.pack(">6xH8xHH4xI", 1, 1, 16, 22050 << 16) + esds)
    count = len(samples)
    sizes = struct.pack(f">III{count}I", 0, 0, count, *map(len, samples))
    table = (
        box(b"stsd", struct.pack(">II", 0, 1) + entry)
        + box(b"stts", struct.pack(">IIII", 0, 1, count, 1024))
        + box(b"stsc", struct.pack(">5I", 0, 1, 1, count, 1))
        + box(b"stsz", sizes)
        + box(b"stco", struct.pack(">III", 0, 1, offset))
    )
    media = box(b"mdhd", struct.pack(">5IHH", 0, 0, 0, 22050, count * 1024, 0x55C4, 0))
    handler = box(b"hdlr", struct.pack(">II4s12x", 0, 0, track) + b"CANARYHANDLER\0")
    inner = media + handler + box(b"minf", box(b"stbl", table))
    return box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"mdia", inner)) + udta)
