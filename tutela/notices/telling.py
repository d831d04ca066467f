"""What a notice says. Each room gives the words for its own sorts; this one knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutela.notices.models import Notice
from tutela.people.models import Practitioner
from tutela.web.components import Text


@dataclass(frozen=True)
class Said:
    """What a notice says, and where to go from it."""

    words: Text
    href: str = ""
    link: Text = ""
    urgent: bool = False


@dataclass(frozen=True)
class Offered:
    """A page for some people only, linked from their notices."""

    whom: Callable[[Practitioner], bool]
    words: Text
    url_name: str


_offered: list[Offered] = []


def offer(page: Offered) -> None:
    """Link a page from the notices of those whom it is for."""
    if page not in _offered:
        _offered.append(page)


def offered_to(person: Practitioner) -> tuple[Offered, ...]:
    """The pages that this person finds beside their notices."""
    return tuple(page for page in _offered if page.whom(person))


Words = Callable[[Notice], Said]
_words: dict[str, Words] = {}


def say(sort: str, words: Words) -> None:
    """Give the words for one sort of notice."""
    _words[sort] = words


def said(notice: Notice) -> Said:
    """What this notice says. A sort that nobody knows any more still shows that there was one."""
    words = _words.get(notice.sort)
    return words(notice) if words else Said(notice.sort.replace("-", " ").capitalize())
