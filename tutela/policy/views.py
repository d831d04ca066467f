"""What published research recommends to those who make policy, in its own words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.policy.recommendations import Source, sources
from tutela.web.components import Column, Component, Lines, Shown, Table
from tutela.web.page import Page, show_page


@require_GET
def recommendations(request: HttpRequest) -> HttpResponse:
    """The recommendations, source by source."""
    intro = Lines(
        [
            _(
                "Quoted as published, in English. Quoting a recommendation here is not a word on "
                "whether it was followed."
            )
        ]
    )
    parts: list[Component] = [intro, *(_table(source) for source in sources())]
    return show_page(request, Page(heading=_("Recommendations"), parts=parts))


def _table(source: Source) -> Table:
    year = f", {source.year}" if source.year else ""
    columns = [Column(_("Number"), numeric=False), Column(_("Recommendation"))]
    rows: list[list[Shown]] = [[str(one.number), one.text] for one in source.recommendations]
    return Table(f"{source.title}. {source.by}{year}.", columns, rows)
