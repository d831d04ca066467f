"""Studies: begun, seen, given lists, deleted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from tutela.prevalence import studies as held
from tutela.prevalence.bringing import HeldInMemory, list_name, read_upload
from tutela.prevalence.coming_in import for_analysts
from tutela.prevalence.steps import day, steps_of
from tutela.prevalence.studies import KEPT_FOR, About, Refused
from tutela.web.components import (
    Column,
    Component,
    Empty,
    ErrorSummary,
    Link,
    Problem,
    Row,
    Shown,
    SummaryList,
    Table,
)
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

LONGEST = 2_000


@require_safe
@for_analysts
def studies(request: HttpRequest) -> HttpResponse:
    """One's own studies."""
    mine = held.studies()
    parts: list[Component] = []
    if mine:
        columns = [Column(_("Study")), Column(_("Begun")), Column(_("Deleted on"))]
        rows: list[list[Shown]] = [
            [
                Link(one.about.name, reverse("study", args=[one.id])),
                day(one.opened_at),
                day(one.keep_until),
            ]
            for one in mine
        ]
        parts.append(Table(_("Your studies"), columns, rows))
    else:
        parts.append(
            Empty(
                _("You have no study"),
                _(
                    "A study brings together lists of several agencies for one "
                    "question and one period. It is yours alone, and it is deleted "
                    "when its time is over."
                ),
            )
        )  # fmt: skip
    return show_page(request, Page(title=_("Children nobody sees"), parts=parts),
                     "prevalence/studies.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_analysts
def study_new(request: HttpRequest) -> HttpResponse:
    """Begin a study."""
    wrong: dict[str, str] = {}
    if request.method == "POST":
        about = _about(request, wrong)
        days = request.POST.get("days", "")
        if days not in map(str, KEPT_FOR):
            wrong["days"] = _("Choose how long the study is kept")
        if not wrong:
            study = held.open_study(about, days=int(days), by=viewer(request), at=timezone.now())
            return redirect("study", study)
    page = Page(title=_("Begin a study"), back=reverse("studies"), head=_errors(wrong))
    return show_page(
        request, page, "prevalence/study_new.html", status=400 if wrong else 200, wrong=wrong,
        given=request.POST, days=KEPT_FOR,
    )  # fmt: skip


def _about(request: HttpRequest, wrong: dict[str, str]) -> About:
    said = {
        name: request.POST.get(name, "").strip()[:LONGEST] for name in ("name", "purpose", "ground")
    }
    asked = {
        "name": _("Give the study a name"),
        "purpose": _("Say what the study is for"),
        "ground": _("Say on what ground these lists may be put together"),
    }
    wrong |= {name: asked[name] for name, answer in said.items() if not answer}
    ends: dict[str, date | None] = {}
    for name in ("start", "end"):
        given = request.POST.get(name, "").strip()
        try:
            ends[name] = date.fromisoformat(given) if given else None
        except ValueError:
            wrong[name] = _("Write the day as 2025-04-01, or leave it empty")
    start, end = ends.get("start"), ends.get("end")
    if start and end and start > end:
        wrong["end"] = _("The period must end after it begins")
    return About(**said, start=start, end=end)


def _errors(wrong: dict[str, str]) -> list[Component]:
    return [ErrorSummary([Problem(m, f"#{name}") for name, m in wrong.items()])] if wrong else []


@require_safe
@for_analysts
def study(request: HttpRequest, study: UUID) -> HttpResponse:
    """One study: what it is about, its lists, and the next step."""
    found = held.study_of(study)
    about = found.about
    period = _("All times")
    if about.start or about.end:
        period = _("%(start)s to %(end)s") % {
            "start": day(about.start) if about.start else _("the beginning"),
            "end": day(about.end) if about.end else _("now"),
        }
    rows = [
        Row(_("What it is for"), about.purpose),
        Row(_("Ground for putting the lists together"), about.ground),
        Row(_("Period"), period),
        Row(_("Deleted on"), day(found.keep_until)),
    ]
    lists = held.lists_of(study)
    page = Page(title=_("Study"), back=reverse("studies"))
    return show_page(
        request, page, "prevalence/study.html", study=found, about=SummaryList(rows),
        lists=_lists(lists) if lists else None, steps=steps_of(study, lists), several=len(lists) > 1
        or any(one.kind == "counts" for one in lists),
    )  # fmt: skip


def _lists(lists: list[held.Brought]) -> SummaryList:
    return SummaryList([
        Row(
            one.name,
            _counted(one),
            [Link(_("Take away"), reverse("list_forget", args=[one.id]), one.name)],
        )
        for one in lists
    ])  # fmt: skip


def _counted(one: held.Brought) -> str:
    if one.kind == "counts":
        return ngettext(
            "A table of overlaps, %(number)d person",
            "A table of overlaps, %(number)d people",
            one.records,
        ) % {"number": one.records}
    said = ngettext("%(number)d record", "%(number)d records", one.records)
    return said % {"number": one.records}


@csrf_exempt
def list_add(request: HttpRequest, study: UUID) -> HttpResponse:
    """Bring a list; the handler comes before anything reads the form, the token included."""
    request.upload_handlers = [HeldInMemory(request)]
    return _list_add(request, study)


@csrf_protect
@require_http_methods(["GET", "POST"])
@for_analysts
def _list_add(request: HttpRequest, study: UUID) -> HttpResponse:
    found = held.study_of(study)
    reasons: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        name = list_name(request.POST.get("name", ""), getattr(file, "name", "") or "")
        kind = request.POST.get("kind", "")
        try:
            text, records, dated = read_upload(file, kind=kind, name=name)
            held.bring(
                study, text, name=name, file=str(getattr(file, "name", "")), kind=kind,
                records=records, dated=dated, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = str(refusal).splitlines()
        else:
            said = ngettext(
                "%(name)s was added, with %(number)d record.",
                "%(name)s was added, with %(number)d records.",
                records,
            )
            messages.success(request, said % {"name": name, "number": records})
            return redirect("study", study)
    head: list[Component] = []
    if reasons:
        head.append(ErrorSummary([Problem(reason, "#file") for reason in reasons[:20]]))
    page = Page(title=_("Add a list"), back=reverse("study", args=[study]), head=head)
    return show_page(
        request, page, "prevalence/list_add.html", status=400 if reasons else 200, study=found,
        reasons=reasons[:20], given=request.POST,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_analysts
def list_forget(request: HttpRequest, which: UUID) -> HttpResponse:
    """Take a list away from its study."""
    study, one = held.list_of(which)
    back = reverse("study", args=[study])
    if request.method == "POST":
        try:
            held.forget_list(study, which)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect(back)
    page = Page(title=_("Take a list away"), back=back)
    return show_page(request, page, "prevalence/list_forget.html", brought=one)


@require_http_methods(["GET", "POST"])
@for_analysts
def study_forget(request: HttpRequest, study: UUID) -> HttpResponse:
    """Delete a study, with all that was brought to it and found in it."""
    found = held.study_of(study)
    if request.method == "POST":
        held.forget_study(study)
        messages.success(request, _("The study was deleted, with its lists and results."))
        return redirect("studies")
    page = Page(title=_("Delete the study"), back=reverse("study", args=[study]))
    return show_page(request, page, "prevalence/study_forget.html", study=found)
