"""Documents: what came, from whom, what it shows. One kind for each thing a document may be about,
since what anybody may read hangs on that; they all ask the same."""

from __future__ import annotations

from collections.abc import Iterable

from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Kind,
    Line,
    Protected,
    Text,
    ask,
    kind,
    kind_of,
)


class KeptAs(Choice):
    """How the copy in the record is kept."""

    JPEG = "jpeg", "A picture"
    PNG = "png", "A picture, without loss"
    PAGES = "pages", "Pictures of its pages"
    WORDS = "words", "Its words and tables"
    CELLS = "cells", "The values of its sheets"
    TEXT = "text", "Plain text"
    MP3 = "mp3", "Sound"
    M4A = "m4a", "Sound (M4A)"


class LeftOut(Choice):
    """What the copy in the record does not carry."""

    DETAILS = "details", "Hidden details of place, time, device, author and program"
    TEXT_LAYER = "text-layer", "Text that can be searched or read aloud: the pages are pictures"
    PICTURES = "pictures", "Pictures within it"
    HEADERS_AND_NOTES = "headers-and-notes", "Headers, footers, notes and comments"
    HIDDEN = "hidden", "Hidden text, sheets, rows or columns"
    FORMULAS = "formulas", "Formulas: their last values stand"
    DELETED = "deleted", "Text that was marked as deleted"


_THE_FILE = "The file"


class Document(Content):
    """What every document says. Not a kind itself.

    ``digest`` is the SHA-256 of the copy as kept, ``original`` that of the file as it came, where
    it is kept too: so the chain of the record vouches for the bytes, which lie elsewhere.
    """

    title: Protected[Line] = ask(
        "What is it?", hint="In a few words, such as: letter from the college. Without an address."
    )
    shows: Protected[Text] = ask(
        "What does it show or say?",
        hint="For whoever can’t see it, and so that it can be found.",
    )
    given_by: Protected[Line] = ask(
        "Who gave it?", hint="The young person, a parent, a school, the police, or you yourself."
    )
    kept_as: KeptAs = ask("How it is kept", group=_THE_FILE)
    size: int = ask("", hint="Bytes of the copy.", group=_THE_FILE)
    pages: int | None = ask("How many pages or sheets", optional=True, group=_THE_FILE)
    left_out: frozenset[LeftOut] = ask("What was left out", optional=True, group=_THE_FILE)
    digest: Protected[Line] = ask("", hint="SHA-256 of the copy.", group=_THE_FILE)
    original: Protected[Line] | None = ask(
        "", hint="SHA-256 of the sealed original.", optional=True, group=_THE_FILE
    )
    original_name: Protected[Line] | None = ask(
        "Original kept as evidence", optional=True, group=_THE_FILE
    )


_WHEN = "When was it received?"
_GROUP = "Documents"


@kind("document-identity", title="Document: who they are", category=Category.IDENTITY,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class IdentityDocument(Document):
    """A document about who the child is: a passport, a birth certificate, a photograph."""


@kind("document-location", title="Document: where they are", category=Category.LOCATION,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class LocationDocument(Document):
    """A document or picture that says or shows where the child is, was or will be."""


@kind("document-identification", title="Document: what happened to them",
      category=Category.IDENTIFICATION,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class IdentificationDocument(Document):
    """A document about exploitation, or of the National Referral Mechanism."""


@kind("document-protection", title="Document: their safety and care", category=Category.PROTECTION,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class ProtectionDocument(Document):
    """A document about the child's safety and care: minutes, plans, assessments."""


@kind("document-health", title="Document: health", category=Category.HEALTH,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class HealthDocument(Document):
    """A document about health: a letter of a doctor, a picture of an injury."""


@kind("document-education", title="Document: school or college", category=Category.EDUCATION,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class EducationDocument(Document):
    """A document about education: a report, a personal education plan."""


@kind("document-status", title="Document: immigration and asylum", category=Category.STATUS,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class StatusDocument(Document):
    """A document about immigration or asylum."""


@kind("document-justice", title="Document: police and courts", category=Category.JUSTICE,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class JusticeDocument(Document):
    """A document of the police, a prosecution or a court."""


@kind("document-futures", title="Document: their future", category=Category.FUTURES,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class FuturesDocument(Document):
    """A document about plans, a durable solution, or moving on to adulthood."""


@kind("document-voice", title="Document: their own words", category=Category.VOICE,
      when=_WHEN, says="{title}", group=_GROUP, offered=False)  # fmt: skip
class VoiceDocument(Document):
    """Something the young person wrote, drew, said or chose to show."""


DOCUMENTS: tuple[type[Document], ...] = (
    IdentityDocument, LocationDocument, IdentificationDocument, ProtectionDocument,
    HealthDocument, EducationDocument, StatusDocument, JusticeDocument, FuturesDocument,
    VoiceDocument,
)  # fmt: skip
SLUGS = frozenset(kind_of(document).slug for document in DOCUMENTS)


def document_kinds(categories: Iterable[Category]) -> tuple[Kind, ...]:
    """The kinds of document about these, in their order."""
    wanted = frozenset(categories)
    return tuple(k for k in map(kind_of, DOCUMENTS) if k.category in wanted)
