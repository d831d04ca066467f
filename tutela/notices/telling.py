"""What a notice says. Each room gives the words for its own sorts; this one knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutela.notices.models import Notice
from tutela.web.components import Text


@dataclass(frozen=True)
class Said:
    """What a notice says, and where to go from it."""

    words: Text
    href: str = ""
    link: Text = ""
    urgent: bool = False


Words = Callable[[Notice], Said]
_words: dict[str, Words] = {}


def say(sort: str, words: Words) -> None:
    """Give the words for one sort of notice."""
    _words[sort] = words


def said(notice: Notice) -> Said:
    """What this notice says. A sort that nobody knows any more still shows that there was one."""
    words = _words.get(notice.sort)
    return words(notice) if words else Said(notice.sort.replace("-", " ").capitalize())
