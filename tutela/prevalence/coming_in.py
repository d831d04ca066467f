"""The way into every page of studies: analysts come in, others are told whom the pages are for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tutela.doors.errors import NotAllowed
from tutela.doors.gate import note_refusal
from tutela.prevalence.analysts import come_in
from tutela.web.components import Lines
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponse]


def for_analysts(view: View[Asked]) -> View[Asked]:
    """Let analysts in; the database shows them their own studies from here on."""

    @wraps(view)
    def come(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        try:
            come_in(viewer(request))
        except NotAllowed as shut:
            note_refusal(viewer(request), child=None, rule=shut.rule)
            return _shut(request)
        return view(request, *args, **kwargs)

    return come


def _shut(request: HttpRequest) -> HttpResponse:
    said = Lines(
        [
            _(
                "Here analysts estimate, from lists of several agencies, how many "
                "children nobody sees."
            ),
            _(
                "It is kept apart from the care of children: whoever stands in a "
                "child's circle, or manages children's cases, can't be an analyst."
            ),
            _("If this is your work, ask whoever runs Tutela for you to name you as an analyst."),
        ]
    )  # fmt: skip
    page = Page(heading=_("This page is for analysts"), parts=[said])
    return show_page(request, page, status=403)
