"""What is kept of a file: what people see, and nothing else; or a reason why it is not taken."""

from __future__ import annotations

import io
import json
import struct
import zlib

import pytest
from PIL import Image

from tutela.files.apart import opened
from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why
from tutela.files.cleaning.pages import unpacked
from tutela.files.cleaning.walls import MEMORY
from tutela.files.cleaning.worker import prepared, work
from tutela.files.formats import FORMATS, HEAD, format_of
from tutela.files.proving import must_be_inert
from tutela.files.receiving import nameless
from tutela.files.tests import samples
from tutela.files.tests.hostile import CLEANED, REFUSED, ROOMS, Hostile, made_in, marks_in
from tutela.files.tests.hostile_pictures import chunk

FEWEST = {"pictures": 65, "papers": 45, "office": 60, "sound": 25}


def cleaned(data: bytes, name: str) -> Cleaned:
    """What is kept, opened here: faster than in a process of its own, by the same code."""
    job = prepared(format_of(data[:HEAD], name).job)
    head, kept = work(job, io.BytesIO(data))
    if "refused" in head:
        raise Refused(Why(head["refused"]))
    left = tuple(Left(one) for one in head["left_out"])
    made = Cleaned(Form(head["form"]), kept, left, head["pages"])
    must_be_inert(made)
    return made


def apart(data: bytes, job: str) -> Cleaned:
    with nameless() as source:
        source.write(data)
        source.flush()
        return opened(job, source).cleaned


@pytest.mark.parametrize("room", ROOMS)
def test_of_a_hostile_file_nothing_hidden_comes_through(room: str):
    sent = [*made_in(room)]
    assert len(sent) >= FEWEST[room]
    assert [wrong for one in sent if (wrong := went_wrong(one))] == []


def went_wrong(one: Hostile) -> str:
    """What is not as it must be with a hostile file; empty where all is."""
    try:
        made = cleaned(one.data, one.name)
    except Refused as refused:
        return f"{one}: {refused.why}" if one.must == CLEANED else ""
    marks = marks_in(made.data)
    if marks:
        return f"{one}: {marks}"
    return f"{one}: taken" if one.must == REFUSED else ""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_it_should_be_seen(orientation: int):
    made = cleaned(samples.photograph(orientation), "a.jpg")
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.size == ((96, 64) if orientation < 5 else (64, 96))
        # The gradient is dark at its head.
        dark_at = {1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right",
                   8: "left"}[orientation]  # fmt: skip
        wide, high = picture.size
        edge = {"top": (wide // 2, 1), "bottom": (wide // 2, high - 2), "left": (1, high // 2),
                "right": (wide - 2, high // 2)}[dark_at]  # fmt: skip
        assert max(picture.getpixel(edge)) < 40


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "PA"])
def test_pictures_of_every_kind_are_drawn_anew(mode: str):
    picture = samples.noise("RGB").convert("L") if mode == "I;16" else samples.noise()
    made_of = io.BytesIO()
    if mode == "PA":
        mode = "P"
        picture = picture.convert("P")
        picture.info["transparency"] = 0
    picture.convert(mode).save(made_of, "PNG")
    made = cleaned(made_of.getvalue(), "a.png")
    with Image.open(io.BytesIO(made.data)) as drawn:
        assert drawn.size == (96, 64)


def test_a_bruise_keeps_its_colour_when_the_profile_of_the_camera_is_left_behind():
    from PIL import ImageCms  # noqa: PLC0415

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    purple = Image.new("RGB", (32, 32), (120, 40, 110))
    sent = io.BytesIO()
    purple.save(sent, "JPEG", icc_profile=profile, quality=95)
    with Image.open(io.BytesIO(cleaned(sent.getvalue(), "a.jpg").data)) as picture:
        assert picture.info.get("icc_profile") is None
        assert all(
            abs(a - b) < 6 for a, b in zip(picture.getpixel((9, 9)), (120, 40, 110), strict=True)
        )


def test_a_pdf_becomes_pictures_of_its_pages():
    made = cleaned(samples.pdf(pages=3), "a.pdf")
    assert (made.form, made.pages) == (Form.PAGES, 3)
    assert Left.TEXT_LAYER in made.left_out
    pages = unpacked(made.data)
    assert [(p.wide, p.high) for p in pages] == [(300, 200)] * 3
    with Image.open(io.BytesIO(pages[0].jpeg)) as picture:
        assert picture.size == (625, 417)
        # There is something on it.
        assert picture.convert("L").getextrema()[0] < 80


def test_a_word_document_becomes_its_words_and_tables():
    made = cleaned(samples.word(), "a.docx")
    assert json.loads(made.data)["blocks"] == [
        {"text": "About the visit", "level": 1},
        {"text": "She is well.", "level": 0},
        {"rows": [["Day", "What"], ["Monday", "School"]]},
    ]
    assert Left.HIDDEN in made.left_out


def test_a_workbook_becomes_the_values_that_are_seen():
    made = cleaned(samples.excel(), "a.xlsx")
    told = json.loads(made.data)["sheets"]
    assert told == [{"name": "Days", "rows": [["Day", "Hours"], ["Monday", 3]]}]
    assert {Left.HIDDEN, Left.HEADERS_AND_NOTES} <= set(made.left_out)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Nguyễn\r\nÀ bientôt".encode(), "Nguyễn\nÀ bientôt"),
        ("ሰላም".encode("utf-16"), "ሰላም"),
        ("Müller".encode("cp1252"), "Müller"),
        ("\ufeffهلا".encode(), "هلا"),
    ],
)
def test_text_comes_in_any_script_and_goes_out_as_utf_8(data: bytes, text: str):
    assert cleaned(data, "a.txt").data.decode() == text


def test_sound_keeps_its_frames_and_loses_its_tags():
    made = cleaned(samples.mp3(40), "a.mp3")
    assert len(made.data) == 40 * 417
    again = cleaned(samples.m4a(), "a.m4a")
    assert again.data.count(b"\x01\x18\x20\x07") == 20
    # What is made is a file of the same kind, that is taken again as it is.
    assert cleaned(again.data, "a.m4a").data == again.data


@pytest.mark.parametrize(
    ("job", "data"),
    [
        ("jpeg", samples.photograph()),
        ("png", samples.png()),
        ("webp", samples.picture("WEBP")),
        ("heic", samples.HEIC),
        ("pdf", samples.pdf()),
        ("docx", samples.word()),
        ("xlsx", samples.excel()),
        ("txt", b"Hello"),
        ("mp3", samples.mp3()),
        ("m4a", samples.m4a()),
    ],
)
def test_every_kind_is_opened_behind_the_walls(job: str, data: bytes):
    assert {f.job for f in FORMATS} >= {job}
    assert marks_in(apart(data, job).data) == []


@pytest.mark.parametrize(
    ("form", "data"),
    [
        (Form.JPEG, samples.photograph()),
        (Form.JPEG, samples.picture("JPEG") + b"behind"),
        (Form.JPEG, samples.picture("JPEG")[:-2]),
        (Form.JPEG, b"GIF89a"),
        (Form.JPEG, b""),
        (Form.PNG, samples.png()),
        (Form.PNG, samples.picture("PNG") + b"PK"),
        (Form.PNG, samples.picture("JPEG")),
        (Form.PAGES, b"[[300,200,4]]\nabcd"),
        (Form.PAGES, b"[]\n"),
        (Form.PAGES, b"[[300,200,9]]\nabcd"),
        (Form.PAGES, b"<html>"),
        (Form.WORDS, b'{"blocks":[{"text":1,"level":0}]}'),
        (Form.WORDS, b'{"blocks":[{"text":"a","level":9}]}'),
        (Form.WORDS, b'{"blocks":[{"text":"a","level":0,"run":"x"}]}'),
        (Form.CELLS, b'{"sheets":[{"name":"a","rows":[[{"f":"cmd"}]]}]}'),
        (Form.CELLS, b'{"sheets":[],"macro":1}'),
        (Form.TEXT, b"a\0"),
        (Form.TEXT, b"\xff"),
        (Form.MP3, samples.mp3()),
        (Form.M4A, samples.m4a()),
    ],
)
def test_what_a_taken_over_opener_might_answer_is_refused(form: Form, data: bytes):
    with pytest.raises(Refused):
        must_be_inert(Cleaned(form, data))


def a_picture_of_300_megabytes() -> bytes:
    head = struct.pack(">IIBBBBB", 6_300, 6_300, 16, 6, 0, 0, 0)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 + 6_300 * 8)) for _ in range(6_300))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", packed + packer.flush()) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_file_that_asks_for_too_much_is_stopped():
    """Its process ends, ours goes on."""
    assert MEMORY < 512 * 1024 * 1024
    with pytest.raises(Refused) as refused:
        apart(a_picture_of_300_megabytes(), "png")
    assert refused.value.why is Why.BOMB
