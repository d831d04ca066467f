"""The people around one child; and the children connected with them, as a drawing and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Question
from tutela.chronology.moment import Moment
from tutela.connections.answers import HARMS, INVERSE, Bond, Sure, Tie, Trace
from tutela.connections.derive import around_now, connected, decide_now, level_now
from tutela.connections.entries import (
    ChildrenConnected,
    ConcernLevel,
    ParentalResponsibility,
    PersonAround,
    TraceSeen,
)
from tutela.connections.linking import (
    MOST_AT_ONCE,
    NOT_WITHIN_REACH,
    Connection,
    connect,
    disconnect,
    within_reach,
)
from tutela.connections.matching import Match, matches
from tutela.connections.network import Edge, draw
from tutela.doors.caseload import InReach, these
from tutela.doors.errors import NotAllowed, NotRecordable, NotVisible
from tutela.doors.reading import Record, read
from tutela.people.choice import Answer
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLong, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
    Name,
    OwnWords,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page
from tutela.web.rooms import who_is
from tutela.web.sections import Section, show_sections, to_record
from tutela.web.telling import shown

CONNECTING: tuple[Ask, ...] = (
    AskLong(
        "others", "others",
        Question(
            gettext_noop("References of the other children’s records"),
            hint=gettext_noop("One on each line. Each child keeps a record of their own."),
        ),
        longest=200,
    ),
    AskOne(
        "bond", "bond", Question(gettext_noop("What connects them?")),
        offers=tuple(Offer(one.value, one.label) for one in Bond),
    ),
    AskOne(
        "sure", "sure", Question(gettext_noop("How sure is it?")),
        offers=tuple(Offer(one.value, one.label) for one in Sure),
    ),
    AskLong(
        "what", "what",
        Question(
            gettext_noop("What is known of it?"),
            hint=gettext_noop("Both circles read this. Name no third child, and don’t say where "
                              "a child lives."),
        ),
        longest=2_000,
    ),
)  # fmt: skip
ENDING: tuple[Ask, ...] = (
    AskLong("reason", "reason", Question(gettext_noop("Why is it not so?")), longest=2_000),
)


@require_GET
def people_around(request: HttpRequest, child: UUID) -> HttpResponse:
    """Who may decide, who is around, how worried people are, what turned up."""
    record = _record_of(request, child)
    at = timezone.now()
    harmful, others = _parted(around_now(record.chronology, at))
    return show_sections(
        request,
        record,
        _("The people around, and connections"),
        [
            _deciding(record, at),
            _worried(record),
            _people(record, _("Around the child"), others, _("Nobody is recorded yet.")),
            _people(record, _("A danger to the child"), harmful, _("Nobody is recorded.")),
            _traces(record, request),
        ],
    )


def _record_of(request: HttpRequest, child: UUID) -> Record:
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    return record


def _parted(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    harmful: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        (harmful if entry.says(PersonAround).tie in HARMS else others).append(entry)
    return harmful, others


def _deciding(record: Record, at: datetime) -> Section:
    rows = []
    for entry in decide_now(record.chronology, at):
        said = entry.says(ParentalResponsibility)
        lines: list[Shown] = [Name(said.name)] if said.name else []
        lines.append(_("Since %(when)s") % {"when": moment_in_words(entry.happened)})
        if said.matters:
            lines.append(shown(said, "matters"))
        if said.danger is Answer.YES:
            lines.append(Tag(_("Asking them would be a danger to the child"), State.UNSAFE))
        elif said.danger is not Answer.NO:
            lines.append(Tag(_("Not known whether asking them is safe: think first"), State.DUE))
        rows.append(Row(_(said.holder.label), Lines(lines)))
    part: Component = SummaryList(rows) if rows else Empty(
        _("Nobody is recorded yet."), _("Say so too where nobody can be reached in this country.")
    )  # fmt: skip
    doing = to_record(record, ("parental-responsibility", _("Record who may decide")))
    return Section(_("Who may decide for the child"), [part], doing=doing)


def _worried(record: Record) -> Section:
    doing = to_record(record, ("concern-level", _("Record how worried you are, and why")))
    entry = level_now(record.chronology)
    if entry is None:
        none = Empty(_("Nobody has said yet."), _("It is a person’s judgement. Nothing counts it."))
        return Section(_("How worried people are"), [none], doing=doing)
    said = entry.says(ConcernLevel)
    rows = [
        Row(_("Judged"), Lines([_(said.level.label), moment_in_words(entry.happened)])),
        Row(_("By"), Name(entry.by_name)),
        Row(_("Why"), Name(said.why)),
        Row(_("To be looked at again by"), day_in_words(said.review_on)),
    ]
    if said.told:
        rows.append(Row(_("Who was told"), shown(said, "told")))
    if said.child_words:
        rows.append(Row(_("In their words"), OwnWords(said.child_words)))
    return Section(_("How worried people are"), [SummaryList(rows)], doing=doing)


def _people(record: Record, heading: str, entries: Sequence[Entry], none: str) -> Section:
    rows = []
    for entry in entries:
        said = entry.says(PersonAround)
        lines: list[Shown] = [
            _("%(tie)s. To them the child is %(inverse)s.")
            % {"tie": _(said.tie.label), "inverse": _(INVERSE[Tie(said.tie)])},
            _("Does the child wish to be in touch? %(wish)s") % {"wish": _(said.wished.label)},
        ]
        if said.safe is not Answer.YES:
            words = _("Safe to be in touch? %(answer)s") % {"answer": _(said.safe.label)}
            lines.append(Tag(words, State.UNSAFE if said.safe is Answer.NO else State.DUE))
        if said.touch:
            lines.append(Name(said.touch))
        if said.child_words:
            lines.append(OwnWords(said.child_words))
        rows.append(Row(said.name, Lines(lines)))
    part: Component = SummaryList(rows) if rows else Empty(
        none, _("The child knows best who they are.")
    )  # fmt: skip
    doing = to_record(record, ("person-around", _("Record somebody")))
    return Section(heading, [part], doing=doing)


def _traces(record: Record, request: HttpRequest) -> Section:
    rows = []
    for entry in record.chronology.of(TraceSeen):
        if entry.content is None:
            continue
        said = entry.says(TraceSeen)
        name = "number" if said.sort is Trace.PHONE else "address"
        rows.append(
            Row(_(said.sort.label), Lines([shown(said, name), moment_in_words(entry.happened)]))
        )
    parts: list[Component] = [SummaryList(rows)] if rows else []
    who = viewer(request)
    found = matches(record, by=who)
    if found:
        known = these({one.other for one in found}, as_=who)
        parts.append(_matched(record, found, known))
    doing = to_record(record, ("trace", _("Record a number or an address that turned up")))
    doing.append(Link(_("Connected children"), reverse("network", args=[record.child])))
    return Section(
        _("What turned up, and connected children"),
        parts,
        _("Numbers and addresses are compared among the children in your own care alone. What "
          "matches is a question: a person looks, and decides whether there is a connection."),
        doing,
    )  # fmt: skip


def _matched(record: Record, found: Iterable[Match], known: dict[UUID, InReach]) -> Component:
    rows = []
    for one in found:
        other = known.get(one.other)
        if other is None:
            continue
        lines: list[Shown] = [_child(other), Name(other.reference)]
        if record.may(Action.RECORD, Category.PROTECTION):
            # The address names one child alone: two in one line of a log would be a connection.
            address = reverse("connect", args=[record.child])
            lines.append(Link(_("Look at it, and connect them if it is so"), address))
        rows.append(
            Row(_("The same: %(what)s") % {"what": _(one.sort.label).lower()}, Lines(lines))
        )
    return SummaryList(rows)


def _child(one: InReach) -> Link:
    return Link(Name(one.face.name or one.reference), reverse("child", args=[one.child]))


@require_GET
def network(request: HttpRequest, child: UUID) -> HttpResponse:
    """The children connected with this one whom the viewer may see, drawn, and as a table."""
    record = _record_of(request, child)
    entries = connected(record.chronology)
    known = these({e.says(ChildrenConnected).other for e in entries}, as_=viewer(request))
    shown_here = [e for e in entries if e.says(ChildrenConnected).other in known]
    doing: list[Link] = []
    if record.may(Action.RECORD, Category.PROTECTION):
        doing.append(Link(_("Connect with other children"), reverse("connect", args=[child])))
    heading = _("Connected children")
    parts: list[Component] = [
        Empty(
            _("None that you may see."),
            _("A connection is shown only to who may see both children."),
        )
    ]
    if shown_here:
        parts = _drawn(record, shown_here, known)
    return show_sections(
        request, record, heading, [Section(_("With whom, and by what"), parts, doing=doing)]
    )


def _drawn(record: Record, entries: Sequence[Entry], known: dict[UUID, InReach]) -> list[Component]:
    edges, rows = [], []
    may = record.may(Action.WITHDRAW, Category.PROTECTION)
    for entry in entries:
        said = entry.says(ChildrenConnected)
        other = known[said.other]
        name = other.face.name or other.reference
        edges.append(Edge(_(said.bond.label), name, known=said.sure is Sure.KNOWN))
        cells: list[Shown] = [
            _child(other), _(said.bond.label), _(said.sure.label), Name(said.what),
            moment_in_words(entry.happened),
        ]  # fmt: skip
        end = reverse("disconnect", args=[record.child, entry.id])
        cells.append(Link(_("It is not so"), end, about=name) if may else "")
        rows.append(cells)
    me = who_is(record, timezone.now()).name
    says = _("A drawing of the connections in the table below: %(child)s above, then what connects "
             "them and with whom. A broken line is a connection that is thought, not known.") % {
        "child": me
    }  # fmt: skip
    columns = [
        Column(words)
        for words in (
            _("Child"), _("What connects them"), _("How sure"), _("What is known"), _("Since"),
            _("Mend"),
        )
    ]  # fmt: skip
    return [draw(me, edges, says=says), Table(_("The same as a table"), columns, rows)]


@require_http_methods(["GET", "POST"])
def connecting(request: HttpRequest, child: UUID) -> HttpResponse:
    """Write down in both records that two children are connected."""
    record = _record_of(request, child)
    record.gate.must(Action.RECORD, Category.PROTECTION)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(CONNECTING, answers)
        if not wrong:
            wrong = _connect(request, child, values)
        if not wrong:
            return HttpResponseRedirect(reverse("network", args=[child]))
    return _form(
        request, record, CONNECTING, answers, wrong,
        title=_("Connect with other children"), button=_("Write it in all their records"),
        says=_("It is written in each record, and shown only to who may see both children of a "
               "connection."),
    )  # fmt: skip


def _connect(request: HttpRequest, child: UUID, values: dict[str, object]) -> Sequence[Wrong]:
    who = viewer(request)
    others = [
        within_reach(line, by=who) for line in str(values["others"]).split("\n") if line.strip()
    ][: MOST_AT_ONCE + 1]
    nobody = [Wrong("others", "#q-others", _(NOT_WITHIN_REACH))]
    if not others or None in others:
        return nobody
    children = [child, *(other for other in others if other is not None)]
    said = Connection(Bond(str(values["bond"])), Sure(str(values["sure"])), str(values["what"]))
    try:
        connect(children, said, happened=Moment.instant(timezone.now()), by=who)
    except (NotVisible, NotAllowed):
        return nobody
    except NotRecordable as refused:
        return [Wrong("others", "#q-others", problem.message) for problem in refused.problems]
    return ()


@require_http_methods(["GET", "POST"])
def disconnecting(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Take a connection back in both records."""
    record = _record_of(request, child)
    if entry not in {e.id for e in connected(record.chronology)}:
        raise Http404
    record.gate.must(Action.WITHDRAW, Category.PROTECTION)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(ENDING, answers)
        if not wrong:
            disconnect(child, entry, reason=str(values["reason"]), by=viewer(request))
            return HttpResponseRedirect(reverse("network", args=[child]))
    return _form(
        request, record, ENDING, answers, wrong,
        title=_("They are not connected"), button=_("Take it back in both records"),
        says=_("It stays readable as taken back, to who may see both children."),
    )  # fmt: skip


def _form(
    request: HttpRequest,
    record: Record,
    asks: tuple[Ask, ...],
    answers: Answers,
    wrong: Sequence[Wrong],
    *,
    title: str,
    button: str,
    says: str,
) -> HttpResponse:
    page = Page(title=title, head=summary_of(wrong), back=reverse("network", args=[record.child]))
    return show_page(
        request, page, "connections/connect.html", record=record, says=says, button=button,
        controls=controls(asks, answers, {w.name: w.message for w in wrong}),
    )  # fmt: skip
