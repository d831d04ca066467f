"""The page on which a record is opened in an emergency, and the button that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tutela.doors.errors import NotRecordable
from tutela.emergency.entries import Emergency
from tutela.emergency.finding import name_key, number_keys
from tutela.emergency.forms import OPENING, SECOND, WHO
from tutela.emergency.opening import (
    Answer,
    Right,
    Said,
    end_emergency,
    open_in_emergency,
    open_now,
    right_of,
)
from tutela.emergency.second import second_person
from tutela.notices.mailing import mail_soon
from tutela.people.models import Practitioner
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.components import Component
from tutela.web.dates import time_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page

_SECRETS = ("password", "code")


@require_http_methods(["GET", "POST"])
@freshly_proven
def emergency(request: HttpRequest) -> HttpResponse:
    """Open one child's record for an hour, with a reason."""
    right = right_of(viewer(request))
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST" and right.may is Said.OPENED:
        answer, wrong = _try(request, right, answers)
        if answer is not None and answer.child is not None:
            mail_soon()
            return HttpResponseRedirect(reverse("child", args=[answer.child]))
        if answer is not None and answer.said is Said.SECOND_NEEDED:
            right = Right(right.may, True)
    return _page(request, right, answers.without(*_SECRETS), wrong)


@require_POST
def end(request: HttpRequest, opening: UUID) -> HttpResponse:
    """The record is needed no longer."""
    end_emergency(opening, by=viewer(request))
    return HttpResponseRedirect(reverse("my_children"))


def _try(
    request: HttpRequest, right: Right, answers: Answers
) -> tuple[Answer | None, Sequence[Wrong]]:
    asks = (*OPENING, *WHO, *(SECOND if right.second_needed else ()))
    values, wrong = read_all(asks, answers)
    number, name, born = (values.get(key) for key in ("number", "name", "born"))
    if not wrong and not number and not (name and born):
        words = _("Give a number, or the whole name with the date of birth")
        return None, [Wrong("number", "#q-number", words)]
    if wrong:
        return None, wrong
    second = None
    if right.second_needed:
        second = second_person(
            request, email=values["second"], password=values["password"],
            code=values.get("code", ""),
        )  # fmt: skip
        if second is None:
            words = _("That did not prove who they are. Ask them to type it again.")
            return None, [Wrong("second", "#q-second", words)]
    try:
        answer = open_in_emergency(
            by=viewer(request),
            reason=Emergency(values["reason"]),
            why=values["why"],
            reference=number or "",
            keys=_keys(number, name, born),
            second=second,
            id=posted_id(request, "_entry"),
        )
    except NotRecordable as refused:
        return None, problems_at(OPENING, refused)
    return answer, [] if answer.child else [Wrong("", "", _REFUSED[answer.said]())]


def _keys(number: str | None, name: str | None, born: datetime | None) -> frozenset[str]:
    if number:
        return number_keys(number)
    assert name is not None
    assert born is not None
    # By the day, and by the year alone where nobody knows the day.
    return frozenset({name_key(name, born, exact=True), name_key(name, born, exact=False)})


_REFUSED = {
    Said.NOTHING: lambda: _(
        "Nothing was opened. Check every letter and number. If it is right, the record can’t be "
        "opened by you: ask another duty worker or your manager. If the child is in danger now, "
        "ring 999."
    ),
    Said.TOO_MANY: lambda: _(
        "You have tried many times within an hour. Ask another duty worker or your manager."
    ),
    Said.SECOND_NEEDED: lambda: _(
        "You have opened three records within a day. A second person must confirm this one, below."
    ),
    Said.SUSPENDED: lambda: _("Your right to open records in an emergency is suspended."),
    Said.NOT_ON_DUTY: lambda: _("You are not on the duty rota."),
}


def _page(
    request: HttpRequest, right: Right, answers: Answers, wrong: Sequence[Wrong]
) -> HttpResponse:
    errors = {w.name: w.message for w in wrong}
    return show_page(
        request,
        Page(title=_("Emergency"), head=summary_of(wrong)),
        "emergency/emergency.html",
        may=right.may is Said.OPENED,
        refused="" if right.may is Said.OPENED else _REFUSED[right.may](),
        reasons=controls(OPENING, answers, errors),
        who=controls(WHO, answers, errors),
        second=controls(SECOND, answers, errors) if right.second_needed else (),
        entry=uuid4(),
    )


@dataclass(frozen=True)
class StillOpen(Component):
    """Above every page of a child whose record is open in an emergency."""

    template = "emergency/still_open.html"
    opening: UUID
    minutes: int
    until: str
    worker: str


def above(request: HttpRequest) -> Component | None:
    """Says that this record is open in an emergency, for how long, and lets the person end it."""
    person, match = request.user, request.resolver_match
    child = match.kwargs.get("child") if match else None
    if not isinstance(person, Practitioner) or not person.on_duty_rota:
        return None
    if not isinstance(child, UUID):
        return None
    now = timezone.now()
    opened = open_now(child, by=person.id, at=now)
    if opened is None:
        return None
    left = -(-(opened.until - now).total_seconds() // 60)
    return StillOpen(opened.id, int(left), time_in_words(opened.until), person.name)
