"""What is behind the young person's door. The entrance knows the door alone; the room that holds
the pages behind it says so when it is made ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tutela.entrance.cards import Holder

Inside = Callable[[HttpRequest, Holder], HttpResponse]


@dataclass
class _Behind:
    pages: Inside | None = None


_behind = _Behind()


def lead_to(pages: Inside) -> None:
    """Say what is shown to whoever came in."""
    _behind.pages = pages


def pages(request: HttpRequest, here: Holder) -> HttpResponse:
    """What is shown to whoever came in. Raises LookupError when no room has said it."""
    if _behind.pages is None:
        raise LookupError("nothing stands behind the door")
    return _behind.pages(request, here)
