"""Makes a package: entries frozen in words, as they read on this day, without any place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.places import SaysWhere, known_places, says_where
from tutela.files.record_copy import Copied, copy_of
from tutela.sharing.answers import Part
from tutela.sharing.entries import Passed
from tutela.web.dates import moment_in_words
from tutela.web.telling import answers, content_in_a_line, in_words

_OF_THIS_ROOM = ("transition-", "consent-")


def can_be_passed(chronology: Chronology, parts: Collection[Part]) -> tuple[Copied, ...]:
    """Entries of these parts that stand, each without its places; in the order of the story.

    What is written about sharing and consent stays: to whom else something went is not theirs.
    """
    categories = frozenset(Category(part.value) for part in parts)
    return tuple(
        one
        for one in copy_of(chronology, categories).entries
        if not one.entry.kind.slug.startswith(_OF_THIS_ROOM)
    )


def pack(
    chronology: Chronology, parts: Collection[Part], chosen: Collection[UUID]
) -> tuple[Passed, ...]:
    """The package of the chosen entries. What may not be passed on is left out, chosen or not."""
    return tuple(_passed(one) for one in can_be_passed(chronology, parts) if one.entry.id in chosen)


def seem_to_say_where(
    chronology: Chronology, parts: Collection[Part], chosen: Collection[UUID]
) -> Iterator[tuple[Entry, SaysWhere]]:
    """Pieces of free text in the chosen entries that look like a place."""
    known = known_places(e.content for e in chronology if e.content is not None)
    for one in can_be_passed(chronology, parts):
        if one.entry.id in chosen:
            for found in says_where(one.content, known):
                yield one.entry, found


def _passed(one: Copied) -> Passed:
    rows = [f"{_asked(str(row.key))} {in_words(row.value)}" for row in answers(one.content)]
    line = content_in_a_line(one.entry.kind.says, one.content)
    return Passed(
        part=Part(one.entry.category.value),
        title=_(one.entry.kind.title),
        when=moment_in_words(one.entry.happened),
        says=line or _(one.entry.kind.title),
        answers="\n".join(rows) or None,
        by=one.entry.by_name,
    )


def _asked(question: str) -> str:
    return question if question.endswith(("?", ":")) else f"{question}:"
