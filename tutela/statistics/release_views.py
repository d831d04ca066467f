"""Releases for those who work on them: brought, looked at, checked, published, withdrawn."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tutela.doors.errors import NotAllowed
from tutela.people.models import Practitioner
from tutela.statistics.brought import MANIFEST, CannotTake, opened
from tutela.statistics.models import ReleaseFile, StepKind, Work
from tutela.statistics.officers import work_of
from tutela.statistics.public_views import as_file, drawn
from tutela.statistics.releases import (
    Refused,
    Told,
    all_releases,
    draft,
    file_of,
    names_of,
    one_release,
    take_step,
)
from tutela.web.components import (
    Column,
    Component,
    Empty,
    ErrorSummary,
    Lines,
    Link,
    Problem,
    Row,
    Shown,
    SummaryList,
    Table,
)
from tutela.web.dates import time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

RULE = "releases are for those who are named to bring, check or publish them"
_LONGEST = 4_000


@require_http_methods(["GET", "POST"])
def releases(request: HttpRequest) -> HttpResponse:
    """All releases; whoever brings drafts brings one here."""
    work = _come_in(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        _must(work, Work.DRAFT)
        reason = request.POST.get("reason", "").strip()[:_LONGEST]
        if not reason:
            wrong["reason"] = _("Say what this release is, and what you checked yourself")
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or not file.size:
            wrong["file"] = _("Choose the archive of a release")
        elif not wrong:
            try:
                found = opened(file.read())
                made = draft(found, by=viewer(request), at=timezone.now(), reason=reason)
                return redirect("release", made.id)
            except (CannotTake, Refused) as fault:
                wrong["file"] = str(fault)
    return show_page(
        request,
        Page(title=_("Releases"), head=_errors(wrong), parts=[_list()]),
        "statistics/releases.html",
        status=400 if wrong else 200,
        wrong=wrong,
        may_draft=Work.DRAFT in work,
        given=request.POST,
    )


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, release: UUID) -> HttpResponse:
    """One release: what it is, what happened to it, what may happen next."""
    work = _come_in(request)
    told = _found(release)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            step = StepKind(request.POST.get("step", ""))
        except ValueError as fault:
            raise Http404 from fault
        _must(work, Work.CHECK if step in {StepKind.CHECKED, StepKind.SENT_BACK} else Work.PUBLISH)
        reason = request.POST.get("reason", "").strip()[:_LONGEST]
        try:
            take_step(told, step, by=viewer(request), at=timezone.now(), reason=reason)
        except Refused as fault:
            wrong["reason"] = str(fault)
        else:
            messages.success(request, _("%(step)s: it is written down.") % {"step": step.label})
            return redirect("release", release)
    parts: list[Component] = [_about(told), _history(told), _files(told)]
    return show_page(
        request,
        Page(title=told.release.title, back=reverse("releases"), head=_errors(wrong), parts=parts),
        "statistics/release.html",
        status=400 if wrong else 200,
        wrong=wrong,
        told=told,
        steps=_possible(told, work, request),
        given=request.POST,
    )


@require_safe
def release_as_published(request: HttpRequest, release: UUID) -> HttpResponse:
    """The page as readers would see it."""
    _come_in(request)
    told = _found(release)
    body = drawn(told.release, lambda name: reverse("release_file", args=[release, name]))
    page = Page(title=told.release.title, back=reverse("release", args=[release]))
    return show_page(request, page, "statistics/as_published.html", body=body)


@require_safe
def release_file(request: HttpRequest, release: UUID, name: str) -> HttpResponse:
    """A file, for those who work on the release."""
    _come_in(request)
    try:
        return as_file(name, file_of(_found(release).release, name))
    except ReleaseFile.DoesNotExist as fault:
        raise Http404 from fault


def _come_in(request: HttpRequest) -> frozenset[Work]:
    assert isinstance(request.user, Practitioner)
    work = work_of(request.user)
    if not work:
        raise NotAllowed(RULE)
    return work


def _must(work: frozenset[Work], needed: Work) -> None:
    if needed not in work:
        raise NotAllowed(RULE)


def _found(release: UUID) -> Told:
    told = one_release(release)
    if told is None:
        raise Http404
    return told


def _possible(told: Told, work: frozenset[Work], request: HttpRequest) -> list[tuple[str, str]]:
    """The steps that this person may take now, with what their button says."""
    own = told.author == request.user
    if told.state is StepKind.DRAFTED and Work.CHECK in work and not own:
        return [
            (StepKind.CHECKED.value, _("I have checked it: it may be published")),
            (StepKind.SENT_BACK.value, _("Send it back")),
        ]
    if told.state is StepKind.CHECKED and Work.PUBLISH in work:
        return [(StepKind.PUBLISHED.value, _("Publish it now"))]
    if told.state is StepKind.PUBLISHED and Work.PUBLISH in work:
        return [(StepKind.WITHDRAWN.value, _("Withdraw it"))]
    return []


def _list() -> Component:
    found = all_releases()
    if not found:
        return Empty(_("No release yet"), _("Somebody who brings drafts begins one."))
    columns = [Column(_("Release")), Column(_("Title")), Column(_("State")), Column(_("Since"))]
    rows: list[list[Shown]] = [
        [
            Link(one.release.label, reverse("release", args=[one.release.id])),
            one.release.title,
            one.state.label,
            time_in_words(one.steps[-1].at),
        ]
        for one in found
    ]
    return Table(_("Releases"), columns, rows, caption_hidden=True)


def _about(told: Told) -> Component:
    manifest = json.loads(file_of(told.release, MANIFEST))
    source = manifest.get("input", {})
    rows = [
        Row(_("Release"), told.release.label),
        Row(_("State"), told.state.label),
        Row(_("Made from"), str(source.get("name", _("not stated")))),
        Row(_("Data as at"), str(source.get("dated", _("not stated")))),
        Row(_("Disclosure control"), str(manifest["disclosure_control"])),
        Row(_("Tables"), str(len(manifest["tables"]))),
        Row(_("Left out"), str(len(manifest.get("skipped", [])))),
        Row(_("Digest of the manifest"), told.release.manifest_sha256),
        Row(
            _("As readers will see it"),
            Link(_("Look at the page"), reverse("release_as_published", args=[told.release.id])),
        ),
    ]
    if told.state is StepKind.PUBLISHED:
        address = reverse("published_release", args=[told.release.slug])
        rows.append(Row(_("Public address"), Link(address, address)))
    return SummaryList(rows)


def _history(told: Told) -> Component:
    columns = [Column(_("When")), Column(_("What")), Column(_("Who")), Column(_("Why"))]
    rows: list[list[Shown]] = [
        [time_in_words(step.at), StepKind(step.kind).label, step.by.name, step.reason]
        for step in told.steps
    ]
    return Table(_("What happened"), columns, rows)


def _files(told: Told) -> Component:
    links: list[Shown] = [
        Link(name, reverse("release_file", args=[told.release.id, name]))
        for name in names_of(told.release)
    ]
    return Lines([_("Files, as they were brought:"), *links])


def _errors(wrong: dict[str, str]) -> list[Component]:
    return [ErrorSummary([Problem(m, f"#{name}") for name, m in wrong.items()])] if wrong else []
