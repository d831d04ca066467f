"""What comes of a file: inert data with what was left out, or a reason why it is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How a document is kept. Each is data that nothing executes; `tutela.files.handing` makes a
    file of it anew for whoever opens it."""

    JPEG = "jpeg"
    PNG = "png"
    PAGES = "pages"  # pictures of pages: `cleaning.pages`
    WORDS = "words"  # paragraphs and tables, as JSON
    CELLS = "cells"  # sheets of values, as JSON
    TEXT = "text"  # UTF-8
    MP3 = "mp3"
    M4A = "m4a"


class Left(StrEnum):
    """What was not carried over, as far as the person who sent it should know."""

    DETAILS = "details"  # of place, camera, author, program
    TEXT_LAYER = "text-layer"
    PICTURES = "pictures"
    HEADERS_AND_NOTES = "headers-and-notes"
    HIDDEN = "hidden"
    FORMULAS = "formulas"
    DELETED = "deleted"


class Why(StrEnum):
    """Why a file is refused; `tutela.files.words` says it to people."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_ALLOWED = "not-allowed"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    VIDEO = "video"
    MOVING = "moving"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_LONG = "too-long"
    LOCKED = "locked"
    ACTIVE = "active"
    HOLDS_FILES = "holds-files"
    REACHES_OUT = "reaches-out"
    BOMB = "bomb"
    UNREADABLE_TEXT = "unreadable-text"
    NOTHING_IN_IT = "nothing-in-it"
    TOO_SLOW = "too-slow"
    MALWARE = "malware"
    NOT_SCANNED = "not-scanned"
    NO_WALLS = "no-walls"
    TOO_MANY_TODAY = "too-many-today"
    CHILD_IS_FULL = "child-is-full"


class Refused(Exception):
    """The file is not taken, and why. Nothing of it is kept."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Cleaned:
    """What is kept of a file. ``pages`` counts pages or sheets where there are such."""

    form: Form
    data: bytes = field(repr=False)
    left_out: tuple[Left, ...] = (Left.DETAILS,)
    pages: int = 0
