"""Hostile Office files."""

from __future__ import annotations

import stat
import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tutela.files.tests.hostile import CLEANED, EITHER, REFUSED, Hostile
from tutela.files.tests.samples import changed, excel, photograph, word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELS = "word/_rels/document.xml.rels"
_REL = (
    b'<?xml version="1.0"?><Relationships'
    b' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="http://example.org/CANARY" TargetMode="External"/></Relationships>'
)
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><l>&m;</l>"
)
_XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def made() -> Iterator[Hostile]:
    """All of them."""
    yield from _word()
    yield from _archives()
    yield from _excel()


def heavy() -> Iterator[Hostile]:
    """Those that unpack to much."""
    plain = word()
    yield _docx("that unpacks to 300 MB", changed(plain, {"word/a.xml": bytes(300_000_000)}))
    yield _docx("with a part of 60 MB", changed(plain, {"word/document.xml": b" " * 60_000_000}))
    yield _docx("that says it is smaller than it is", _lying(plain))


def _docx(about: str, data: bytes, must: str = REFUSED) -> Hostile:
    return Hostile(f"Word {about}", "a.docx", data, must)


def _xlsx(about: str, data: bytes, must: str = REFUSED) -> Hostile:
    return Hostile(f"Excel {about}", "a.xlsx", data, must)


def body(inner: str) -> bytes:
    """A document part with this inside."""
    return f'<?xml version="1.0"?><w:document {_W}><w:body>{inner}</w:body></w:document>'.encode()


def _word() -> Iterator[Hostile]:
    plain = word()
    yield _docx("with an author and hidden words", plain, CLEANED)
    yield _docx("with macros", changed(plain, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0CANARY"}))
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main"/>'
    yield _docx("that says it has macros", changed(plain, {"[Content_Types].xml": types}))
    yield Hostile("Word with macros by its name", "a.docm", plain, REFUSED)
    ole = {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0CANARY"}
    yield _docx("with an object of another program", changed(plain, ole))
    yield _docx("with a control", changed(plain, {"word/activeX/activeX1.xml": b"<a/>"}))
    yield _docx("with a workbook inside", changed(plain, {"word/embeddings/a.xlsx": excel()}))
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k CANARY"</w:instrText></w:r></w:p>'
    yield _docx("that calls a program", changed(plain, {"word/document.xml": body(field)}))
    field = '<w:p><w:r><w:instrText>INCLUDEPICTURE "http://x/CANARY"</w:instrText></w:r></w:p>'
    yield _docx("that fetches a picture", changed(plain, {"word/document.xml": body(field)}))
    for what in (b"attachedTemplate", b"oleObject", b"image", b"frame", b"subDocument"):
        data = changed(plain, {_RELS: _REL % what})
        yield _docx(f"with a {what.decode()} from elsewhere", data)
    link = changed(plain, {_RELS: _REL % b"hyperlink"})
    yield _docx("with a link", link, CLEANED)
    for part in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
        yield _docx(f"with a file of the machine in {part}", changed(plain, {part: _XXE}))
        yield _docx(f"with a billion laughs in {part}", changed(plain, {part: _LAUGHS}))
    wide = _XXE.decode().encode("utf-16")
    yield _docx("with entities in wide letters", changed(plain, {"word/document.xml": wide}))
    seven = _XXE.replace(b'"1.0"', b'"1.0" encoding="utf-7"').replace(b"<!DOC", b"+ADw-!DOC")
    yield _docx("with entities in UTF-7", changed(plain, {"word/document.xml": seven}))
    photo = {"word/media/image1.jpg": photograph()}
    yield _docx("with a photograph that has a place", changed(plain, photo), CLEANED)
    gone = (
        '<w:p><w:r><w:t>Kept.</w:t></w:r><w:del w:author="CANARYAUTHOR"><w:r><w:delText>CANARYGONE'
        "</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>CANARYMOVED</w:t></w:r></w:moveFrom></w:p>"
    )
    yield _docx("with deleted words", changed(plain, {"word/document.xml": body(gone)}), CLEANED)
    nested = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    deep = changed(plain, {"word/document.xml": body(nested)})
    yield _docx("with a table in a table in a table", deep)
    long = changed(
        plain, {"word/document.xml": body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 90_000)}
    )
    yield _docx("of 90,000 paragraphs", long)
    yield _docx("of nothing", changed(plain, {"word/document.xml": body("")}))
    yield _docx("with broken XML", changed(plain, {"word/document.xml": b"<w:document CANARY"}))
    yield _docx("cut in half", plain[: len(plain) // 2])
    yield _docx("with something behind", plain + b"CANARYTRAIL", EITHER)
    yield _docx("without its main part", changed(plain, {}, left_out=("word/document.xml",)))
    yield _docx("that is a plain archive", _zip({"CANARY.txt": b"CANARY"}))
    yield Hostile("Word 97", "a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), REFUSED)
    yield _docx("that is Word 97", b"\xd0\xcf\x11\xe0" + bytes(600))


def _zip(parts: dict[str, bytes]) -> bytes:
    made_ = BytesIO()
    with ZipFile(made_, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made_.getvalue()


def _archives() -> Iterator[Hostile]:
    plain = word()
    for name in ("../../CANARY.xml", "/etc/CANARY.xml", "word\\..\\CANARY.xml", "c:CANARY.xml"):
        yield _docx(f"with a part named {name}", changed(plain, {name: b"<a/>"}))
    link = BytesIO(plain)
    with ZipFile(link, "a") as archive:
        part = ZipInfo("word/link.xml")
        part.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(part, "/etc/passwd")
    yield _docx("with a link to a file", link.getvalue())
    yield _docx("with an archive inside", changed(plain, {"word/CANARY.dat": _zip({"a": b"b"})}))
    many = {f"word/part{n}.xml": b"<a/>" for n in range(3_000)}
    yield _docx("of 3,000 parts", changed(plain, many))
    twice = BytesIO(plain)
    with ZipFile(twice, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", body("<w:p/>"))
    yield _docx("with a part twice", twice.getvalue())
    yield _docx("that is locked", _flagged(plain))


def _flagged(archive: bytes) -> bytes:
    """The same, said to be encrypted."""
    data = bytearray(archive)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _lying(archive: bytes) -> bytes:
    """A packed part whose directory says that it holds ten bytes."""
    data = bytearray(changed(archive, {"word/document.xml": b" " * 50_000_000}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def _excel() -> Iterator[Hostile]:
    plain = excel()
    sheet = "xl/worksheets/sheet1.xml"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    yield _xlsx("with hidden parts and an author", plain, CLEANED)
    outside = {"xl/externalLinks/_rels/externalLink1.xml.rels": _REL % b"externalLinkPath"}
    yield _xlsx("that reads another workbook", changed(plain, outside))
    dde = f'<externalLink {main}><ddeLink ddeService="cmd" ddeTopic="/C CANARY"/></externalLink>'
    yield _xlsx(
        "that calls a program", changed(plain, {"xl/externalLinks/externalLink1.xml": dde.encode()})
    )
    yield _xlsx("with macros", changed(plain, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    yield Hostile("Excel with macros by its name", "a.xlsm", plain, REFUSED)
    yield _xlsx("with old macros", changed(plain, {"xl/macrosheets/sheet1.xml": b"<a/>"}))
    for part in (sheet, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        yield _xlsx(f"with a billion laughs in {part}", changed(plain, {part: _LAUGHS}))
    formula = (
        f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="str"><f>cmd|\'/C CANARY\'!A0</f>'
        "<v>seen</v></c></row></sheetData></worksheet>"
    )
    yield _xlsx("with a formula that calls", changed(plain, {sheet: formula.encode()}), CLEANED)
    far = (
        f'<worksheet {main}><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    yield _xlsx("with one cell far away", changed(plain, {sheet: far.encode()}))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_001))
    long = f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>".encode()
    yield _xlsx("of 200,000 rows", changed(plain, {sheet: long}))
    nested = f"<worksheet {main}>".encode() + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</worksheet>"
    yield _xlsx("with deep XML", changed(plain, {sheet: nested}), EITHER)
    shown = (
        f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>=HYPERLINK("http'
        '://x")</t></is></c><c r="B1" t="d"><v>9999-99-99</v></c></row></sheetData></worksheet>'
    )
    yield _xlsx("with text like a formula", changed(plain, {sheet: shown.encode()}), EITHER)
    yield _xlsx("cut in half", plain[: len(plain) // 2])
    yield _xlsx("that is a Word document", word())
    ods = _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""})
    yield _xlsx("that is another kind of sheet", ods)
    yield Hostile("old Excel", "a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), REFUSED)
    locked = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    yield _xlsx("that is locked", locked)
