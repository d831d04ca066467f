"""Walks every address of the program as somebody, and reads whatever comes back as text.

The children that are walked carry canaries: words that occur nowhere else, one for each category
of the record and one for places, put into everything that is sealed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from uuid import UUID, uuid4

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

from tutela.chronology.kinds import Category, Content, kind_of
from tutela.chronology.places import places_of
from tutela.doors.importing import Planned, PlannedChild

PLACE = "zqplacezq"
_CANARY = re.compile(r"zq[a-z]+?zq")
_NOT_OURS = re.compile(
    r"csrfmiddlewaretoken\" value=\"\w+\"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


def canary(category: Category) -> str:
    """The word that stands in everything sealed of a category."""
    return f"zq{category.value}zq"


def with_canaries(child: PlannedChild) -> PlannedChild:
    """The record with canaries in its sealed texts and places."""
    return replace(child, entries=tuple(_marked(planned) for planned in child.entries))


def _marked(planned: Planned) -> Planned:
    content = planned.content
    category = kind_of(content).category
    marks: dict[str, object] = {}
    for name in content.protected_fields():
        value = getattr(content, name)
        if type(value) is not str or content.question(name).choices or content.is_name(name):
            continue
        places = places_of(type(content))
        marks[name] = f"{value} {PLACE if name in places else canary(category)}"
    return replace(planned, content=content.model_copy(update=marks))


def categories_marked(child: PlannedChild) -> frozenset[Category]:
    """Categories in which a canary stands in an entry that is not mended later."""
    mended = {p.corrects or p.withdraws for p in child.entries}
    return frozenset(
        kind_of(p.content).category
        for p in child.entries
        if p.id not in mended and canary(kind_of(p.content).category) in _all_text(p.content)
    )


def _all_text(content: Content) -> str:
    return " ".join(str(value) for _, value in content)


@dataclass(frozen=True)
class Address:
    """One address of the program, for a child where it takes one."""

    name: str
    path: str


def addresses(child: UUID, known: dict[str, list[object]]) -> Iterator[Address]:
    """Every pattern of the resolver, with each value known for its arguments, or one that is
    nobody's."""
    for name, route, converters in _patterns(get_resolver()):
        values: list[dict[str, object]] = [{}]
        for argument in converters:
            own: list[object] = [child] if argument == "child" else known.get(argument, [uuid4()])
            values = [{**before, argument: one} for before in values for one in own]
        for chosen in values:
            yield Address(name, "/" + _filled(route, chosen))


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str, list[str]]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        elif isinstance(pattern, URLPattern) and not route.startswith("^"):
            yield pattern.name or route, route, re.findall(r"<(?:\w+:)?(\w+)>", route)


def _filled(route: str, chosen: dict[str, object]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(chosen[m.group(1)]), route)


@dataclass
class Seen:
    """What somebody met on the way."""

    asked: int = 0
    canaries: dict[str, set[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    formats: set[str] = field(default_factory=set)

    def note(self, address: Address, response: HttpResponseBase) -> None:
        """Remember an answer."""
        self.asked += 1
        if response.status_code >= 500:
            self.broken.append(f"{address.name} {response.status_code}")
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/") and "charset=" not in kind:
            self.broken.append(f"{address.name} says no charset")
        self.formats.add(response.headers.get("Content-Type", "").split(";")[0])
        text = text_of(response) + " " + " ".join(response.headers.values())
        for found in _CANARY.findall(text):
            self.canaries.setdefault(found, set()).add(address.name)


def text_of(response: HttpResponseBase) -> str:
    """Everything that an answer says, whatever its format."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    kind = response.headers.get("Content-Type", "")
    if "pdf" in kind:
        pages = PdfReader(BytesIO(body))
        return " ".join(page.extract_text() for page in pages.pages) + str(pages.metadata)
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    return body.decode("utf-8", "replace")


def alike(one: HttpResponseBase, other: HttpResponseBase) -> bool:
    """Do two answers say the same, apart from tokens and the identifiers that were asked for?"""
    return one.status_code == other.status_code and _bare(one) == _bare(other)


def _bare(response: HttpResponseBase) -> str:
    return _NOT_OURS.sub("", text_of(response)) + _NOT_OURS.sub(
        "", response.headers.get("Location", "")
    )
