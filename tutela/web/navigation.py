"""The menu. Rooms add their pages in their AppConfig's ``ready``; the kit knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from tutela.web.components import Text


@dataclass(frozen=True)
class Place:
    """A place in the menu. ``seen_by``: whether it is offered to whoever asks for a page; a matter
    of tidiness, since the page itself decides who comes in."""

    words: Text
    url_name: str
    order: int
    seen_by: Callable[[HttpRequest], bool] = lambda _: True


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
    offered = [place for place in _places.values() if place.seen_by(request)]
    ordered = sorted(offered, key=lambda place: place.order)
    addressed = [(place, reverse(place.url_name)) for place in ordered]
    fitting = [href for _, href in addressed if _covers(href, path)]
    nearest = max(fitting, key=len, default="")
    return [Item(place.words, href, href == nearest) for place, href in addressed]


def _covers(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
