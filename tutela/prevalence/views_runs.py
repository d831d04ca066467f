"""Long runs: asked for, watched, stopped."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from tutela.prevalence import studies as held
from tutela.prevalence.coming_in import for_analysts
from tutela.prevalence.models import Run, RunState
from tutela.prevalence.studies import Refused
from tutela.web.components import Text
from tutela.web.page import Page, show_page


@require_POST
@for_analysts
def run_ask(request: HttpRequest, study: UUID) -> HttpResponse:
    """Put the work in the queue."""
    held.study_of(study)
    try:
        run = held.ask_for_run(study, _settings(request), at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("study", study)
    return redirect("run", study, run)


_BOUNDS = {
    "join": (0.5, 0.999, 0.9),
    "break_": (0.01, 0.99, 0.4),
    "review": (0.01, 0.99, 0.1),
    "linkages": (5, 200, 30),
    "replicates": (100, 10_000, 1000),
    "sweeps": (200, 100_000, 3000),
    "seed": (0, 10**9, 1),
}
_WHOLE = frozenset({"linkages", "replicates", "sweeps", "seed"})


def _settings(request: HttpRequest) -> dict[str, float]:
    """As asked, within bounds; what can't be read is as it is by default."""
    found: dict[str, float] = {}
    for name, (low, high, default) in _BOUNDS.items():
        try:
            value = min(max(float(request.POST.get(name, "")), low), high)
        except ValueError:
            value = default
        found[name] = round(value) if name in _WHOLE else value
    found["break_"] = min(found["break_"], found["join"])
    found["review"] = min(found["review"], found["join"])
    return found


STAGES: dict[str, Text] = {
    "reading names": lazy("Reading names and dates"),
    "counting chance agreement": lazy("Counting how often strangers agree"),
    "finding candidates": lazy("Finding pairs that may be one child"),
    "scoring pairs": lazy("Weighing the pairs"),
    "joining": lazy("Putting records together"),
    "sampling linkages": lazy("Drawing linkages that might be true"),
    "estimating on sampled linkages": lazy("Estimating on each of them"),
    "models that fit nearly as well": lazy("Looking for models that fit nearly as well"),
    "how the answer moves": lazy("Seeing how the answer moves when a choice does"),
}


@require_safe
@for_analysts
def run(request: HttpRequest, study: UUID, run: UUID) -> HttpResponse:
    """How far a run has come; the page looks again by itself while it is under way."""
    held.study_of(study)
    found = held.run_of(study, run)
    if found.state == RunState.DONE:
        return redirect("study", study)
    under_way = found.state in (RunState.WAITING, RunState.RUNNING)
    page = Page(title=_("Working it out"), back=reverse("study", args=[study]))
    answer = show_page(
        request, page, "prevalence/run.html", run=found, study=study, under_way=under_way,
        stage=_stage(found), words=held.refusal_of(found), still="still" in request.GET,
    )  # fmt: skip
    if under_way and "still" not in request.GET:
        # No script and no element: a header that every browser follows.
        answer["Refresh"] = "3"
    return answer


def _stage(run: Run) -> str:
    if run.state == RunState.WAITING:
        return _("Waiting for its turn")
    known = STAGES.get(run.stage)
    if known:
        return str(known)
    if run.stage:
        return _("Estimating by the method “%(method)s”") % {"method": run.stage}
    return _("Starting")


@require_POST
@for_analysts
def run_stop(request: HttpRequest, study: UUID, run: UUID) -> HttpResponse:
    """Ask for a run to be stopped."""
    held.stop_run(held.run_of(study, run))
    return redirect("run", study, run)
