"""Tables of referrals: from published counts, or from the children within one's reach."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tutela.chronology.moment import LONDON
from tutela.identification.kept import facts_within_reach
from tutela.statistics.building import (
    CannotBuild,
    Shown,
    Tables,
    from_facts,
    from_published,
)
from tutela.web.components import Column, Component, ErrorSummary, Lines, Problem, Table, Text, Warn
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

LARGEST = 5_000_000


@require_http_methods(["GET", "POST"])
def tables(request: HttpRequest) -> HttpResponse:
    """Choose a source; see the tables, or take them away."""
    if request.method != "POST":
        return _page(request)
    try:
        built = _build(request)
    except CannotBuild as fault:
        return _page(request, wrong=fault.reasons)
    if "download" in request.POST:
        answer = HttpResponse(built.archive, content_type="application/zip")
        answer["Content-Disposition"] = 'attachment; filename="tables.zip"'
        return answer
    return _page(request, built=built)


def _build(request: HttpRequest) -> Tables:
    today = timezone.now().astimezone(LONDON).date()
    if request.POST.get("source") == "mine":
        return from_facts(facts_within_reach(viewer(request)), on=today)
    return _from_upload(request, today)


def _from_upload(request: HttpRequest, today: date) -> Tables:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise CannotBuild([_("Choose a file of published counts")])
    if file.size > LARGEST:
        raise CannotBuild([_("The file must be smaller than 5 MB")])
    name = (file.name or "file").replace("\\", "/").rsplit("/", 1)[-1]
    return from_published(file.read(), name, on=today)


def _page(
    request: HttpRequest, *, built: Tables | None = None, wrong: tuple[str, ...] = ()
) -> HttpResponse:
    head: list[Component] = []
    if wrong:
        head.append(ErrorSummary([Problem(reason, "#file") for reason in wrong]))
    page = Page(title=_("Tables of referrals"), head=head, parts=_parts(built) if built else [])
    return show_page(
        request, page, "statistics/tables.html", status=400 if wrong else 200, wrong=wrong
    )


def _parts(built: Tables) -> list[Component]:
    parts: list[Component] = [Warn(built.control)]
    parts += [_table(shown) for shown in built.tables]
    said: list[Text] = [
        _("%(title)s: not given by this source. %(reason)s") % {"title": title, "reason": reason}
        for title, reason in built.skipped
    ]
    said += built.remarks
    return [*parts, Lines(said)] if said else parts


def _table(shown: Shown) -> Table:
    columns = [Column(name, numeric=name in {"Count", "Out of"}) for name in shown.columns]
    caption = shown.title
    if shown.length > len(shown.rows):
        caption += " " + ngettext(
            "(the first %(number)d row of %(all)d; the files hold all)",
            "(the first %(number)d rows of %(all)d; the files hold all)",
            len(shown.rows),
        ) % {"number": len(shown.rows), "all": shown.length}
    return Table(caption=caption, columns=columns, rows=shown.rows, cards=False)
