"""Pictures: decoded to pixels, turned as they should be seen, and drawn as a new picture.

Nothing but the pixels is carried over. (Saving, turning or shrinking a picture with Pillow keeps
its comments, its place and its thumbnail: each was measured.)
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from tutela.files.cleaning.outcome import Cleaned, Form, Refused, Why

MOST_PIXELS = 40_000_000
KEPT_PIXELS = 16_000_000
LONGEST_SIDE = 20_000
LARGEST_PICTURE = 25 * 1024 * 1024
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DAMAGED = (OSError, UnidentifiedImageError, SyntaxError, ValueError, EOFError, IndexError)


def clean_image(data: bytes, kind: str) -> Cleaned:
    """A new picture with the same pixels. ``kind`` is Pillow's name of the format.

    Raises Refused.
    """
    # Our own limit is checked before anything is decoded; Pillow's would only warn.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(data), formats=[kind]) as opened:
            _must_be_small(opened)
            if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
                raise Refused(Why.MOVING)
            turn = _turn(opened)
            opened.load()
            smaller = _smaller(_plain(opened))
        pixels = _only_pixels(_turned(smaller, turn))
    except _DAMAGED as error:
        raise Refused(Why.DAMAGED) from error
    return _drawn(pixels, as_png=kind == "PNG" or pixels.mode == "RGBA")


def as_jpeg(picture: Image.Image, *, quality: int = 90) -> bytes:
    """A picture without transparency as JPEG."""
    made = BytesIO()
    picture.save(made, "JPEG", quality=quality)
    return made.getvalue()


def as_png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _must_be_small(picture: Image.Image) -> None:
    wide, high = picture.size
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE or min(wide, high) < 1:
        raise Refused(Why.TOO_MANY_PIXELS)


def _turn(picture: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except _DAMAGED:
        return None


def _turned(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return picture if turn is None else picture.transpose(turn)


def _smaller(picture: Image.Image) -> Image.Image:
    """Large enough to read every word on it, small enough to be opened again behind the walls."""
    wide, high = picture.size
    if wide * high <= KEPT_PIXELS:
        return picture
    scale = (KEPT_PIXELS / (wide * high)) ** 0.5
    return picture.resize((max(1, int(wide * scale)), max(1, int(high * scale))))


def _plain(picture: Image.Image) -> Image.Image:
    """In one of three modes (grey, colour, colour with transparency), in the common colours."""
    transparent = picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or (
        picture.mode in {"P", "RGB", "L", "1"} and "transparency" in picture.info
    )
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits for each point: the upper eight are what a screen shows.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if transparent:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode in {"L", "1"}:
        return picture if picture.mode == "L" else picture.convert("L")
    return _in_common_colours(picture)


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """In sRGB. A bruise must not change its colour because the camera's profile is left behind."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            turned = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            turned = None
        if turned is not None:
            return turned
    # A copy of a large picture may be more than there is memory for.
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _only_pixels(picture: Image.Image) -> Image.Image:
    return Image.frombytes(picture.mode, picture.size, picture.tobytes())


def _drawn(pixels: Image.Image, *, as_png: bool) -> Cleaned:
    if as_png:
        made = BytesIO()
        pixels.save(made, "PNG")
        if made.tell() <= LARGEST_PICTURE:
            return Cleaned(Form.PNG, made.getvalue())
        if pixels.mode == "RGBA":
            raise Refused(Why.TOO_LARGE)
    return Cleaned(Form.JPEG, as_jpeg(pixels))
