"""Opening a record, and the circle around a child: who is in it, who joins, who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from tutela.access.asked import Action
from tutela.access.entries import CircleJoined, CircleLeft
from tutela.access.standing import Basis
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Question
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotRecordable
from tutela.doors.opening import join_circle, leave_circle, open_record
from tutela.doors.reading import Record, read
from tutela.people.models import Practitioner
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLine, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.dates import moment_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.page import Page, show_page

_NOT_BY_HAND = NEVER_IN_A_CIRCLE | {Role.MANAGER, Role.YOUNG_PERSON}
_ROLES = tuple(Offer(role.value, role.label) for role in Role if role not in _NOT_BY_HAND)
_OPENERS = tuple(o for o in _ROLES if o.value not in {Role.CARER, Role.PANEL_MEMBER})

OPENING: tuple[Ask, ...] = (
    AskLine(
        "why", "why",
        Question(
            gettext_noop("Why is a record opened?"),
            gettext_noop("In a few words, without a name. What happened is recorded next."),
        ),
    ),
    AskOne(
        "role", "role", Question(gettext_noop("What is your part towards this child?")),
        offers=_OPENERS,
    ),
)  # fmt: skip

JOINING: tuple[Ask, ...] = (
    AskLine(
        "email", "email",
        Question(
            gettext_noop("Email address of the person who joins"),
            gettext_noop("They must have an account."),
        ),
    ),
    AskOne("role", "role", Question(gettext_noop("As whom?")), offers=_ROLES),
    AskOne(
        "ground", "ground", Question(gettext_noop("On what ground?")),
        offers=tuple(Offer(g.value, g.label) for g in Basis),
    ),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest) -> HttpResponse:
    """Open the record of a child; the opener is the first in the circle."""
    answers = Answers.posted(request.POST)
    wrong: list[Wrong] = []
    if request.method == "POST":
        values, wrong = read_all(OPENING, answers)
        if not wrong:
            try:
                child = open_record(
                    by=viewer(request),
                    role=Role(values["role"]),
                    why=values["why"],
                    child=posted_id(request, "_child"),
                )
                return HttpResponseRedirect(reverse("record", args=[child]))
            except NotRecordable as refused:
                wrong = problems_at(OPENING, refused)
    page = Page(title=_("Open a record"), head=summary_of(wrong), back=reverse("my_children"))
    return show_page(
        request,
        page,
        "tutela/children/open.html",
        controls=controls(OPENING, answers, {w.name: w.message for w in wrong}),
        child=posted_id(request, "_child") or uuid4(),
    )


@dataclass(frozen=True)
class Member:
    """One person in the circle, as a page shows them."""

    entry: Entry
    name: str
    role: str
    since: str
    may_end: bool


@require_http_methods(["GET", "POST"])
def circle(request: HttpRequest, child: UUID) -> HttpResponse:
    """Who is in the circle around this child; bring somebody in."""
    record = read(child, as_=viewer(request))
    may = record.may(Action.RECORD, Category.RECORD)
    answers = Answers.posted(request.POST)
    wrong: list[Wrong] = []
    if request.method == "POST":
        record.gate.must(Action.RECORD, Category.RECORD)
        wrong = _join(request, record, answers)
        if not wrong:
            return HttpResponseRedirect(reverse("circle", args=[child]))
    page = Page(
        title=_("The circle around the child"),
        head=summary_of(wrong),
        back=reverse("child", args=[child]),
    )
    return show_page(
        request,
        page,
        "tutela/children/circle.html",
        record=record,
        members=members_now(record, may_end=may),
        may=may,
        controls=controls(JOINING, answers, {w.name: w.message for w in wrong}),
        entry=uuid4(),
    )


@require_POST
def leave(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """End somebody's place in the circle."""
    record = read(child, as_=viewer(request))
    member = next((m for m in members_now(record, may_end=True) if m.entry.id == entry), None)
    if member is None:
        raise Http404
    leave_circle(
        entry,
        name=member.name,
        child=child,
        by=viewer(request),
        until=Moment.instant(timezone.now()),
    )
    return HttpResponseRedirect(reverse("circle", args=[child]))


def _join(request: HttpRequest, record: Record, answers: Answers) -> list[Wrong]:
    values, wrong = read_all(JOINING, answers)
    if wrong:
        return wrong
    email = str(values["email"]).casefold()
    person = Practitioner.objects.filter(email=email, is_active=True).first()
    if person is None:
        message = _("Nobody with this address has an account. Check it, or ask their agency.")
        return [Wrong("email", "#q-email", message)]
    try:
        join_circle(
            person,
            child=record.child,
            role=Role(values["role"]),
            ground=Basis(values["ground"]),
            by=viewer(request),
            since=Moment.instant(timezone.now()),
            id=posted_id(request, "_entry"),
        )
    except NotRecordable as refused:
        return problems_at(JOINING, refused)
    return []


def members_now(record: Record, *, may_end: bool = False) -> list[Member]:
    """Who is in the circle, as this viewer reads it."""
    chronology = record.chronology
    gone = {
        chronology.first_written(e.refers_to)
        for e in chronology.of(CircleLeft)
        if e.refers_to is not None
    }
    return [
        Member(
            entry,
            entry.says(CircleJoined).name,
            _(entry.says(CircleJoined).role.label),
            moment_in_words(entry.happened),
            may_end,
        )
        for entry in chronology.of(CircleJoined)
        if chronology.first_written(entry.id) not in gone
    ]
