"""A room's page about one child: whose it is, and sections, each under its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tutela.access.asked import Action
from tutela.chronology.kinds import kind_of
from tutela.doors.reading import Record
from tutela.web.components import Component, Link, Text
from tutela.web.page import Page, show_page


@dataclass(frozen=True)
class Section:
    """Parts under a heading, with a sentence before them and what can be done after them."""

    heading: Text
    parts: Sequence[Component] = ()
    intro: Text = ""
    doing: Sequence[Link] = ()


def show_sections(
    request: HttpRequest,
    record: Record,
    title: Text,
    sections: Sequence[Section],
    *,
    intro: Text = "",
) -> HttpResponse:
    """Render them under a title, whose page it is above it."""
    return show_page(
        request,
        Page(title=title, back=reverse("child", args=[record.child])),
        "tutela/children/sections.html",
        record=record,
        intro=intro,
        sections=sections,
    )


def to_record(record: Record, *kinds: tuple[str, Text]) -> list[Link]:
    """Links to record entries of these kinds, as far as the viewer may."""
    return [
        Link(words, reverse("record_ask", args=[record.child, slug]))
        for slug, words in kinds
        if record.may(Action.RECORD, kind_of(slug).category)
    ]
