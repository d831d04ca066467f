"""The menu. Rooms add their pages in their AppConfig's ``ready``; the kit knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from tutela.web.components import Text

if TYPE_CHECKING:
    from tutela.people.models import Practitioner


@dataclass(frozen=True)
class Place:
    """A place in the menu, or at the foot of each page. ``seen_by``: whether it is offered to
    whoever asks for a page; a matter of tidiness, since the page itself decides who comes in."""

    words: Text
    url_name: str
    order: int
    seen_by: Callable[[HttpRequest], bool] = lambda _: True
    at_foot: bool = False


REMEMBERED = 60.0
"""Seconds for which it is remembered what the menu offers to somebody."""


def of_those(may: Callable[[Practitioner], bool]) -> Callable[[HttpRequest], bool]:
    """``seen_by`` for people of whom this holds. Remembered for a minute, so that not every page
    asks the database: the doors decide, not the menu."""
    known: dict[UUID, tuple[float, bool]] = {}

    def seen_by(request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated:
            return False
        until, offered = known.get(user.id, (0.0, False))
        if monotonic() >= until:
            offered = may(user)
            known[user.id] = (monotonic() + REMEMBERED, offered)
        return offered

    return seen_by


@dataclass(frozen=True)
class Item:
    """A place as shown on one page."""

    words: Text
    href: str
    current: bool


_places: dict[str, Place] = {}


def add_place(place: Place) -> None:
    """Put a page in the menu. Adding the same again changes nothing."""
    _places[place.url_name] = place


def menu(request: HttpRequest) -> list[Item]:
    """The menu for the page that is asked for."""
    path = request.path
    ordered = _offered(request, at_foot=False)
    addressed = [(place, reverse(place.url_name)) for place in ordered]
    fitting = [href for _, href in addressed if _covers(href, path)]
    nearest = max(fitting, key=len, default="")
    return [Item(place.words, href, href == nearest) for place, href in addressed]


def foot(request: HttpRequest) -> list[Item]:
    """What stands at the foot of each page: read now and then, not worked with."""
    places = _offered(request, at_foot=True)
    return [Item(place.words, reverse(place.url_name), current=False) for place in places]


def _offered(request: HttpRequest, *, at_foot: bool) -> list[Place]:
    here = [p for p in _places.values() if p.at_foot is at_foot and p.seen_by(request)]
    return sorted(here, key=lambda place: place.order)


def _covers(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
