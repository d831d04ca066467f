"""Pages that other rooms bring into the young person's space, and what they tell there in plain
words. A room registers in its ``ready``::

    offer_page(OwnPage("outcomes", "How my life is going", show, order=60))
    tell_decided(lines)

``show`` is given the request, the young person as a viewer and their child id, in a transaction.
It returns a template (made on `voice/base.html`) with its context, or an answer such as
`tutela.entrance.views.again`. A form on it posts to the one address with a button ``do``; a button
``go`` leads to another place. ``lines`` is a pure function from the whole chronology: only what it
says in plain words leaves, so it must say no name, no place and nothing unkind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology

Shows = Callable[[HttpRequest, Viewer, UUID], tuple[str, dict[str, object]] | HttpResponse]


@dataclass(frozen=True)
class OwnPage:
    """A page of the young person's space. ``words`` name it on the first page."""

    name: str
    words: str
    show: Shows
    picture: str = "path"
    order: int = 100


@dataclass(frozen=True)
class Plain:
    """One thing in plain words: when it was or is to be, and what; or what is to come."""

    on: datetime
    words: str
    is_waiting: bool = False


Tells = Callable[[Chronology, datetime], Iterable[Plain]]


@dataclass
class _Told:
    pages: dict[str, OwnPage] = field(default_factory=dict)
    decided: list[Tells] = field(default_factory=list)


_told = _Told()


def offer_page(page: OwnPage) -> None:
    """Bring a page into the space."""
    _told.pages[page.name] = page


def tell_decided(tells: Tells) -> None:
    """Tell something of what is decided and what is waiting."""
    if tells not in _told.decided:
        _told.decided.append(tells)


def page_called(name: str) -> OwnPage | None:
    """The page with this name."""
    return _told.pages.get(name)


def offered() -> list[OwnPage]:
    """All pages in their order."""
    return sorted(_told.pages.values(), key=lambda page: page.order)


def decided(chronology: Chronology, at: datetime) -> list[Plain]:
    """Everything that rooms tell, latest first; what is waiting comes first, soonest first."""
    lines = [line for tells in _told.decided for line in tells(chronology, at)]
    waiting = sorted((x for x in lines if x.is_waiting), key=lambda x: x.on)
    return waiting + sorted((x for x in lines if not x.is_waiting), key=lambda x: x.on)[::-1]
