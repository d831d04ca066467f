"""The bulletin of a release as a part of our own pages: drawn anew, never passed through.

A release is brought by a person, so its page is read word for word, and only what our own bulletin
is made of is drawn again: these elements, these attributes, addresses within the release. Anything
else is left out, so nothing that was slipped into a file can run or send anything anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "table": "govuk-table",
    "caption": "govuk-table__caption govuk-table__caption--s",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "a": "govuk-link",
    "dt": "govuk-!-font-weight-bold",
    "dl": "govuk-body",
}
_PLAIN = {"strong", "li", "nav", "section", "figure", "figcaption", "div", "dd"}
_EMPTY = {"img"}
_SILENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_ID = r"[A-Za-z0-9_-]{1,80}"
_KEPT = {
    "id": _ID,
    "aria-labelledby": _ID,
    "scope": r"row|col",
    "role": r"region",
    "tabindex": r"0",
}
_WORDS = {"alt", "aria-label"}
_HREF = re.compile(r"#[A-Za-z0-9_-]{1,80}|(?:tables/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
_SRC = re.compile(r"charts/[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}\.svg")


def redrawn(fragment: str, address: Callable[[str], str]) -> str:
    """The fragment, drawn anew. `address` gives the address of a file of the release."""
    drawer = _Drawer(address)
    drawer.feed(fragment)
    drawer.close()
    return drawer.end()


class _Drawer(HTMLParser):
    def __init__(self, address: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if self.silent or not (tag in _CLASSES or tag in _PLAIN or tag in _EMPTY):
            return
        said = "".join(self._attributes(tag, attrs))
        if tag in _EMPTY:
            if "src=" in said:
                self.out.append(_moved_sideways(f"<{tag}{said}>", dict(attrs).get("src") or ""))
            return
        classes = _CLASSES.get(tag, "")
        if tag == "td" and ("class", "number") in attrs:
            classes += " govuk-table__cell--numeric"
        if tag == "div" and ("role", "region") in attrs:
            classes = "tutela-chart__scroll"
        named = f' class="{classes}"' if classes else ""
        self.out.append(f"<{tag}{named}{said}>")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        elif not self.silent and tag in self.open:
            while self.open:
                last = self.open.pop()
                self.out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(escape(data))

    def end(self) -> str:
        """All of it, with everything closed that was opened."""
        self.out += [f"</{tag}>" for tag in reversed(self.open)]
        self.open = []
        return "".join(self.out)

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> list[str]:
        said = []
        for name, value in attrs:
            text = value or ""
            if name in _WORDS or (name in _KEPT and re.fullmatch(_KEPT[name], text)):
                said.append(f' {name}="{escape(text)}"')
            elif name == "href" and tag == "a" and _HREF.fullmatch(text):
                to = text if text.startswith("#") else self.address(text)
                said.append(f' href="{escape(to)}"')
            elif name == "src" and tag == "img" and _SRC.fullmatch(text):
                said.append(f' src="{escape(self.address(text))}"')
        return said


def _moved_sideways(picture: str, source: str) -> str:
    """On a narrow screen a chart keeps its letters legible, and is moved sideways."""
    name = re.sub(r"[^A-Za-z0-9]+", " ", source.removeprefix("charts/").removesuffix(".svg"))
    return (
        '<div class="tutela-chart__scroll" role="region" tabindex="0" '
        f'aria-label="Chart: {name}">{picture}</div>'
    )
