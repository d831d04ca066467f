"""What the rooms tell the pages. The kit knows no room; rooms register in their ``ready``.

* ``tell_who``: who a child is, from the chronology (identity does).
* ``tell_standing``: a few lines on where something stands (placement, decisions, health).
* ``tell_states``: what must be seen at first glance, such as whether the child is safe.
* ``offer_page``: a page of a room's own about one child, linked from the child's page.
* ``offer_link``: a page of a room's own about one entry, linked wherever the entry is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from tutela.access.asked import Action
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category, Content
from tutela.doors.faces import face_of
from tutela.doors.reading import Record
from tutela.web.components import Component, Row, Tag, Text


@dataclass(frozen=True)
class Who:
    """A child as a page introduces them."""

    name: str
    sentence: Text = ""
    facts: tuple[Row, ...] = ()
    states: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class RoomPage:
    """A page of a room about one child. ``url_name`` takes the child's id; ``reads`` is what a
    viewer must be allowed to read for it to be offered."""

    words: Text
    url_name: str
    order: int = 100
    reads: frozenset[Category] = frozenset()


TellWho = Callable[[Record, datetime], Who]
TellStanding = Callable[[Record, datetime], Iterable[Row]]
TellStates = Callable[[Record, datetime], Iterable[Tag]]

TellAtStart = Callable[[Viewer], Iterable[Component]]
TellAtCheck = Callable[[Content], Component | None]
TellAbove = Callable[[HttpRequest], Component | None]


@dataclass
class _Told:
    who: TellWho | None = None
    at_start: dict[str, TellAtStart] = field(default_factory=dict)
    at_check: dict[str, TellAtCheck] = field(default_factory=dict)
    above: dict[str, TellAbove] = field(default_factory=dict)
    standing: dict[str, tuple[int, TellStanding]] = field(default_factory=dict)
    states: dict[str, TellStates] = field(default_factory=dict)
    pages: dict[str, RoomPage] = field(default_factory=dict)
    links: dict[str, tuple[Text, str]] = field(default_factory=dict)


_told = _Told()


def tell_who(provider: TellWho) -> None:
    """Say who introduces children."""
    _told.who = provider


def tell_at_start(room: str, provider: TellAtStart) -> None:
    """Say something at the head of the start page."""
    _told.at_start[room] = provider


def tell_at_check(room: str, provider: TellAtCheck) -> None:
    """Point something out in answers that are checked before they are recorded. It never blocks."""
    _told.at_check[room] = provider


def at_check(content: Content) -> list[Component]:
    """What the rooms point out in these answers."""
    said = (provider(content) for provider in _told.at_check.values())
    return [part for part in said if part is not None]


def tell_above(room: str, provider: TellAbove) -> None:
    """Say something above every page that a person opens, where there is something to say."""
    _told.above[room] = provider


def at_start(viewer: Viewer) -> list[Component]:
    """What the rooms say at the head of the start page."""
    return [part for provider in _told.at_start.values() for part in provider(viewer)]


def above(request: HttpRequest) -> list[Component]:
    """What the rooms say above this page. Such a part may hold a form."""
    said = (provider(request) for provider in _told.above.values())
    return [part for part in said if part is not None]


def tell_standing(room: str, order: int, provider: TellStanding) -> None:
    """Add lines to "where things stand"."""
    _told.standing[room] = (order, provider)


def tell_states(room: str, provider: TellStates) -> None:
    """Add states to the identity bar."""
    _told.states[room] = provider


def offer_page(page: RoomPage) -> None:
    """Link a room's own page from the child's page."""
    _told.pages[page.url_name] = page


def offer_link(kinds: Iterable[str], words: Text, url_name: str) -> None:
    """Link a room's own page from each entry of these kinds. ``url_name`` takes the ids of the
    child and the entry."""
    for kind in kinds:
        _told.links[kind] = (words, url_name)


def link_of(kind: str) -> tuple[Text, str] | None:
    """The words and the page that a room offers for entries of this kind."""
    return _told.links.get(kind)


def who_is(record: Record, at: datetime) -> Who:
    """Who the child is; the reference alone where nothing is known or may be read."""
    if _told.who is None:
        return Who(face_of(record.chronology).name or record.gate.reference)
    return _told.who(record, at)


def states(record: Record, at: datetime) -> list[Tag]:
    """What must be seen at first glance, from all rooms."""
    return [tag for provider in _told.states.values() for tag in provider(record, at)]


def standing(record: Record, at: datetime) -> list[Row]:
    """Where things stand, from all rooms in their order."""
    providers = sorted(_told.standing.values(), key=lambda pair: pair[0])
    return [row for _, provider in providers for row in provider(record, at)]


def pages(record: Record) -> list[RoomPage]:
    """The rooms' own pages about one child that this viewer may read."""
    offered = [
        page
        for page in _told.pages.values()
        if all(record.may(Action.READ, category) for category in page.reads)
    ]
    return sorted(offered, key=lambda page: page.order)
