"""Pages about conflicts of interest: of one child, and one's own list of people whom one knows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from tutela.access.asked import Action
from tutela.access.entries import ConflictDeclared, WhyAConflict
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Question
from tutela.doors.errors import NotRecordable
from tutela.doors.reading import Record, read
from tutela.people.models import Practitioner
from tutela.restrictions.listing import add_known, my_list, remove_known
from tutela.restrictions.rules import Known
from tutela.restrictions.stepping_back import (
    conflicts_now,
    declare_conflict,
    end_conflict,
    step_back,
)
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLine, AskLong, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

_REASONS = tuple(Offer(one.value, one.label) for one in WhyAConflict)
_NOTE = AskLong(
    "note", "note",
    Question(gettext_noop("What should the circle know about it?"), optional=True), longest=2_000,
)  # fmt: skip
DECLARING: tuple[Ask, ...] = (
    AskLine("practitioner", "practitioner", Question(gettext_noop("Email address of the person"))),
    AskOne("why", "why", Question(gettext_noop("Why?")), offers=_REASONS),
    _NOTE,
)
STEPPING: tuple[Ask, ...] = (
    AskOne("why", "why", Question(gettext_noop("Why?")), offers=_REASONS),
    _NOTE,
)
ENDING: tuple[Ask, ...] = (
    AskLong("why", "why", Question(gettext_noop("Why is it over?")), longest=2_000),
)
LISTING: tuple[Ask, ...] = (
    AskLine("name", "name", Question(gettext_noop("Whole name")), longest=300),
    AskLine(
        "address", "address",
        Question(gettext_noop("Address, with the postcode"), optional=True), longest=300,
    ),
    AskLine("tie", "tie", Question(gettext_noop("What are they to you?"), optional=True)),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def conflicts(request: HttpRequest, child: UUID) -> HttpResponse:
    """Who must not see this record, and declaring that somebody must not."""
    record = read(child, as_=viewer(request))
    may = record.may(Action.RECORD, Category.RECORD)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        record.gate.must(Action.RECORD, Category.RECORD)
        wrong = _declare(request, record, answers)
        if not wrong:
            return HttpResponseRedirect(reverse("conflicts", args=[child]))
    page = Page(
        title=_("Conflicts of interest"),
        head=summary_of(wrong),
        back=reverse("child", args=[child]),
    )
    return show_page(
        request, page, "restrictions/conflicts.html", record=record, may=may,
        declared=[_line(entry) for entry in conflicts_now(record.chronology)],
        controls=controls(DECLARING, answers, {w.name: w.message for w in wrong}),
    )  # fmt: skip


def _line(entry: Entry) -> dict[str, object]:
    said = entry.says(ConflictDeclared)
    return {
        "entry": entry.id,
        "name": said.name,
        "why": _(said.why.label),
        "note": said.note or "",
        "since": moment_in_words(entry.happened),
    }


def _declare(request: HttpRequest, record: Record, answers: Answers) -> Sequence[Wrong]:
    values, wrong = read_all(DECLARING, answers)
    if wrong:
        return wrong
    email = str(values["practitioner"]).casefold()
    person = Practitioner.objects.filter(email=email).first()
    if person is None:
        message = _("Nobody with this address has an account. Check it, or ask their agency.")
        return [Wrong("practitioner", "#q-practitioner", message)]
    try:
        declare_conflict(
            person, child=record.child, why=WhyAConflict(values["why"]), note=values.get("note"),
            by=viewer(request),
        )  # fmt: skip
    except NotRecordable as refused:
        return problems_at(DECLARING, refused)
    return ()


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """A conflict of interest is over."""
    record = read(child, as_=viewer(request))
    declared = next((e for e in conflicts_now(record.chronology) if e.id == entry), None)
    if declared is None:
        raise Http404
    record.gate.must(Action.RECORD, Category.RECORD)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(ENDING, answers)
        if not wrong:
            try:
                end_conflict(declared, child=child, why=values["why"], by=viewer(request))
            except NotRecordable as refused:
                wrong = problems_at(ENDING, refused)
        if not wrong:
            return HttpResponseRedirect(reverse("conflicts", args=[child]))
    return _form(
        request, ENDING, answers, wrong, title=_("The conflict of interest is over"),
        back=reverse("conflicts", args=[child]), button=_("Record this"),
        says=declared.says(ConflictDeclared).name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def stepping_back(request: HttpRequest, child: UUID) -> HttpResponse:
    """I know this child or their family: I see nothing of this record from now on."""
    read(child, as_=viewer(request))
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(STEPPING, answers)
        if not wrong:
            try:
                step_back(
                    child=child, why=WhyAConflict(values["why"]), note=values.get("note"),
                    by=viewer(request),
                )  # fmt: skip
            except NotRecordable as refused:
                wrong = problems_at(STEPPING, refused)
        if not wrong:
            return HttpResponseRedirect(reverse("my_children"))
    return _form(
        request, STEPPING, answers, wrong, title=_("I should not see this record"),
        back=reverse("conflicts", args=[child]), button=_("Step back"),
        says=_("You see nothing of this record from then on, not in an emergency either. The lead "
               "and the managers are told. Only they can end it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def people_i_know(request: HttpRequest) -> HttpResponse:
    """My own list of people whom I know in private life."""
    who = viewer(request)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(LISTING, answers)
        if not wrong:
            known = Known(values["name"], values.get("address", ""), values.get("tie", ""))
            add_known(known, by=who)
            return HttpResponseRedirect(reverse("people_i_know"))
    page = Page(title=_("People I know"), head=summary_of(wrong), back=reverse("my_children"))
    return show_page(
        request, page, "restrictions/people_i_know.html", listed=my_list(who),
        controls=controls(LISTING, answers, {w.name: w.message for w in wrong}),
    )  # fmt: skip


@require_POST
def no_longer_known(request: HttpRequest, person: UUID) -> HttpResponse:
    """Take somebody off my list."""
    remove_known(person, by=viewer(request))
    return HttpResponseRedirect(reverse("people_i_know"))


def _form(
    request: HttpRequest,
    asks: tuple[Ask, ...],
    answers: Answers,
    wrong: Sequence[Wrong],
    *,
    title: str,
    back: str,
    button: str,
    says: str,
) -> HttpResponse:
    page = Page(title=title, head=summary_of(wrong), back=back)
    return show_page(
        request, page, "restrictions/form.html", says=says, button=button,
        controls=controls(asks, answers, {w.name: w.message for w in wrong}),
    )  # fmt: skip
