"""What can't be right about an entry of this room, in words for the person who records it. Pure.

These are slips of the pen. Nothing here asks whether a child is telling the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell

if TYPE_CHECKING:
    from tutela.identification.account import Concern, ExploitationEpisode, JourneyStage


def says_something(
    content: Concern, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A concern says what was seen or said, or which indicators were noticed."""
    if not (content.seen or content.child_words or content.indicators):
        yield Problem("seen", "Say what was seen or said, or choose what was noticed")


def where_is_complete(
    content: ExploitationEpisode, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A town is in the United Kingdom, a country is not; at least one form was chosen."""
    if not content.forms:
        yield Problem("forms", "Choose at least one")
    if content.town and content.where != "uk":
        yield Problem("where", "A town in the United Kingdom was chosen: say that it was there")
    if content.country and content.where != "overseas":
        yield Problem("where", "A country was chosen: say that it was in another country")
    if content.country == "United Kingdom":
        yield Problem("country", "If it was in the United Kingdom, say so above")


def ends_after_it_begins(
    content: ExploitationEpisode | JourneyStage,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """What has ended did not end before it began, nor in the future."""
    if content.ended is None:
        return
    if happened.is_after(content.ended):
        yield Problem("ended", f"This is before it began, which was {tell(happened)}")
    if content.ended.is_in_future(chronology.at):
        yield Problem("ended", "This date is in the future")


def is_open(content: ExploitationEpisode) -> bool:
    """May it still be going on, as far as anybody knows?"""
    return content.ended is None and content.still != "no"


def is_not_open_twice(
    content: ExploitationEpisode, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """No second episode of the same form is open in the same place at once."""
    if not is_open(content):
        return
    for entry in chronology.standing_entries:
        if entry.kind.slug != "exploitation-episode" or entry.content is None:
            continue
        other = cast("ExploitationEpisode", entry.content)
        same = content.forms & other.forms
        if same and is_open(other) and _place(content) == _place(other):
            forms = ", ".join(sorted(form.label.lower() for form in same))
            yield Problem(
                "",
                f"There is already an open entry for {forms} in this place, from "
                f"{tell(entry.happened)}. Correct that one, or say when it ended",
            )
            return


def _place(content: ExploitationEpisode) -> tuple[str, ...]:
    said = (content.where, content.town, content.country, content.place)
    return tuple(" ".join((word or "").casefold().split()) for word in said)
