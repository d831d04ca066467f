"""Writes across a picture who opened it and when: a copy that is found says whose it was."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tutela.files.cleaning.images import as_jpeg, as_png
from tutela.files.cleaning.outcome import Cleaned, Form

_FACES = ("NotoSans-Regular", "NotoSansArabic-Regular", "NotoSansEthiopic-Regular")
_FAINT = 56
_ANGLE = 30


def faces() -> tuple[bytes, ...]:
    """The faces in which names are written; read before the walls go up."""
    folder = files("tutela.web.printing").joinpath("fonts")
    return tuple(folder.joinpath(f"{face}.ttf").read_bytes() for face in _FACES)


def marked(data: bytes, words: str, held: tuple[bytes, ...]) -> Cleaned:
    """The picture with faint words across it and a strip with the same words below it."""
    with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as opened:
        kind = opened.format
        picture = opened.convert("RGBA" if kind == "PNG" else "RGB")
    wide, high = picture.size
    size = max(10, min(40, wide // 40))
    face = ImageFont.truetype(BytesIO(_face_for(words, held)), size)
    below = size * 2
    whole = Image.new(picture.mode, (wide, high + below), "white")
    whole.paste(picture, (0, 0))
    _write_across(whole, words, face, high)
    ImageDraw.Draw(whole).text((size // 2, high + size // 3), words, fill="black", font=face)
    if kind == "PNG":
        return Cleaned(Form.PNG, as_png(whole), ())
    return Cleaned(Form.JPEG, as_jpeg(whole), ())


def _write_across(whole: Image.Image, words: str, face: ImageFont.FreeTypeFont, high: int) -> None:
    """Dark and light letters by turns, so that they are seen on any ground."""
    left, top, right, bottom = face.getbbox(words)
    long, tall = int(right - left), int(bottom - top)
    stamp = Image.new("L", (long + tall, tall * 2))
    ImageDraw.Draw(stamp).text((0, 0), words, fill=_FAINT, font=face)
    turned = stamp.rotate(_ANGLE, expand=True)
    step = (turned.width + tall * 4, turned.height + tall * 4)
    for row, y in enumerate(range(0, high, step[1])):
        for x in range(-(row % 2) * step[0] // 2, whole.width, step[0]):
            box = (0, 0, turned.width, min(turned.height, high - y))
            ink = turned.crop(box)
            shade = "white" if row % 2 else "black"
            whole.paste(Image.new(whole.mode, ink.size, shade), (x, y), ink)


def _face_for(words: str, held: tuple[bytes, ...]) -> bytes:
    """The face of the first letter that Latin type does not hold."""
    for letter in words:
        if "\u0600" <= letter <= "\u08ff" or "\ufb50" <= letter <= "\ufeff":
            return held[1]
        if "\u1200" <= letter <= "\u139f":
            return held[2]
    return held[0]
