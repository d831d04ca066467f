"""Hostile pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tutela.files.tests.hostile import CLEANED, EITHER, REFUSED, Hostile
from tutela.files.tests.samples import HEIC, exif, noise, photograph, picture, png

XMP = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description exif:GPSLatitude='51,30.2N'"
    b" dc:creator='CANARYXMP'/></x:xmpmeta>"
)


def made() -> Iterator[Hostile]:
    """All of them."""
    yield from _jpeg_parts()
    yield from _jpeg_shapes()
    yield from _png()
    yield from _webp_and_heic()
    yield from _other_kinds()


def heavy() -> Iterator[Hostile]:
    """Those that unpack to much."""
    plain = png()
    bomb = chunk(b"zTXt", b"CANARY\0\0" + zlib.compress(bytes(200_000_000), 9))
    yield Hostile("PNG with words that unpack to 200 MB", "a.png", plain[:33] + bomb + plain[33:])
    line = bytes(30_000 // 8 + 1)
    packed = zlib.compress(line * 2_000, 9)
    yield Hostile(
        "PNG of 900 million dots", "a.png", _png_of(30_000, 30_000, 1, 0, packed), REFUSED
    )
    rows = zlib.compress(bytes(1 + 6_300 * 8) * 6_300, 9)
    deep = _png_of(6_300, 6_300, 16, 6, rows)
    yield Hostile("PNG of 40 million deep dots", "a.png", deep, EITHER)
    thin = _png_of(39_000_000, 1, 1, 0, zlib.compress(bytes(5_000_000)))
    yield Hostile("PNG that is one line", "a.png", thin, REFUSED)


def _with(part: int, body: bytes, data: bytes | None = None) -> bytes:
    """A JPEG with a part of this kind after its head."""
    data = data or picture("JPEG")
    return data[:2] + struct.pack(">BBH", 0xFF, part, len(body) + 2) + body + data[2:]


def _jpeg_parts() -> Iterator[Hostile]:
    yield Hostile("JPEG with a place, an author and a comment", "a.jpg", photograph(), CLEANED)
    xmp = _with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    yield Hostile("JPEG with XMP", "a.jpg", xmp, CLEANED)
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 14)
    iptc += b"\x1c\x02\x5a\0\x09CANARYIPT"
    yield Hostile("JPEG with IPTC", "a.jpg", _with(0xED, iptc), CLEANED)
    yield Hostile("JPEG with a comment", "a.jpg", _with(0xFE, b"CANARYCOM"), CLEANED)
    profile = b"ICC_PROFILE\0\x01\x01" + b"CANARYICC".ljust(160, b"\0")
    yield Hostile("JPEG with a colour profile that is none", "a.jpg", _with(0xE2, profile), CLEANED)
    for part in (0xE3, 0xE5, 0xEA, 0xEB, 0xEC, 0xEF):
        data = _with(part, b"CANARYAPP" * 20)
        yield Hostile(f"JPEG with an application's part {part:#x}", "a.jpg", data, CLEANED)
    for n in range(3):
        xmp = _with(0xE1, b"CANARYEXT" * 7_000, xmp)
        yield Hostile(f"JPEG with {n + 1} long parts", "a.jpg", xmp, CLEANED)
    thumb = photograph()
    exif_thumb = exif()[:-4] + b"CANARYTHUMB" + thumb
    data = _with(0xE1, exif_thumb[:60_000])
    yield Hostile("JPEG with a picture in its Exif", "a.jpg", data, CLEANED)


def _jpeg_shapes() -> Iterator[Hostile]:
    plain = picture("JPEG")
    yield Hostile("JPEG with something behind", "a.jpg", plain + b"CANARYTRAIL" * 99, CLEANED)
    polyglot = BytesIO()
    polyglot.write(plain)
    from zipfile import ZipFile  # noqa: PLC0415

    with ZipFile(polyglot, "a") as archive:
        archive.writestr("CANARY.txt", "CANARYZIP")
    yield Hostile("JPEG that is a ZIP too", "a.jpg", polyglot.getvalue(), CLEANED)
    yield Hostile("JPEG with another behind", "a.jpg", plain + photograph(), CLEANED)
    two = BytesIO()
    noise().save(two, "MPO", save_all=True, append_images=[noise()], exif=exif())
    yield Hostile("JPEG of two pictures", "a.jpg", two.getvalue(), CLEANED)
    yield Hostile("JPEG cut in half", "a.jpg", plain[: len(plain) // 2], REFUSED)
    yield Hostile("JPEG cut after its head", "a.jpg", plain[:24], REFUSED)
    frame = plain.index(b"\xff\xc0")
    huge = bytearray(plain)
    huge[frame + 5 : frame + 9] = struct.pack(">HH", 65_500, 65_500)
    yield Hostile("JPEG that says it is enormous", "a.jpg", bytes(huge), REFUSED)
    none = bytearray(plain)
    none[frame + 5 : frame + 9] = bytes(4)
    yield Hostile("JPEG without a size", "a.jpg", bytes(none), REFUSED)
    yield Hostile("JPEG turned in an unknown way", "a.jpg", photograph(99), CLEANED)
    cmyk = picture("JPEG", "CMYK", comment=b"CANARY")
    yield Hostile("JPEG in printing colours", "a.jpg", cmyk, CLEANED)
    steps = picture("JPEG", progressive=True, comment=b"CANARY", exif=exif())
    yield Hostile("JPEG in steps", "a.jpg", steps, CLEANED)
    yield Hostile("JPEG as PNG", "a.png", plain, REFUSED)
    yield Hostile("page of the web as JPEG", "a.jpg", b"<html><script>1</script>", REFUSED)
    flipped = bytearray(photograph())
    for at in range(700, len(flipped) - 2, 61):
        flipped[at] ^= 0x55
    yield Hostile("JPEG with wrong bytes", "a.jpg", bytes(flipped), EITHER)
    yield Hostile("name with a path", "../../etc/CANARY.jpg", plain, CLEANED)
    yield Hostile("name with two ends", "CANARY.jpg.exe", plain, REFUSED)
    yield Hostile("name without an end", "CANARY", plain, REFUSED)
    yield Hostile("name with a hidden turn", "CANARY\u202egpj.exe", plain, REFUSED)


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def _png_of(wide: int, high: int, bits: int, colour: int, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", wide, high, bits, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _png() -> Iterator[Hostile]:
    plain = png()
    yield Hostile("PNG with words", "a.png", plain, CLEANED)
    yield Hostile("PNG with Exif", "a.png", picture("PNG", exif=exif()), CLEANED)
    for name in (b"prVt", b"caNv", b"tIME", b"sPLT", b"eXIf"):
        data = plain[:33] + chunk(name, b"CANARYPART\0" * 9) + plain[33:]
        yield Hostile(f"PNG with a part {name.decode()}", "a.png", data, EITHER)
    profile = chunk(b"iCCP", b"CANARYICC\0\0" + zlib.compress(b"CANARYICC" * 50))
    yield Hostile("PNG with a profile that is none", "a.png", plain[:33] + profile + plain[33:])
    yield Hostile("PNG that is a ZIP too", "a.png", plain + b"PK\x03\x04CANARY", CLEANED)
    yield Hostile("PNG cut short", "a.png", plain[: len(plain) // 2], REFUSED)
    wrong = bytearray(plain)
    wrong[-20] ^= 0xFF
    yield Hostile("PNG with a wrong check", "a.png", bytes(wrong), EITHER)
    moving = BytesIO()
    noise().save(moving, "PNG", save_all=True, append_images=[noise("L").convert("RGB")])
    yield Hostile("PNG that moves", "a.png", moving.getvalue(), REFUSED)


def _webp_and_heic() -> Iterator[Hostile]:
    webp = picture("WEBP", exif=exif(), xmp=XMP)
    yield Hostile("WebP with a place", "a.webp", webp, CLEANED)
    lossless = picture("WEBP", "RGBA", lossless=True, exif=exif(), xmp=XMP)
    yield Hostile("WebP without loss", "a.webp", lossless, CLEANED)
    yield Hostile("WebP cut short", "a.webp", webp[: len(webp) // 3], REFUSED)
    yield Hostile("WebP with something behind", "a.webp", webp + b"CANARYTRAIL", CLEANED)
    moving = BytesIO()
    frames = [noise().rotate(90 * n) for n in range(4)]
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:], xmp=XMP)
    yield Hostile("WebP that moves", "a.webp", moving.getvalue(), REFUSED)
    yield Hostile("HEIC with Exif", "a.heic", HEIC, CLEANED)
    yield Hostile("HEIC cut short", "a.heic", HEIC[:300], REFUSED)
    yield Hostile("HEIC that is none", "a.heic", HEIC[:24] + b"CANARY" * 90, REFUSED)
    yield Hostile("AVIF as HEIC", "a.heic", picture("AVIF", exif=exif()), REFUSED)


def _other_kinds() -> Iterator[Hostile]:
    for kind, end in (("GIF", "gif"), ("TIFF", "tif"), ("BMP", "bmp"), ("ICO", "ico")):
        made_ = picture(kind, "RGB")
        yield Hostile(f"{kind}, which is not taken", f"a.{end}", made_, REFUSED)
        yield Hostile(f"{kind} as JPEG", "a.jpg", made_, REFUSED)
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert('CANARY')</script></svg>"
    yield Hostile("drawing with a script", "a.svg", drawing, REFUSED)
    yield Hostile("drawing as PNG", "a.png", drawing, REFUSED)
    yield Hostile("nothing", "a.jpg", b"", REFUSED)
    yield Hostile("TIFF with a place", "a.tiff", _tiff(), REFUSED)


def _tiff() -> bytes:
    made_ = BytesIO()
    Image.new("RGB", (8, 8)).save(made_, "TIFF", exif=exif())
    return made_.getvalue()
