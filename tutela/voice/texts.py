"""Every English text of the young person's pages: for the report of what is translated, and for the
tests of how hard it is to read."""

from __future__ import annotations

import re
from importlib.resources import files

from django.utils.translation import override

from tutela.entrance import own_pages as pages
from tutela.entrance import views, words
from tutela.voice import life, plain, rights, writing
from tutela.voice.entries import Often

_TOLD = re.compile(r'{% (?:tell|plain) "([^"]+)" %}')


def every_text() -> frozenset[str]:
    """All of them, as they stand in templates, lists and choices."""
    with override("en-gb"):
        return frozenset().union(
            _of_templates(),
            (str(text) for both in words.ROLES.values() for text in both),
            map(str, words.DONE.values()),
            writing.WHAT_FOR.values(),
            writing.QUESTIONS.values(),
            (writing.EMPTY, writing.NOBODY, writing.NOT_NOW),
            (choice.label for choice in Often),
            (page.words for page in pages.offered()),
            (text for topic in rights.TOPICS for text in (topic.title, *topic.sentences)),
            plain.every_text(),
            life.every_text(),
            map(str, views.PROBLEMS),
        )


def _of_templates() -> frozenset[str]:
    found: set[str] = set()
    for room in ("entrance", "voice"):
        folder = files(f"tutela.{room}").joinpath("templates", room)
        for file in folder.iterdir():
            if file.name.endswith(".html"):
                found.update(_TOLD.findall(file.read_text(encoding="utf-8")))
    return frozenset(found)
