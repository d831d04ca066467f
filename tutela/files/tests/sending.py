"""Finds every form of every page that a person can reach, and sends texts into all of its fields.

It knows no form by name: it follows links, reads the forms that stand on the pages, and sends each
the way a browser would. So the forms of a new room are sent hostile texts from its first day.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tutela.files.tests.texts import MARK

_FIELDS = {"input", "textarea", "select", "button"}
_NOT_ASKED = {"submit", "file", "button"}
_LEAVES = ("/sign-out/", "/exit/")
_CARRIED = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page: where it goes, what it asks, and what it carries by itself."""

    page: str
    action: str
    method: str
    asks: tuple[str, ...]
    carries: dict[str, str] = field(hash=False)

    @property
    def like(self) -> tuple[str, str, tuple[str, ...]]:
        """Forms that differ in ids alone are alike."""
        return self.method, route_of(self.action), self.asks


class Reading(HTMLParser):
    """What a browser would make of a page: links, forms, and parts that nobody of ours wrote."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.run: list[str] = []
        self._open: tuple[str, str, list[str], dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is of use, and what would run."""
        had = {name: value or "" for name, value in attrs}
        self._look_for_what_runs(tag, had)
        if tag == "a" and had.get("href"):
            self.links.append(urljoin(self.address, had["href"]))
        if tag == "form":
            action = urljoin(self.address, had.get("action") or self.address)
            self._open = (action, had.get("method", "get").lower(), [], {})
        if tag in _FIELDS and self._open and had.get("name"):
            self._field(had)

    def handle_endtag(self, tag: str) -> None:
        """End a form."""
        if tag == "form" and self._open:
            action, method, asks, carries = self._open
            self.forms.append(Form(self.address, action, method, tuple(sorted(set(asks))), carries))
            self._open = None

    def _field(self, had: dict[str, str]) -> None:
        assert self._open is not None
        kind = had.get("type", "text")
        if kind == "hidden":
            self._open[3][had["name"]] = had.get("value", "")
        elif kind not in _NOT_ASKED:
            self._open[2].append(had["name"])

    def _look_for_what_runs(self, tag: str, had: dict[str, str]) -> None:
        if MARK in tag or any(MARK in name or name.startswith("on") for name in had):
            self.run.append(f"<{tag} {had}>")
        for name in ("src", "href", "action", "formaction", "srcdoc", "data", "background"):
            value = had.get(name, "").strip().lower()
            if value.startswith(("javascript:", "data:", "vbscript:")) or (
                MARK in value and name in {"src", "srcdoc", "data"}
            ):
                self.run.append(f"<{tag} {name}={value}>")
        if tag in {"iframe", "object", "embed", "base", "math"} or (
            tag == "script" and "src" not in had
        ):
            self.run.append(f"<{tag}>")


def route_of(address: str) -> str:
    """The pattern that an address belongs to."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return urlsplit(address).path
    # A kind of entry has a form of its own.
    return f"{match.route}:{match.kwargs.get('kind', '')}"


def read_page(client: Client, address: str) -> Reading | None:
    """A page and what stands on it; None where it is no page. Fails on a server error."""
    parts = urlsplit(address)
    answer = client.get(parts.path, query_string=parts.query)
    assert answer.status_code < 500, address
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return None
    found = Reading(parts.path)
    found.feed(answer.content.decode())
    return found


def forms_from(client: Client, starts: Sequence[str], *, most: int = 2_000) -> tuple[Form, ...]:
    """Every form that can be reached by links from these pages; of those alike, one."""
    waiting, seen, forms = deque(starts), set(), {}
    while waiting and most:
        address = waiting.popleft()
        key = _page_key(address)
        if key in seen or urlsplit(address).path.startswith(_LEAVES):
            continue
        seen.add(key)
        most -= 1
        page = read_page(client, address)
        if page is None:
            continue
        for form in page.forms:
            if not urlsplit(form.action).path.startswith(_LEAVES):
                forms.setdefault(form.like, form)
        waiting.extend(link for link in page.links if not urlsplit(link).netloc)
    return tuple(forms.values())


def _page_key(address: str) -> tuple[str, str]:
    step = "step=" + urlsplit(address).query.partition("step=")[2]
    return route_of(address), step


@dataclass
class Sent:
    """What came of sending: how many, and what went wrong."""

    forms: int = 0
    fields: int = 0
    sent: int = 0
    errors: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)


def send_all(client: Client, forms: Sequence[Form], texts: Sequence[str]) -> Iterator[Sent]:
    """Send each text into every field of every form; nothing of it stays. Yields after each form.

    In each sending every field gets another text, and after as many sendings as there are texts
    every field has had every one.
    """
    client.raise_request_exception = False
    so_far = Sent()
    for form in forms:
        so_far.forms += 1
        so_far.fields += len(form.asks)
        for turn in range(len(texts) if form.asks else 0):
            answers = {
                name: texts[(turn + place * 7) % len(texts)] for place, name in enumerate(form.asks)
            }
            _send(client, form, answers, so_far)
        yield so_far


def _send(client: Client, form: Form, answers: dict[str, str], so_far: Sent) -> None:
    cookies = deepcopy(client.cookies)
    where = urlsplit(form.action)
    told = {**{n: v for n, v in form.carries.items() if n not in _CARRIED}, **answers}
    try:
        with transaction.atomic():
            how = client.get if form.method == "get" else client.post
            answer = how(where.path, told)
            so_far.sent += 1
            if answer.status_code >= 500:
                so_far.errors.append(f"{form.action}: {answers!r:.300}")
            elif answer.status_code in {301, 302} and urlsplit(answer.url).netloc:
                so_far.run.append(f"{form.action} leads to {answer.url}")
            elif answer.status_code in {301, 302}:
                _look(client, answer.url, so_far)
            else:
                _look_at(where.path, answer, so_far)
            transaction.set_rollback(True)
    finally:
        client.cookies = cookies


def _look(client: Client, address: str, so_far: Sent) -> None:
    parts = urlsplit(address)
    answer = client.get(parts.path, query_string=parts.query)
    if answer.status_code >= 500:
        so_far.errors.append(f"{address} after sending")
    else:
        _look_at(parts.path, answer, so_far)


def _look_at(address: str, answer: object, so_far: Sent) -> None:
    if answer["Content-Type"].startswith("text/html"):  # type: ignore[index]
        page = Reading(address)
        page.feed(answer.content.decode())  # type: ignore[attr-defined]
        so_far.run += [f"{address}: {one}" for one in page.run]
