"""An entry, and the chronology of one child as a viewer may read it at a moment. Pure.

Nothing is ever changed. A correction is a later entry that names the one it mends; a withdrawal
is a later entry that names the one it takes back. Both old and new stay readable.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast
from uuid import UUID

from tutela.chronology.kinds import Category, Content, Kind, kind_of
from tutela.chronology.moment import Moment

C = TypeVar("C", bound=Content)
T = TypeVar("T")


class Standing(StrEnum):
    """Whether an entry still stands."""

    STANDS = "stands"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, eq=False)
class Entry:
    """One thing that was recorded about one child.

    ``content`` is None for a withdrawal, and for an entry whose sealed parts can't be opened.
    ``recorded`` is an aware UTC datetime; ``digest`` is the hexadecimal seal; ``kept_back`` names
    the answers that say where and are not shown to this reader.
    """

    id: UUID
    child: UUID
    place: int
    kind: Kind
    category: Category
    content: Content | None
    happened: Moment
    recorded: datetime
    by: UUID
    by_name: str
    agency: UUID
    agency_name: str
    refers_to: UUID | None = None
    corrects: UUID | None = None
    withdraws: UUID | None = None
    reason: str = ""
    digest: str = ""
    kept_back: frozenset[str] = frozenset()

    def __eq__(self, other: object) -> bool:
        # However each of them came to be: from a form, from a plan, or from the table.
        return isinstance(other, Entry) and all(
            getattr(self, field.name) == getattr(other, field.name) for field in fields(Entry)
        )

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def mends(self) -> UUID | None:
        """The entry that this one corrects or withdraws."""
        return self.corrects or self.withdraws

    def says(self, content: type[C]) -> C:
        """The content, known to be of this class. Raises TypeError when it is not."""
        if not isinstance(self.content, content):
            raise TypeError(f"{self.kind.slug} is not a {content.__name__}")
        return self.content


@dataclass(frozen=True)
class Chronology:
    """One child's entries, in the order in which they were recorded, as known at ``at``."""

    child: UUID
    entries: tuple[Entry, ...]
    at: datetime

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def followed_by(self, entry: Entry, *, at: datetime | None = None) -> Chronology:
        """The chronology with one more entry, the last to be recorded, as known at ``at``.

        What was worked out about the entries is carried over, not worked out anew.
        """
        after = Chronology(self.child, (*self.entries, entry), at or self.at)
        known, carried = self.__dict__, after.__dict__
        if "_by_id" in known:
            carried["_by_id"] = {**self._by_id, entry.id: entry}
        mends = entry.mends
        if "_mended" in known:
            carried["_mended"] = self._mended if mends is None else {**self._mended, mends: entry}
        if mends is None and "standing_entries" in known:
            carried["standing_entries"] = _put_in(self.standing_entries, entry)
            if "_by_kind" in known:
                slug = entry.kind.slug
                same = _put_in(self._by_kind.get(slug, ()), entry)
                carried["_by_kind"] = {**self._by_kind, slug: same}
        return after

    def as_at(self, at: datetime) -> Chronology:
        """The chronology as it was known at an earlier moment."""
        return Chronology(self.child, tuple(e for e in self.entries if e.recorded <= at), at)

    @cached_property
    def _mended(self) -> dict[UUID, Entry]:
        return {e.mends: e for e in self.entries if e.mends is not None}

    @cached_property
    def _by_id(self) -> dict[UUID, Entry]:
        return {e.id: e for e in self.entries}

    def __contains__(self, entry: UUID) -> bool:
        return entry in self._by_id

    def entry(self, entry: UUID) -> Entry:
        """The entry with this id. Raises KeyError."""
        return self._by_id[entry]

    def standing(self, entry: UUID) -> Standing:
        """Does the entry still stand, or was it corrected or withdrawn?"""
        later = self._mended.get(entry)
        if later is None:
            return Standing.STANDS
        return Standing.WITHDRAWN if later.withdraws else Standing.CORRECTED

    def mended_by(self, entry: UUID) -> Entry | None:
        """The entry that corrects or withdraws this one."""
        return self._mended.get(entry)

    def now_reads(self, entry: UUID) -> Entry | None:
        """The entry as it reads after all its corrections; None when it was withdrawn."""
        while (later := self._mended.get(entry)) is not None:
            if later.withdraws is not None:
                return None
            entry = later.id
        return self._by_id.get(entry)

    def first_written(self, entry: UUID) -> UUID:
        """The id of the entry as first written, before its corrections: what others refer to."""
        found = self._by_id.get(entry)
        while found is not None and found.corrects is not None:
            entry = found.corrects
            found = self._by_id.get(entry)
        return entry

    @cached_property
    def standing_entries(self) -> tuple[Entry, ...]:
        """Entries that stand, by when they happened (unknown first), then as recorded."""
        stands = [e for e in self.entries if e.withdraws is None and e.id not in self._mended]
        return tuple(sorted(stands, key=_story_order))

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.standing_entries:
            found.setdefault(entry.kind.slug, []).append(entry)
        return {slug: tuple(entries) for slug, entries in found.items()}

    def kept_from(self, roles: Collection[str]) -> frozenset[UUID]:
        """Entries that somebody in one of these roles never reads: those that say so of themselves
        in a clear field ``kept_from`` (a complaint about a person in the circle), and whatever
        mends or answers to one. The database works out the same (`door_kept_from`)."""
        kept = {
            e.id
            for e in self.entries
            if "kept_from" in e.kind.content.model_fields
            and not frozenset(roles).isdisjoint(getattr(e.content, "kept_from", ()))
        }
        found = 0
        while len(kept) > found:
            found = len(kept)
            for e in self.entries:
                if not kept.isdisjoint({e.mends, e.refers_to}):
                    kept.add(e.id)
                if e.id in kept and e.corrects is not None:
                    kept.add(e.corrects)
        return frozenset(kept)

    def of(self, *contents: type[C]) -> tuple[Entry, ...]:
        """Entries that stand of these kinds, in the order in which they happened."""
        return self.of_kinds(*[kind_of(c).slug for c in contents])

    def of_kinds(self, *slugs: str) -> tuple[Entry, ...]:
        """The same, by the slugs of the kinds."""
        known = self._by_kind
        there = [slug for slug in slugs if slug in known]
        if not there:
            return ()
        if len(there) == 1:
            return known[there[0]]
        return tuple(e for e in self.standing_entries if e.kind.slug in there)

    @cached_property
    def _worked_out(self) -> dict[Callable[[Chronology], Any], Any]:
        return {}

    def once(self, derive: Callable[[Chronology], T]) -> T:
        """What a pure function makes of this chronology, worked out the first time it is asked."""
        if derive not in self._worked_out:
            self._worked_out[derive] = derive(self)
        return cast(T, self._worked_out[derive])

    def latest(self, content: type[C]) -> Entry | None:
        """The entry of this kind that stands and happened last; None when there is none."""
        found = self.of(content)
        return found[-1] if found else None

    def contents(self, content: type[C]) -> tuple[C, ...]:
        """What the standing entries of this kind say, in the order in which they happened."""
        return tuple(cast(C, e.content) for e in self.of(content) if e.content is not None)

    def answers_to(self, entry: UUID, *contents: type[Content]) -> tuple[Entry, ...]:
        """Standing entries of these kinds that refer to ``entry`` or to a version of it."""
        root = self.first_written(entry)
        return tuple(
            e
            for e in self.of(*contents)
            if e.refers_to is not None and self.first_written(e.refers_to) == root
        )


def _put_in(entries: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Entries in the order of the story, with one more, which was recorded after all of them."""
    place = bisect_right(entries, _story_order(entry), key=_story_order)
    return (*entries[:place], entry, *entries[place:])


def _story_order(entry: Entry) -> tuple[float, int]:
    start = entry.happened.start
    return (start.timestamp() if start else float("-inf"), entry.place)
