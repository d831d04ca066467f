"""The steps of a study, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.prevalence import studies as held
from tutela.prevalence.models import UNDER_WAY, Run, RunState
from tutela.web.components import State, Tag, Task, TaskList


def day(at: date | datetime) -> str:
    """A day as a page writes it."""
    return date_format(localtime(at) if isinstance(at, datetime) else at, "j F Y")


def run_done(study: UUID) -> Run:
    """The latest run of a study that has a result. Raises Http404."""
    held.study_of(study)
    run = held.last_run(study, RunState.DONE)
    if run is None:
        raise Http404
    return run


def steps_of(study: UUID, lists: Sequence[held.Brought]) -> TaskList:
    """What to do next, and what there is to read."""
    latest = held.last_run(study)
    done = held.last_run(study, RunState.DONE)
    tasks = [_lists(study, lists), _work(study, latest, done, lists)]
    if done is not None:
        tasks += _results(study, done)
    return TaskList(tasks)


def _lists(study: UUID, lists: Sequence[held.Brought]) -> Task:
    many = ngettext("%(number)d list", "%(number)d lists", len(lists)) % {"number": len(lists)}
    tag = Tag(many, State.MET) if lists else Tag(_("No list yet"), State.DUE)
    hint = _("Two lists at least, or one table of overlaps.")
    return Task(_("Add a list"), tag, reverse("list_add", args=[study]), hint)


def _work(study: UUID, latest: Run | None, done: Run | None, lists: Sequence[held.Brought]) -> Task:
    title = _("Work it out")
    if latest is None:
        return Task(title, Tag(_("Not begun")), hint=_("Begin it below, once the lists are here."))
    href = reverse("run", args=[study, latest.id])
    if latest.state in UNDER_WAY:
        return Task(title, Tag(_("Under way"), State.DUE), href, _("See how far it is."))
    if latest.state != RunState.DONE:
        words = {
            RunState.REFUSED: _("No result"),
            RunState.CANCELLED: _("Stopped"),
            RunState.FAILED: _("Failed"),
        }[RunState(latest.state)]
        return Task(title, Tag(words, State.OVERDUE), href, _("See why."))
    assert done is not None
    newer = newer_than(study, done, lists)
    if newer:
        return Task(title, Tag(_("Out of date"), State.DUE), hint=newer)
    said = _("Worked out on %(day)s.") % {"day": day(done.ended_at or done.asked_at)}
    return Task(title, Tag(_("Done"), State.MET), hint=said)


def newer_than(study: UUID, run: Run, lists: Sequence[held.Brought] | None = None) -> str:
    """What has come to the study since a run read it; empty if nothing has."""
    since = run.started_at or run.asked_at
    decided = sum(one.at > since for one in held.decisions_of(study))
    there = held.lists_of(study) if lists is None else lists
    if any(one.brought_at > since for one in there):
        return _("Lists were added since. Work it out again to count them in.")
    if decided:
        return ngettext(
            "%(number)d decision was made since. Work it out again to count it in.",
            "%(number)d decisions were made since. Work it out again to count them in.",
            decided,
        ) % {"number": decided}
    return ""


def _results(study: UUID, done: Run) -> list[Task]:
    summary = held.part_of(done, "summary")
    tasks = []
    if summary["linkage"] is not None:
        pairs = held.part_of(done, "review")["pairs"]
        decided = held.in_force(held.decisions_of(study))
        left = sum(
            (min(p["left"], p["right"]), max(p["left"], p["right"])) not in decided for p in pairs
        )
        waiting = ngettext("%(number)d pair", "%(number)d pairs", left) % {"number": left}
        tag = Tag(waiting, State.DUE) if left else Tag(_("None left"), State.MET)
        tasks += [
            Task(
                _("Decide about pairs"), tag, reverse("review", args=[study]),
                _("Records that may or may not be one child. What you decide, the program obeys."),
            ),
            Task(
                _("See what was put together"), Tag(_("To read")), reverse("joined", args=[study]),
                _("And take apart what is wrong."),
            ),
        ]  # fmt: skip
    read = Tag(_("To read"))
    return [
        *tasks,
        Task(_("Overlaps"), read, reverse("overlaps", args=[study])),
        Task(_("Estimates"), read, reverse("estimates", args=[study])),
        Task(_("How the answer moves"), read, reverse("sensitivity", args=[study])),
        Task(_("Take away for a paper"), read, reverse("paper", args=[study])),
    ]
