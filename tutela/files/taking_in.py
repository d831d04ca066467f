"""The way of a file into the record: limits, what it is, the scanner, the opener, the seal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from tutela.access.asked import Action
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Kind
from tutela.chronology.moment import Moment
from tutela.doors.gate import one_transaction, open_gate
from tutela.doors.recording import Recorded, record
from tutela.files.apart import opened
from tutela.files.cleaning.outcome import Cleaned, Refused, Why
from tutela.files.entries import Document, KeptAs, LeftOut
from tutela.files.formats import A_CHILD, A_DAY, HEAD, LARGEST, Format, format_of
from tutela.files.keeping import COPY, ORIGINAL, digest_of, keep, kept_about
from tutela.files.malware import must_be_clean

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """A file that may become a document: its copy, and the file itself where it is kept too."""

    format: Format
    cleaned: Cleaned
    original: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Told:
    """What its sender says of a document."""

    title: str
    shows: str
    given_by: str


def take(source: IO[bytes], name: str, *, size: int, original: bool = False) -> Taken:
    """Look at a file, and make the copy that may be kept. Nothing is written. Raises Refused.

    ``name`` is what the sender's machine calls it: only its end is looked at, and it is forgotten.
    """
    if size > LARGEST:
        raise Refused(Why.TOO_LARGE)
    source.seek(0)
    known = format_of(source.read(HEAD), name)
    must_be_clean(source)
    cleaned = opened(known.job, source).cleaned
    if len(cleaned.data) > 2 * LARGEST:
        raise Refused(Why.TOO_LARGE)
    source.seek(0)
    return Taken(known, cleaned, source.read() if original else None)


def note_sent(by: Viewer) -> None:
    """Count a file that somebody sent, whatever comes of it. Raises Refused at the day's limit."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(by.id)])
        cursor.execute(
            "SELECT count(*) FROM files_sent WHERE practitioner_id = %s AND at > %s",
            [by.id, now - _DAY],
        )
        if cursor.fetchone()[0] >= A_DAY:
            raise Refused(Why.TOO_MANY_TODAY)
        cursor.execute("INSERT INTO files_sent (practitioner_id, at) VALUES (%s, %s)", [by.id, now])


def put_on_record(
    taken: Taken,
    told: Told,
    *,
    kind: Kind,
    child: UUID,
    by: Viewer,
    received: Moment,
    id: UUID,
) -> Recorded:
    """Record a document with its bytes: both or neither.

    Raises Refused where the child's space is full, and as ``record`` does.
    """
    content = content_of(taken, told, kind)
    with one_transaction(), transaction.atomic():
        gate = open_gate(child, by)
        gate.must(Action.RECORD, kind.category)
        weighs = len(taken.cleaned.data) + len(taken.original or b"")
        if kept_about(child) + weighs > A_CHILD:
            raise Refused(Why.CHILD_IS_FULL)
        done = record(content, child=child, by=by, happened=received, id=id)
        if done.repeated:
            return done
        keep(taken.cleaned.data, child=child, entry=id, part=COPY, key=gate.key)
        if taken.original is not None:
            keep(taken.original, child=child, entry=id, part=ORIGINAL, key=gate.key)
        return done


def content_of(taken: Taken, told: Told, kind: Kind) -> Document:
    """What the entry says."""
    cleaned, original = taken.cleaned, taken.original
    assert issubclass(kind.content, Document)
    return kind.content(
        title=told.title,
        shows=told.shows,
        given_by=told.given_by,
        kept_as=KeptAs(cleaned.form.value),
        size=len(cleaned.data),
        pages=cleaned.pages or None,
        left_out=frozenset(LeftOut(left.value) for left in cleaned.left_out),
        digest=digest_of(cleaned.data),
        original=digest_of(original) if original is not None else None,
        original_name=taken.format.name if original is not None else None,
    )
