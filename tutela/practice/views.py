"""Words that doubt, blame or label: the whole list, each with a better way to say it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.practice.words import Sort, phrases
from tutela.web.components import Column, Component, Shown, Table, Warn
from tutela.web.page import Page, show_page


@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """Every phrase that is pointed out while somebody writes."""
    parts: list[Component] = [
        Warn(
            _(
                "These words are pointed out and never refused. A phrase in quotation marks, or in "
                "the question that asks for the child’s own words, is theirs and stays."
            )
        )
    ]
    parts += [_table(sort) for sort in Sort]
    return show_page(request, Page(heading=_("Words that do not blame"), parts=parts))


def _table(sort: Sort) -> Table:
    columns = [Column(_("Words")), Column(_("Better")), Column(_("Why")), Column(_("Source"))]
    rows: list[list[Shown]] = [
        [
            one.id.replace("*", "…").replace("?", " "),
            _(one.instead),
            _(one.why),
            one.source,
        ]
        for one in phrases()
        if one.sort is sort
    ]
    return Table(_(sort.label), columns, rows)
