"""Hostile PDFs, and plain text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from tutela.files.tests.hostile import CLEANED, EITHER, REFUSED, Hostile
from tutela.files.tests.samples import pdf, pdf_of, photograph

_SCRIPT = b"(app.alert('CANARY'))"
_NEXT = 5
"""The number of the first object that is added to a PDF of one page."""


def made() -> Iterator[Hostile]:
    """All of them."""
    yield from _active()
    yield from _locked_and_large()
    yield from _hiding()
    yield from _text()


def heavy() -> Iterator[Hostile]:
    """Those that unpack to much, or draw for long."""
    bomb = zlib.compress(zlib.compress(bytes(400_000_000), 9), 9)
    twice = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n" % len(bomb)
    yield _pdf("that unpacks to 400 MB", _page_of(twice + bomb + b"\nendstream"), EITHER)
    lines = zlib.compress(b"0 0 m 300 200 l S\n" * 3_000_000, 9)
    many = b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(lines)
    yield _pdf("that draws three million lines", _page_of(many + lines + b"\nendstream"), EITHER)
    packed = zlib.compress(bytes(300_000_000), 9)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    yield _pdf("with 300 MB of packed objects", pdf([stream + packed + b"\nendstream"]))


def _pdf(about: str, data: bytes, must: str = REFUSED) -> Hostile:
    return Hostile(f"PDF {about}", "a.pdf", data, must)


def _calling(action: bytes, *objects: bytes) -> bytes:
    return pdf([action, *objects], more=b"/OpenAction 5 0 R")


def _active() -> Iterator[Hostile]:
    yield _pdf("with a script", _calling(b"<</S/JavaScript/JS" + _SCRIPT + b">>"))
    hidden = b"<</S/#4aava#53cript/#4a#53" + _SCRIPT + b">>"
    yield _pdf("with a script under another spelling", _calling(hidden))
    yield _pdf("with a script in the catalog's names", pdf(
        [b"<</Names[(a) 6 0 R]>>", b"<</S/JavaScript/JS" + _SCRIPT + b">>"],
        more=b"/Names<</JavaScript 5 0 R>>",
    ))  # fmt: skip
    packed = zlib.compress(b"9 0 <</S/JavaScript/JS" + _SCRIPT + b">>")
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    yield _pdf("with a packed script", pdf([stream + packed + b"\nendstream"]))
    yield _pdf("with a script in an action of its page", pdf(
        [b"<</O<</S/JavaScript/JS 6 0 R>>>>", b"(1)"], more=b"/AA 5 0 R"
    ))  # fmt: skip
    yield _pdf("that starts a program", _calling(b"<</S/Launch/F(cmd.exe)/P(CANARY)>>"))
    yield _pdf("that opens another inside", _calling(b"<</S/GoToE/F(CANARY.pdf)>>"))
    yield _pdf("that fetches data", _calling(b"<</S/ImportData/F(CANARY.fdf)>>"))
    yield _pdf("with a form of Adobe's", pdf([b"<</XFA[(a)(CANARY)]>>"], more=b"/AcroForm 5 0 R"))
    yield _pdf("with a film", pdf([b"<</Type/Annot/Subtype/RichMedia>>"]))
    sends = _calling(b"<</S/SubmitForm/F(http://example.org/CANARY)>>")
    yield _pdf("that sends a form when opened", sends, CLEANED)
    calls = _calling(b"<</S/URI/URI(http://example.org/CANARY)>>")
    yield _pdf("that calls an address when opened", calls, CLEANED)
    holds = [
        b"<</Names[(CANARY.exe) 6 0 R]>>",
        b"<</Type/Filespec/F(CANARY.exe)/EF<</F 7 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 6>>\nstream\nCANARY\nendstream",
    ]
    yield _pdf("that holds a file", pdf(holds, more=b"/Names<</EmbeddedFiles 5 0 R>>"))
    yield _pdf("with an attached file", pdf(holds[1:], more=b"/AF[5 0 R]"))


def _locked_and_large() -> Iterator[Hostile]:
    for about, user in (("locked with a password", "secret"), ("locked against copying", "")):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
        writer.encrypt(user, "owner", algorithm="AES-256")
        made_ = BytesIO()
        writer.write(made_)
        yield _pdf(about, made_.getvalue())
    yield _pdf("of 2,000 pages", pdf(pages=2_000))
    yield _pdf("of 61 pages", pdf(pages=61))
    yield _pdf("cut in half", pdf()[:400], EITHER)
    yield _pdf("that is none", b"%PDF-1.7\n" + b"CANARY" * 100)
    yield _pdf("with something before it", b"CANARY" + pdf())
    loop = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 9999/Kids[2 0 R 2 0 R]/Parent 2 0 R>>",
    ]
    yield _pdf("whose pages go round", pdf_of(loop), REFUSED)
    itself = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    again = b"/X Do " * 2_000
    yield _pdf("that draws itself", _drawing(itself, again), EITHER)
    yield _pdf(
        "with a page of a kilometre", _page_of(_words(b"(x) Tj"), box=b"0 0 9e6 9e6"), EITHER
    )
    yield _pdf("with a page of nothing", _page_of(_words(b"(x) Tj"), box=b"0 0 0 0"), EITHER)
    many_objects = pdf([b"<</A(CANARY)>>"] * 60_000)
    yield _pdf("of 60,000 objects", many_objects, CLEANED)
    deep = b"[" * 200_000 + b"]" * 200_000
    yield _pdf("with a list in a list in a list", pdf([deep], more=b"/Deep 5 0 R"), EITHER)
    huge = b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
    huge += b"/BitsPerComponent 8/Filter/FlateDecode/Length 20>>\nstream\n"
    yield _pdf("with a picture of 60,000 by 60,000", _drawing_picture(huge + bytes(20)), EITHER)


def _words(text: bytes) -> bytes:
    body = b"BT /F 24 Tf 40 100 Td " + text + b" ET"
    return b"<</Length %d>>\nstream\n" % len(body) + body + b"\nendstream"


def _page_of(content: bytes, *objects: bytes, box: bytes = b"0 0 300 200") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[" + box + b"]/Resources<</Font<</F"
    page += b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>>>"
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, content, *objects])


def _drawing(form: bytes, content: bytes) -> bytes:
    body = form + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"
    draws = b"<</Length 5>>\nstream\n/X Do\nendstream"
    return _page_of(draws, body)


def _drawing_picture(image: bytes) -> bytes:
    draws = b"q 200 0 0 150 40 20 cm /X Do Q"
    content = b"<</Length %d>>\nstream\n" % len(draws) + draws + b"\nendstream"
    return _page_of(content, image + b"\nendstream")


def _hiding() -> Iterator[Hostile]:
    xmp = b"<x:xmpmeta><dc:creator>CANARYXMP</dc:creator></x:xmpmeta>"
    meta = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n" % len(xmp) + xmp + b"\nendstream"
    yield _pdf("with an author", pdf([meta], more=b"/Metadata 5 0 R"), CLEANED)
    photo = photograph()
    image = b"<</Type/XObject/Subtype/Image/Width 96/Height 64/ColorSpace/DeviceRGB"
    image += b"/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n" % len(photo)
    yield _pdf("with a photograph that has a place", _drawing_picture(image + photo), CLEANED)
    yield _pdf("with something behind", pdf() + b"CANARYTRAIL" * 50, CLEANED)
    yield _pdf("that is a ZIP too", pdf() + b"PK\x03\x04CANARY", CLEANED)
    old = pdf() + pdf().replace(b"(Dear all)", b"(CANARYOLD)")[9:]
    yield _pdf("with an earlier version", old, EITHER)
    white = b"<</Length 60>>\nstream\nBT 1 1 1 rg /F 24 Tf 40 9 Td (CANARYWHITE) Tj ET\nendstream"
    yield _pdf("with white words", _page_of(white), CLEANED)
    note = b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(CANARYNOTE)/T(CANARYAUTHOR)/F 2>>"
    yield _pdf("with a hidden note", pdf([note]), CLEANED)
    outside = _words(b"-900 0 Td (CANARYOUT) Tj")
    yield _pdf("with words beside the page", _page_of(outside), CLEANED)
    yield _pdf("with words in its bookmarks", pdf(
        [b"<</Type/Outlines/First 6 0 R>>", b"<</Title(CANARYMARK)/Parent 5 0 R>>"],
        more=b"/Outlines 5 0 R",
    ), CLEANED)  # fmt: skip


def _text() -> Iterator[Hostile]:
    for about, data, must in (
        ("with zeros", b"a\0b" * 100, REFUSED),
        ("that is a program", b"MZ\x90\0" + bytes(90), REFUSED),
        ("that is another program", b"\x7fELF" + bytes(90), REFUSED),
        ("that is a ZIP", b"PK\x03\x04" + bytes(90), REFUSED),
        ("that is a PDF", pdf(), REFUSED),
        ("with control characters", b"\x1b[2J\x07 hello", REFUSED),
        ("with letters that turn", "\u202eevil\u202c".encode(), CLEANED),
        ("of the web", b"<script>alert(1)</script>", CLEANED),
        ("with bytes that are no text", b"\x81\x8d\x8f\x90\x9d", REFUSED),
        ("of three million letters", b"a" * 3_000_000, REFUSED),
        ("in half of UTF-16", b"\xff\xfeA\0B", REFUSED),
        ("with a mark at its start", b"\xef\xbb\xbf=cmd|' /C calc'!A0", CLEANED),
        ("of nothing but blanks", b" \n \n", REFUSED),
    ):
        yield Hostile(f"text {about}", "a.txt", data, must)
    yield Hostile("program as PDF", "a.pdf", b"MZ" + bytes(500), REFUSED)
