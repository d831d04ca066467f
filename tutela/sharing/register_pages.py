"""Pages of the register of requests for disclosure, for managers and whoever protects data."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tutela.chronology.kinds import Question
from tutela.chronology.moment import LONDON
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.sharing import register
from tutela.sharing.offered import keeps_the_register
from tutela.sharing.requesting import Asked, Decision, Power, Step, problems_of_release
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLine, AskLong, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.moments import AskDate
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
    Name,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
    Warn,
)
from tutela.web.dates import day_in_words, time_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.page import Page, show_page
from tutela.web.printing import letter_paper

_WORDS = {
    Decision.OPEN: State.DUE,
    Decision.RELEASED: State.MET,
    Decision.REFUSED: State.QUIET,
}


def _question(label: str, hint: str = "", *, optional: bool = False) -> Question:
    return Question(label, hint, optional=optional)


REGISTERING: tuple[Ask, ...] = (
    AskDate("came_on", "came_on", _question(gettext_noop("On which day did it come?"))),
    AskLine("requester", "requester", _question(gettext_noop("Who asks?"))),
    AskLine("organisation", "organisation", _question(gettext_noop("For which organisation?"))),
    AskLine(
        "contact", "contact",
        _question(gettext_noop("How are they reached?"), gettext_noop(
            "A number or address that you looked up yourself, not the one that they gave.")),
    ),
    AskOne(
        "power", "power", _question(gettext_noop("What do they rely on?")),
        offers=tuple(Offer(p.value, p.label) for p in Power),
    ),
    AskLine(
        "law", "law",
        _question(gettext_noop("Which order or law do they name?"), optional=True),
    ),
    AskLine(
        "about", "about",
        _question(gettext_noop("About whom do they ask?"), gettext_noop(
            "As they wrote it. Nothing is looked up: the register looks the same whether we know "
            "the person or not.")),
    ),
    AskLong("wanted", "wanted", _question(gettext_noop("What do they ask for?")), longest=5_000),
    AskLong("purpose", "purpose", _question(gettext_noop("What for, as they say?")), longest=5_000),
)  # fmt: skip
NOTE = AskLong(
    "note", "note",
    _question(gettext_noop("Why?"), gettext_noop("Needed for a decision, and where the guardian is "
                                                 "not told."), optional=True),
    longest=5_000,
)  # fmt: skip


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """The register."""
    _must_keep(request)
    return show_page(
        request,
        Page(_("Requests for disclosure")),
        "sharing/requests.html",
        list=_table(register.every(viewer(request))),
    )


@require_http_methods(["GET", "POST"])
def register_page(request: HttpRequest) -> HttpResponse:
    """Write down a request as it came."""
    _must_keep(request)
    posted = Answers.posted(request.POST)
    wrong: list[Wrong] = []
    if request.method == "POST":
        values, wrong = read_all(REGISTERING, posted)
        came_on = values.get("came_on")
        if came_on is not None and came_on > timezone.now().astimezone(LONDON).date():
            wrong.append(Wrong("came_on", "#q-came_on-day", _("The day is in the future")))
        if not wrong:
            asked = Asked(**{k: v for k, v in values.items() if k not in {"came_on", "power"}})
            made = register.register(
                asked, power=Power(values["power"]), came_on=values["came_on"],
                by=viewer(request), id=posted_id(request, "_entry"),
            )  # fmt: skip
            return HttpResponseRedirect(reverse("request", args=[made]))
    return show_page(
        request,
        Page(title=_("Register a request"), head=summary_of(wrong), back=reverse("requests")),
        "sharing/request_new.html",
        status=400 if wrong else 200,
        controls=controls(REGISTERING, posted, {w.name: w.message for w in wrong}),
        entry=posted_id(request, "_entry") or uuid4(),
    )


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what was asked, what was done, and the next step."""
    _must_keep(request)
    known = register.one(request_id, as_=viewer(request))
    if known is None:
        raise Http404
    posted, wrong = Answers.posted(request.POST), list[Wrong]()
    asks = _asks(known, request)
    if request.method == "POST":
        values, wrong = read_all(asks, posted)
        if not wrong:
            wrong = _take(request, known, values)
        if not wrong:
            return HttpResponseRedirect(reverse("request", args=[request_id]))
    return show_page(
        request,
        Page(title=_("Request for disclosure"), head=summary_of(wrong), back=reverse("requests")),
        "sharing/request.html",
        status=400 if wrong else 200,
        known=known,
        tag=Tag(_(known.decision.label), _WORDS[known.decision]),
        asked=SummaryList(_asked(known)),
        steps=_steps(known),
        notices=list(_notices(known)),
        controls=controls(asks, posted, {w.name: w.message for w in wrong}),
        entry=uuid4(),
        refused=known.decision is Decision.REFUSED,
    )


@require_GET
def letter(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The refusal on paper. It neither confirms nor denies that anybody is known."""
    _must_keep(request)
    known = register.one(request_id, as_=viewer(request))
    if known is None or known.decision is not Decision.REFUSED:
        raise Http404
    at = timezone.now()
    data = {
        "title": _("Answer to request %(number)s") % {"number": known.number},
        "author": "Tutela",
        "demonstration": _("Demonstration.") if settings.DEMONSTRATION else "",
        "from": known.agency,
        "to": f"{known.asked.requester}\n{known.asked.organisation}",
        "day": day_in_words(at.astimezone(LONDON).date()),
        "paragraphs": letter_words(known),
    }
    return HttpResponse(
        letter_paper(data, at=at),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="answer-{known.number}.pdf"'},
    )


def letter_words(known: register.Request) -> list[str]:
    """The same words for everybody, whether the person is known to us or not."""
    return [
        _("Your request came on %(day)s. Our number for it is %(number)s.")
        % {"day": day_in_words(known.came_on), "number": known.number},
        _("We disclose nothing in answer to it."),
        _(
            "We do not say whether we hold anything about any person, or work with any child. We "
            "give this same answer to every request that we do not grant. Nothing can be concluded "
            "from it about whether anybody is known to us."
        ),
        _(
            "If a court has made an order, send us a sealed copy of it. If you ask under another "
            "law, name the law and the section, and say what you need and why; we will look at it "
            "anew."
        ),
        _("If you believe that a child is in danger now, ring 999."),
    ]


def _must_keep(request: HttpRequest) -> None:
    if not keeps_the_register(request):
        raise NotAllowed("the register", _("Managers and data protection officers keep it."))


def _asks(known: register.Request, request: HttpRequest) -> tuple[Ask, ...]:
    who = viewer(request)
    steps = [s for s in Step if s in known.may_be_decided_by(who)]
    if known.decision is Decision.OPEN:
        steps += [Step.GUARDIAN_TOLD, Step.GUARDIAN_NOT_TOLD]
    else:
        steps.append(Step.LETTER)
    offers = tuple(Offer(s.value, s.label) for s in steps)
    question = _question(gettext_noop("What do you record?"))
    return (AskOne("decision", "decision", question, offers=offers), NOTE)


def _take(request: HttpRequest, known: register.Request, values: dict[str, str]) -> list[Wrong]:
    try:
        register.take(
            known.id, Step(values["decision"]), by=viewer(request), note=values.get("note", ""),
            id=posted_id(request, "_entry"),
        )  # fmt: skip
    except NotRecordable as refused:
        return [Wrong(p.field, f"#q-{p.field}", _(p.message)) for p in refused.problems]
    return []


def _asked(known: register.Request) -> list[Row]:
    asked = known.asked
    return [
        Row(_("Who asks?"), Lines([Name(asked.requester), Name(asked.organisation)])),
        Row(_("How are they reached?"), Name(asked.contact)),
        Row(_("What do they rely on?"), _(known.power.label)),
        Row(_("Which order or law?"), Name(asked.law or "—")),
        Row(_("About whom do they ask?"), Name(asked.about)),
        Row(_("What do they ask for?"), Name(asked.wanted)),
        Row(_("What for, as they say?"), Name(asked.purpose)),
        Row(_("Came on"), day_in_words(known.came_on)),
        Row(
            _("Registered"),
            f"{known.registered_by}, {time_in_words(known.registered_at)}",
        ),
    ]


def _steps(known: register.Request) -> Component:
    if not known.steps:
        return Empty(
            _("Nothing was done yet."),
            _("Two people decide, one of whom protects data. The guardian is told before anything "
              "is released, or it is written down why not."),
        )  # fmt: skip
    columns = [Column(_("When")), Column(_("What")), Column(_("By")), Column(_("Why"))]
    rows: list[list[Shown]] = [
        [
            time_in_words(step.at),
            _(step.step.label),
            Name(step.name + (", " + _("protects data") if step.protects_data else "")),
            Name(step.note or "—"),
        ]
        for step in known.steps
    ]
    return Table(_("What was done"), columns, rows, caption_hidden=True)


def _notices(known: register.Request) -> Iterator[Component]:
    if known.power is Power.IMMIGRATION_ENFORCEMENT:
        yield Warn(_("A request for immigration enforcement can only be refused."))
    elif known.decision is Decision.OPEN:
        for problem in problems_of_release(known.power, known.asked, known.steps):
            yield Warn(_("Nothing can be released yet: %(why)s.") % {"why": _(problem)})


def _table(found: tuple[register.Request, ...]) -> Component:
    if not found:
        return Empty(
            _("No request is registered."),
            _("Register each request as it comes, before anybody answers it."),
        )
    columns = [Column(_("Number")), Column(_("Came on")), Column(_("From")),
               Column(_("Relies on")), Column(_("Decision"))]  # fmt: skip
    rows: list[list[Shown]] = [
        [
            Link(r.number, reverse("request", args=[r.id])),
            day_in_words(r.came_on),
            Name(r.asked.organisation),
            _(r.power.label),
            Tag(_(r.decision.label), _WORDS[r.decision]),
        ]
        for r in found
    ]
    return Table(_("Requests"), columns, rows, caption_hidden=True)
