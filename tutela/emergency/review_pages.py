"""Pages for those who look at emergency access again: the list with its report of reasons, one
opening, restoring a right, and the duty rota."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.emergency.entries import Outcome
from tutela.emergency.forms import RESTORING, REVIEWING
from tutela.emergency.opening import Said
from tutela.emergency.reviewing import (
    Listed,
    ToReview,
    openings,
    put_on_rota,
    restore,
    review,
    rota,
    to_review,
)
from tutela.emergency.rules import MOST_OF_ONE, Reasons, reasons_of
from tutela.notices.mailing import mail_soon
from tutela.people.choice import Answer
from tutela.people.models import Practitioner
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Link,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
    Warn,
)
from tutela.web.dates import time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page


def must_check(request: HttpRequest) -> None:
    """Only managers and data protection officers come here. Raises NotAllowed."""
    person = request.user
    assert isinstance(person, Practitioner)
    if not (person.manages or person.protects_data):
        raise NotAllowed("emergency: checking", _("This page is for managers and data protection."))


@require_GET
def emergencies(request: HttpRequest) -> HttpResponse:
    """Openings to look at again, those looked at, how often each reason was given, and the rota."""
    must_check(request)
    who = viewer(request)
    found = openings(who)
    reasons = reasons_of([one.counted for one in found])
    page = Page(heading=_("Emergency access"), parts=[*_openings(found), *_report(reasons)])
    return show_page(
        request, page, "emergency/emergencies.html",
        rota=rota(who), open=Said.OPENED, suspended=Said.SUSPENDED, manages=who.manages, me=who.id,
    )  # fmt: skip


def _openings(found: Sequence[Listed]) -> list[Component]:
    if not found:
        return [Empty(_("No record was opened in an emergency."), _("Openings appear here."))]
    columns = [Column(w) for w in (_("When"), _("Who"), _("Record"), _("Reason"), _("State"))]
    return [Table(_("Records opened in an emergency"), columns, [_line(one) for one in found])]


def _line(one: Listed) -> list[Shown]:
    href = reverse("review_emergency", args=[one.id])
    return [
        Link(time_in_words(one.at), href),
        f"{one.who}, {one.agency}",
        one.reference,
        _(one.reason.label),
        _state(one),
    ]


def _state(one: Listed) -> Tag:
    if one.outcome is Outcome.JUSTIFIED:
        return Tag(_("Justified"), State.MET)
    if one.outcome is Outcome.NOT_JUSTIFIED:
        return Tag(_("Not justified"), State.UNSAFE)
    if timezone.now() >= one.suspends_at:
        return Tag(_("Not looked at: the right is suspended"), State.OVERDUE)
    return Tag(_("To be looked at"), State.DUE)


def _report(reasons: Reasons) -> list[Component]:
    if not reasons.total:
        return []
    parts: list[Component] = []
    if reasons.one_reason is not None:
        words = _("More than %(share)s of all openings give one reason: %(reason)s. Ask why.")
        parts.append(
            Warn(words % {"share": f"{MOST_OF_ONE:.0%}", "reason": _(reasons.one_reason.label)})
        )
    for who, number in reasons.repeated:
        words = _("%(who)s gave the same words %(number)s times.")
        parts.append(Warn(words % {"who": who, "number": number}))
    rows: list[Sequence[Shown]] = [
        [_(reason.label), str(number), f"{number / reasons.total:.0%}"]
        for reason, number in reasons.counts
    ]
    columns = [
        Column(_("Reason")), Column(_("Openings"), numeric=True), Column(_("Share"), numeric=True),
    ]  # fmt: skip
    return [*parts, Table(_("How often each reason was given"), columns, rows)]


@require_http_methods(["GET", "POST"])
def review_emergency(request: HttpRequest, opening: UUID) -> HttpResponse:
    """One opening: why, what was looked at, and was it justified?"""
    must_check(request)
    who = viewer(request)
    found = to_review(opening, as_=who)
    if found is None:
        raise Http404
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST" and found.listed.reviewed_at is None:
        values, wrong = read_all(REVIEWING, answers)
        if not wrong:
            try:
                review(
                    found, by=who, outcome=Outcome(values["outcome"]), note=values["note"],
                    child_told=Answer(values["child_told"]),
                    kept_from_child=values.get("kept_from_child", ""),
                )  # fmt: skip
            except NotRecordable as refused:
                wrong = problems_at(REVIEWING, refused)
            else:
                mail_soon()
                return HttpResponseRedirect(reverse("emergencies"))
    errors = {w.name: w.message for w in wrong}
    page = Page(
        title=_("Look at emergency access again"),
        head=summary_of(wrong),
        back=reverse("emergencies"),
    )
    return show_page(
        request, page, "emergency/review.html", about=_about(found), looks=_looks(found),
        done=found.listed.reviewed_at is not None, controls=controls(REVIEWING, answers, errors),
    )  # fmt: skip


def _about(found: ToReview) -> SummaryList:
    one = found.listed
    rows = [
        Row(_("Who"), f"{one.who}, {one.agency}"),
        Row(_("Record"), one.reference),
        Row(_("Opened"), time_in_words(one.at)),
        Row(_("Until"), time_in_words(one.until)),
        Row(_("Reason"), _(one.reason.label)),
        Row(_("In their own words"), found.why),
    ]
    if one.second:
        rows.append(Row(_("Confirmed by"), one.second))
    return SummaryList([*rows, Row(_("State"), _state(one))])


def _looks(found: ToReview) -> Component:
    if not found.looks:
        return Empty(_("Nothing was looked at."), _("The record was opened and not read."))
    columns = [Column(w) for w in (_("When"), _("What"), _("Parts of the record"), _("Said"))]
    rows: list[Sequence[Shown]] = [
        [time_in_words(x.at), x.action, ", ".join(x.categories), x.purpose] for x in found.looks
    ]
    return Table(_("What was looked at"), columns, rows)


@require_http_methods(["GET", "POST"])
def restore_right(request: HttpRequest, person: UUID) -> HttpResponse:
    """Give back a suspended right, with a reason."""
    must_check(request)
    who = viewer(request)
    colleague = next(
        (c for c in rota(who) if c.id == person and c.may is Said.SUSPENDED and c.id != who.id),
        None,
    )
    if colleague is None:
        raise Http404
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(RESTORING, answers)
        if not wrong:
            try:
                restore(person, by=who, why=values["why"])
            except NotRecordable as refused:
                wrong = problems_at(RESTORING, refused)
            else:
                mail_soon()
                return HttpResponseRedirect(reverse("emergencies"))
    errors = {w.name: w.message for w in wrong}
    page = Page(
        title=_("Give back the right to open records in an emergency"),
        head=summary_of(wrong), back=reverse("emergencies"),
    )  # fmt: skip
    return show_page(
        request, page, "emergency/restore.html", name=colleague.name,
        controls=controls(RESTORING, answers, errors),
    )  # fmt: skip


@require_POST
def change_rota(request: HttpRequest, person: UUID) -> HttpResponse:
    """Put a colleague on the duty rota, or take them off it."""
    must_check(request)
    if not put_on_rota(person, by=viewer(request), on=request.POST.get("on") == "yes"):
        raise NotAllowed("emergency: rota", _("A manager puts others of their agency on the rota."))
    return HttpResponseRedirect(reverse("emergencies"))
