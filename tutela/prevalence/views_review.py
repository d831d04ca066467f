"""Who is who: pairs to decide on, the evidence side by side; decisions; what was put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.prevalence import studies as held
from tutela.prevalence.coming_in import for_analysts
from tutela.prevalence.models import Run
from tutela.prevalence.steps import day, newer_than, run_done
from tutela.prevalence.studies import DIFFERENT, SAME, WITHDRAWN, Decided
from tutela.web.components import (
    Column,
    Component,
    Empty,
    ErrorSummary,
    Link,
    Name,
    Pagination,
    Problem,
    Shown,
    Table,
)
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

GROUPS_ON_A_PAGE = 10
LONGEST_REASON = 1_000
Pair = tuple[str, str]


def _pair(one: Mapping[str, Any]) -> Pair:
    return (min(one["left"], one["right"]), max(one["left"], one["right"]))


@require_http_methods(["GET", "POST"])
@for_analysts
def review(request: HttpRequest, study: UUID) -> HttpResponse:
    """The next pair that nobody has decided about, or the one that is asked for."""
    run = run_done(study)
    pairs: list[dict[str, Any]] = held.part_of(run, "review")["pairs"]
    decided = held.in_force(held.decisions_of(study))
    if request.method == "POST":
        return _decide(request, study, pairs)
    place = _place(request, pairs, decided)
    if place is None:
        return _none_left(request, study, run)
    return _show(request, study, pairs, place)


def _place(
    request: HttpRequest, pairs: Sequence[Mapping[str, Any]], decided: Mapping[Pair, Decided]
) -> int | None:
    """Which pair to show: `pair` by its number, or the first undecided one after `after`."""
    asked = request.GET.get("pair", "")
    if asked.isdecimal() and 0 < int(asked) <= len(pairs):
        return int(asked) - 1
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() else 0
    order = [*range(start, len(pairs)), *range(min(start, len(pairs)))]
    return next((k for k in order if _pair(pairs[k]) not in decided), None)


def _none_left(request: HttpRequest, study: UUID, run: Run) -> HttpResponse:
    back = reverse("study", args=[study])
    newer = newer_than(study, run)
    body = newer or _("Go on to the overlaps and estimates.")
    action = Link(_("Back to the study"), back)
    parts: list[Component] = [Empty(_("No pair waits for a decision"), body, action)]
    page = Page(heading=_("Decide about pairs"), back=back, parts=parts)
    return show_page(request, page)


def _show(
    request: HttpRequest,
    study: UUID,
    pairs: Sequence[Mapping[str, Any]],
    place: int,
    wrong: str = "",
) -> HttpResponse:
    decided = held.in_force(held.decisions_of(study))
    left = sum(_pair(one) not in decided for one in pairs)
    one = pairs[place]
    held.note_reading(study, "a pair of records")
    head: list[Component] = [ErrorSummary([Problem(wrong, "#same")])] if wrong else []
    page = Page(title=_("Decide about pairs"), back=reverse("study", args=[study]), head=head)
    return show_page(
        request, page, "prevalence/review.html", status=400 if wrong else 200, study=study,
        one=one, evidence=_evidence(one), chance=round(100 * one["probability"]), left=left,
        number=place + 1, all=len(pairs), wrong=wrong, standing=decided.get(_pair(one)),
        given=request.POST,
    )  # fmt: skip


def _evidence(one: Mapping[str, Any]) -> Table:
    """Both records beside each other, and what each comparison says."""
    columns = [Column(_("What")), Column(one["left"]), Column(one["right"]), Column(_("Says"))]
    rows: list[list[Shown]] = [
        [
            side["what"],
            Name(side["left"] or _("not known")),
            Name(side["right"] or _("not known")),
            f"{side['words']} ({weight(side['bits'])})",
        ]
        for side in one["sides"]
    ]
    return Table(_("The two records"), columns, rows, caption_hidden=True)


def weight(bits: float) -> str:
    """How much a piece of evidence speaks for one child, or against it, in words.

    One bit doubles the odds: under 1 is next to nothing, 8 are 256 to 1.
    """
    size = abs(bits)
    if size < 1:
        return _("says little either way")
    for_ = bits > 0
    if size < 4:
        return _("speaks a little for one child") if for_ else _("speaks a little for two children")
    if size < 8:
        return _("speaks for one child") if for_ else _("speaks for two children")
    return _("speaks strongly for one child") if for_ else _("speaks strongly for two children")


def _decide(request: HttpRequest, study: UUID, pairs: Sequence[Mapping[str, Any]]) -> HttpResponse:
    keys = (request.POST.get("left", ""), request.POST.get("right", ""))
    place = next((k for k, one in enumerate(pairs) if (one["left"], one["right"]) == keys), None)
    if place is None:
        raise Http404
    decision = request.POST.get("decision", "")
    if decision not in (SAME, DIFFERENT):
        wrong = _("Choose whether they are the same child, or leave the pair for later")
        return _show(request, study, pairs, place, wrong)
    held.decide(
        study, left=keys[0], right=keys[1], decision=decision,
        reason=request.POST.get("reason", "").strip()[:LONGEST_REASON], by=viewer(request),
        at=timezone.now(),
    )  # fmt: skip
    return redirect(f"{reverse('review', args=[study])}?after={place + 1}")


@require_safe
@for_analysts
def decisions(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every decision, the latest first; each that holds can be withdrawn."""
    held.study_of(study)
    every = held.decisions_of(study)
    holding = {one.id for one in held.in_force(every).values()}
    page = Page(title=_("Decisions"), back=reverse("study", args=[study]))
    return show_page(
        request, page, "prevalence/decisions.html", study=study,
        decisions=[(one, one.id in holding, day(one.at)) for one in reversed(every)],
        words={SAME: _("Same child"), DIFFERENT: _("Different children"),
               WITHDRAWN: _("Withdrawn")},
    )  # fmt: skip


@require_POST
@for_analysts
def withdraw(request: HttpRequest, study: UUID) -> HttpResponse:
    """Take a decision back: by another decision, never by deleting one."""
    held.study_of(study)
    number = request.POST.get("decision", "")
    holding = held.in_force(held.decisions_of(study)).values()
    found = next((one for one in holding if str(one.id) == number), None)
    if found is None:
        raise Http404
    held.decide(
        study, left=found.left, right=found.right, decision=WITHDRAWN,
        reason=request.POST.get("reason", "").strip()[:LONGEST_REASON], by=viewer(request),
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("The decision was withdrawn. Work it out again to count it in."))
    return redirect("decisions", study)


@require_http_methods(["GET", "POST"])
@for_analysts
def joined(request: HttpRequest, study: UUID) -> HttpResponse:
    """Records that were put together; two of them can be said to be different children."""
    groups: list[list[dict[str, Any]]] = held.part_of(run_done(study), "joined")["groups"]
    if request.method == "POST":
        return _take_apart(request, study, groups)
    pages = Paginator(groups, GROUPS_ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    if groups:
        held.note_reading(study, "records that were put together")
    decided = held.in_force(held.decisions_of(study))
    where = _("Page %(page)d of %(pages)d") % {"page": shown.number, "pages": pages.num_pages}
    around = Pagination(
        where,
        f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        f"?page={shown.next_page_number()}" if shown.has_next() else "",
    )
    page = Page(title=_("What was put together"), back=reverse("study", args=[study]))
    start = shown.start_index() if groups else 1
    return show_page(
        request, page, "prevalence/joined.html", study=study, around=around,
        groups=[(k, _group(k, group), _choices(group), _parted(group, decided))
                for k, group in enumerate(shown.object_list, start)],
        page_number=shown.number,
    )  # fmt: skip


def _group(number: int, group: Sequence[Mapping[str, Any]]) -> Table:
    columns = [Column(_("Record")), *(Column(what) for what, _said in group[0]["says"])]
    rows: list[list[Shown]] = [
        [one["key"], *(Name(said) if said else _("not known") for _what, said in one["says"])]
        for one in group
    ]
    return Table(_("Group %(number)d") % {"number": number}, columns, rows)


def _choices(group: Sequence[Mapping[str, Any]]) -> list[Pair]:
    keys = [one["key"] for one in group]
    return [(a, b) for k, b in enumerate(keys) for a in keys[:k]]


def _parted(group: Sequence[Mapping[str, Any]], decided: Mapping[Pair, Decided]) -> bool:
    """Has somebody since said that two of these are different children?"""
    return any(
        (min(pair), max(pair)) in decided and decided[min(pair), max(pair)].decision == DIFFERENT
        for pair in _choices(group)
    )


def _take_apart(
    request: HttpRequest, study: UUID, groups: Sequence[Sequence[Mapping[str, Any]]]
) -> HttpResponse:
    left, _bar, right = request.POST.get("pair", "").partition("|")
    if not any((left, right) in _choices(group) for group in groups):
        raise Http404
    held.decide(
        study, left=left, right=right, decision=DIFFERENT,
        reason=request.POST.get("reason", "").strip()[:LONGEST_REASON], by=viewer(request),
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("They are now different children. Work it out again to count it."))
    page = request.POST.get("page", "")
    return redirect(f"{reverse('joined', args=[study])}?page={page if page.isdecimal() else 1}")
