"""A page: its title, its heading and the parts that it shows in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tutela.web.components import Component, ErrorSummary, Shown, Text


@dataclass(frozen=True)
class Page:
    """What a view hands to a template.

    ``head`` stands above the heading (banners, error summary); a page whose heading is a part of
    its own, such as an identity bar, leaves ``heading`` empty and gives a ``title``.
    """

    heading: Shown = ""
    parts: Sequence[Component] = ()
    head: Sequence[Component] = ()
    title: Text = ""
    back: str = ""

    @property
    def title_words(self) -> Text:
        """The title of the window. Never a child's name: titles stay in the browser's history."""
        words = self.title or ("" if isinstance(self.heading, Component) else self.heading)
        if any(isinstance(part, ErrorSummary) for part in self.head):
            return _("Error: %(title)s") % {"title": words}
        return words


def show_page(
    request: HttpRequest,
    page: Page,
    template: str = "tutela/page.html",
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """Render a page; ``more`` is what its template needs beside the parts."""
    return render(request, template, {"page": page, **more}, status=status)
