"""Documents of made-up children: what is said of each, and the bytes that go with it.

The bytes follow from the words alone, so that the same caseload has the same documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO

from django.db import connections, transaction

from tutela.chronology.kinds import kind_of
from tutela.doors.importing import PlannedChild
from tutela.files.cleaning.outcome import Cleaned, Form, Left
from tutela.files.entries import Document, KeptAs, VoiceDocument
from tutela.files.formats import DOCX, PNG
from tutela.files.keeping import COPY, keep
from tutela.files.taking_in import Taken, Told, content_of
from tutela.people.keys import child_key

_WIDE, _HIGH = 640, 480


def paper(kind: type[Document], title: str, shows: str, given_by: str) -> Document:
    """A document of this kind, with the bytes that its words make."""
    drawn = kind is VoiceDocument
    cleaned = Cleaned(
        Form.PNG if drawn else Form.WORDS,
        bytes_of(title, shows, drawn=drawn),
        (Left.DETAILS,),
    )
    taken = Taken(PNG if drawn else DOCX, cleaned)
    return content_of(taken, Told(title, shows, given_by), kind_of(kind))


def bytes_of(title: str, shows: str, *, drawn: bool) -> bytes:
    """A drawing of a kite, or the title with what is said of it."""
    if drawn:
        return _kite()
    blocks = [
        {"text": title, "level": 1},
        {"text": shows, "level": 0},
        {"text": "Made up for a demonstration. No such letter was ever written.", "level": 0},
    ]
    return json.dumps({"blocks": blocks}).encode()


def keep_papers(children: Iterable[PlannedChild], *, using: str) -> None:
    """Seal the bytes of these children's documents, as the owner."""
    for child in children:
        told = [(p.id, p.content) for p in child.entries if isinstance(p.content, Document)]
        if not told:
            continue
        with transaction.atomic(using=using):
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT sealed_key FROM people_child WHERE id = %s", [child.id])
                (wrapped,) = cursor.fetchone()
            key = child_key(child.id, bytes(wrapped))
            for entry, said in told:
                data = bytes_of(said.title, said.shows, drawn=said.kept_as is KeptAs.PNG)
                keep(data, child=child.id, entry=entry, part=COPY, key=key, using=using)


def _kite() -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only a demonstration draws

    picture = Image.new("RGB", (_WIDE, _HIGH), "#dceefb")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 380, _WIDE, _HIGH), fill="#9cc48d")
    pen.polygon(((400, 60), (480, 160), (400, 260), (320, 160)), fill="#d9822b")
    pen.line(((400, 60), (400, 260)), fill="#7a4510", width=4)
    pen.line(((320, 160), (480, 160)), fill="#7a4510", width=4)
    pen.line(((400, 260), (300, 330), (180, 380)), fill="#444444", width=3)
    pen.ellipse((40, 40, 120, 120), fill="#f3c13a")
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
