"""What anybody may read: published releases, and nothing that was not checked and published."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.statistics import explorer
from tutela.statistics.brought import MANIFEST, kind_of
from tutela.statistics.models import Release, ReleaseFile, StepKind
from tutela.statistics.redrawing import redrawn
from tutela.statistics.releases import Told, file_of, published_release, published_releases
from tutela.statistics.signing import public_key
from tutela.web.components import Column, Component, Empty, Link, Shown, Table
from tutela.web.dates import time_in_words
from tutela.web.page import Page, show_page

SIGNATURE = "manifest.sig"


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """All published releases, the last one first."""
    return show_page(
        request,
        Page(title=_("Published statistics"), parts=[_list()]),
        "statistics/published.html",
        has_key=public_key() is not None,
    )


@login_not_required
@require_safe
def published_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A published release, or that it was withdrawn, and why."""
    told = _public(slug)
    page = Page(title=told.release.title, back=reverse("published"))
    if told.state is StepKind.WITHDRAWN:
        return show_page(
            request, page, "statistics/withdrawn.html", status=410, told=told,
            last=told.steps[-1], when=time_in_words(told.steps[-1].at),
        )  # fmt: skip
    out = told.step(StepKind.PUBLISHED)
    assert out is not None
    return show_page(
        request,
        page,
        "statistics/published_release.html",
        told=told,
        when=time_in_words(out.at),
        body=drawn(told.release, lambda name: reverse("published_file", args=[slug, name])),
        files=_whole_files(told.release),
    )


@login_not_required
@require_safe
def published_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A file of a published release, or its signature."""
    told = _shown(slug)
    if name == SIGNATURE:
        out = told.step(StepKind.PUBLISHED)
        assert out is not None
        return _attached(SIGNATURE, bytes.fromhex(out.signature), "application/octet-stream")
    try:
        return as_file(name, file_of(told.release, name))
    except ReleaseFile.DoesNotExist as fault:
        raise Http404 from fault


@login_not_required
@require_safe
def published_key(request: HttpRequest) -> HttpResponse:
    """The key with which readers check signatures."""
    key = public_key()
    if key is None:
        raise Http404
    return _attached("key.pem", key, "application/x-pem-file")


@login_not_required
@require_safe
def explore(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a released table, and what of it to see. The address holds the whole question."""
    told = _shown(slug)
    tables = [
        one
        for one in json.loads(file_of(told.release, MANIFEST))["tables"]
        if ReleaseFile.objects.filter(release=told.release, name=one["file"]).exists()
    ]
    if not tables:
        raise Http404
    chosen = next((one for one in tables if one["id"] == request.GET.get("table")), tables[0])
    released = explorer.read_released(file_of(told.release, chosen["file"]))
    question = explorer.asked(released, request.GET)
    answer = explorer.answered(released, question)
    if request.GET.get("as") == "csv":
        name = f"{chosen['id']}-part.csv"
        return _attached(name, answer.as_csv(chosen["title"]), "text/csv; charset=utf-8")
    query = request.GET.copy()
    query["as"] = "csv"
    return show_page(
        request,
        Page(
            title=_("Explore: %(title)s") % {"title": chosen["title"]},
            back=reverse("published_release", args=[slug]),
        ),
        "statistics/explore.html",
        told=told,
        tables=tables,
        chosen=chosen,
        released=released,
        asked=question,
        answer=_table(answer, chosen["title"]),
        fixed=[(name, _words(name), released.dimensions[name], at)
               for name, at in question.fixed.items()],
        dimensions=[(name, _words(name)) for name in released.dimensions],
        figures=[(name, _words(name)) for name in released.figures],
        shortened=len(released.dimensions[question.rows]) > explorer.MOST_ROWS,
        most=explorer.MOST_ROWS,
        download=f"?{query.urlencode()}",
    )  # fmt: skip


def drawn(release: Release, address: Callable[[str], str]) -> SafeString:
    """The bulletin of a release, drawn anew for a page of ours."""
    fragment = file_of(release, "bulletin.html").decode("utf-8", errors="replace")
    # `redrawn` escapes every word and writes every element itself.
    return mark_safe(redrawn(fragment, address))  # noqa: S308 - see above


def as_file(name: str, content: bytes) -> HttpResponse:
    """A file to keep; never shown as a page of ours, whatever is in it."""
    kind = kind_of(name)
    if kind is None:
        raise Http404
    return _attached(name.rpartition("/")[2], content, kind)


def _attached(name: str, content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _public(slug: str) -> Told:
    told = published_release(slug)
    if told is None:
        raise Http404
    return told


def _shown(slug: str) -> Told:
    told = _public(slug)
    if told.state is not StepKind.PUBLISHED:
        raise Http404
    return told


def _list() -> Component:
    found = published_releases()
    if not found:
        return Empty(_("Nothing is published yet"), _("What is checked and published stands here."))
    columns = [Column(_("Release")), Column(_("Title")), Column(_("Published")), Column(_("State"))]
    rows: list[list[Shown]] = []
    for one in found:
        out = one.step(StepKind.PUBLISHED)
        assert out is not None
        link = Link(one.release.label, reverse("published_release", args=[one.release.slug]))
        rows.append([link, one.release.title, time_in_words(out.at), one.state.label])
    return Table(_("Published releases"), columns, rows, caption_hidden=True)


def _whole_files(release: Release) -> list[tuple[str, str]]:
    """What holds the whole release, with words for it."""
    known = [
        ("bulletin.ods", _("All tables (OpenDocument)")),
        ("bulletin.xlsx", _("All tables (Excel)")),
        ("bulletin.pdf", _("The bulletin (PDF)")),
        ("methodology.md", _("How each figure is made")),
        ("revisions.csv", _("Revisions (CSV)")),
        (MANIFEST, _("Manifest: every file with its digest")),
    ]
    there = set(
        ReleaseFile.objects.filter(release=release).values_list("name", flat=True)
    )  # fmt: skip
    return [(name, words) for name, words in known if name in there]


def _table(answer: explorer.Answer, title: str) -> Table:
    asked = answer.question
    fixed = "; ".join(f"{_words(name)}: {label}" for name, label in asked.fixed.items())
    caption = f"{title} ({_words(asked.figure)})" + (f". {fixed}" if fixed else "")
    across = answer.column_labels if asked.columns else (_words(asked.figure),)
    columns = [Column(_words(asked.rows)), *(Column(label, numeric=True) for label in across)]
    rows = [[label, *cells] for label, cells in zip(answer.row_labels, answer.cells, strict=True)]
    return Table(caption, columns, rows, cards=False)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
