"""Where the child is: who may know, how closely it is kept, asking to see it, and who asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tutela.access.asked import Action, FieldClass, Shield
from tutela.access.entries import CircleJoined, WhereaboutsKept, WhereaboutsNamed
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Content, Question
from tutela.chronology.moment import Moment
from tutela.chronology.places import places_of
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.places import looks, may_ask_where, reveal
from tutela.doors.reading import Record, read
from tutela.doors.recording import record as write
from tutela.people.roles import Role
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLong, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.children.opening import members_now
from tutela.web.components import (
    Banner,
    Column,
    Component,
    Lines,
    Link,
    Name,
    Row,
    Shown,
    SummaryList,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words, time_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.freshness import prove_yourself
from tutela.web.page import Page, show_page
from tutela.web.rooms import RoomPage, offer_page, tell_states
from tutela.web.telling import shown

REVIEW = timedelta(days=90)
"""When it is looked at again whether the whereabouts must still be kept so closely."""

_LEVELS = {
    Shield.OPEN: gettext_noop("The circle reads places as far as each role allows."),
    Shield.SHIELDED: gettext_noop(
        "Every place is kept back. The lead, the manager, the guardian and persons named may ask."
    ),
    Shield.SEALED: gettext_noop("Every place is kept back. Only persons named may ask."),
}
KEEPING: tuple[Ask, ...] = (
    AskOne(
        "level", "level", Question(gettext_noop("How closely are the whereabouts kept?")),
        offers=tuple(Offer(level.value, level.label, note=note) for level, note in _LEVELS.items()),
    ),
    AskLong(
        "why", "why", Question(gettext_noop("Why?"), gettext_noop("Don't say where the child is.")),
        longest=2_000,
    ),
)  # fmt: skip
ASKING: tuple[Ask, ...] = (
    AskLong(
        "reason", "reason",
        Question(
            gettext_noop("Why do you need to know?"),
            gettext_noop("Your name, the time and this reason are kept, and shown to the lead, "
                         "the guardian and the child. Name nobody and no place in it."),
        ),
        longest=200,
    ),
)  # fmt: skip


@require_GET
def where(request: HttpRequest, child: UUID) -> HttpResponse:
    """What the record says of where the child is, kept back as it must be, and who asked."""
    record = read(child, as_=viewer(request))
    page = Page(
        title=_("Where the child is"),
        back=reverse("child", args=[child]),
        parts=[_how_kept(record), *_said(record), *_asked(request, record)],
    )
    return show_page(request, page, "tutela/children/where.html", record=record)


@require_http_methods(["GET", "POST"])
def keep_where(request: HttpRequest, child: UUID) -> HttpResponse:
    """Change how closely the whereabouts are kept."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.RECORD, Category.RECORD)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(KEEPING, answers)
        if not wrong:
            level = Shield(values["level"])
            review = None if level is Shield.OPEN else timezone.localdate() + REVIEW
            content = WhereaboutsKept(level=level, why=values["why"], review=review)
            wrong = _write(request, record, content, KEEPING)
        if not wrong:
            return HttpResponseRedirect(reverse("where", args=[child]))
    return _form(
        request, record, KEEPING, answers, wrong, title=_("How closely whereabouts are kept")
    )


@require_http_methods(["GET", "POST"])
def name_somebody(request: HttpRequest, child: UUID) -> HttpResponse:
    """Name a member of the circle who may ask where the child is."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.RECORD, Category.RECORD)
    asks = _naming(record)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(asks, answers)
        if not wrong:
            place = UUID(str(values["member"]))
            name = record.chronology.entry(place).says(CircleJoined).name
            content = WhereaboutsNamed(name=name, why=values["why"])
            wrong = _write(request, record, content, asks, refers_to=place)
        if not wrong:
            return HttpResponseRedirect(reverse("where", args=[child]))
    return _form(request, record, asks, answers, wrong, title=_("Name somebody who may ask"))


@require_http_methods(["GET", "POST"])
def ask_where(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Ask for a place that is kept back, and see it once, for a reason."""
    record = read(child, as_=viewer(request))
    if entry not in record.chronology:
        raise Http404
    found = record.chronology.entry(entry)
    if not may_ask_where(found, record.gate):
        raise NotAllowed("this place is not one that you may ask for")
    if not record.gate.may(Action.REVEAL, found.category, FieldClass.PLACE).allowed:
        return prove_yourself(request)
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST":
        values, wrong = read_all(ASKING, answers)
        if not wrong:
            try:
                told = reveal(entry, child=child, as_=viewer(request), reason=values["reason"])
            except NotRecordable as refused:
                wrong = problems_at(ASKING, refused)
            else:
                return _shown_once(request, told)
    return _form(request, record, ASKING, answers, wrong, title=_("Ask where"), about=found)


def _shown_once(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The places, on the answer to the question alone: no address leads here again."""
    assert entry.content is not None
    content = entry.content
    rows = [
        Row(_(content.question(name).label), shown(content, name))
        for name in type(content).model_fields
        if name in places_of(type(content)) and getattr(content, name)
    ]
    note = Banner(
        _("Your look was recorded with your reason."),
        [_("Don't copy this into an email, a letter or another answer.")],
        title=_("Kept closely"),
    )
    back = reverse("where", args=[entry.child])
    page = Page(heading=_(entry.kind.title), head=[note], parts=[SummaryList(rows)], back=back)
    return show_page(request, page)


def _how_kept(record: Record) -> Component:
    level = record.gate.around.shield
    kept = record.chronology.latest(WhereaboutsKept)
    rows = [
        Row(_("How closely"), Lines([_(level.label), _(_LEVELS[level])])),
        Row(_("Who may ask by name"), _named(record)),
    ]
    if kept is not None:
        said = kept.says(WhereaboutsKept)
        rows.append(Row(_("Why"), Name(said.why)))
        if said.review is not None:
            rows.append(Row(_("Looked at again by"), day_in_words(said.review)))
    if record.may(Action.RECORD, Category.RECORD):
        child = [record.child]
        rows[0] = Row(
            rows[0].key, rows[0].value, [Link(_("Change"), reverse("keep_where", args=child))]
        )
        rows[1] = Row(
            rows[1].key,
            rows[1].value,
            [Link(_("Name somebody"), reverse("name_where", args=child))],
        )
    return SummaryList(rows)


def _named(record: Record) -> Shown:
    names = [Name(c.name) for c in record.chronology.contents(WhereaboutsNamed)]
    return Lines(names) if names else _("Nobody")


def _said(record: Record) -> list[Component]:
    """Every standing entry that says where, latest first."""
    entries = [e for e in reversed(record.chronology.standing_entries) if _says_where(e)]
    if not entries:
        return []
    rows: list[list[Shown]] = [
        [_(e.kind.title), moment_in_words(e.happened), _places(e, record)] for e in entries
    ]
    columns = [Column(_("Entry")), Column(_("When")), Column(_("Where"))]
    return [Table(_("What the record says of places"), columns, rows)]


def _says_where(entry: Entry) -> bool:
    content = entry.content
    return content is not None and any(getattr(content, name) for name in places_of(type(content)))


def _places(entry: Entry, record: Record) -> Shown:
    if may_ask_where(entry, record.gate):
        address = reverse("ask_where", args=[record.child, entry.id])
        return Link(_("Ask where"), address, about=_(entry.kind.title))
    content = entry.content
    assert content is not None
    names = [n for n in type(content).model_fields if n in places_of(type(content))]
    return Lines([shown(content, name) for name in names if getattr(content, name)])


def _asked(request: HttpRequest, record: Record) -> list[Component]:
    """Who asked, for those who answer for the record."""
    found = looks(record.child, as_=viewer(request))
    if not found:
        return []
    rows: list[list[Shown]] = [
        [time_in_words(look.at), Name(look.name), look.agency, _roles(look.role), Name(look.reason)]
        for look in found
    ]
    heads = (_("When"), _("Who"), _("Agency"), _("As"), _("Why"))
    return [Table(_("Who asked where the child is"), [Column(head) for head in heads], rows)]


def _roles(kept: str) -> str:
    return ", ".join(_(Role(role).label) for role in kept.split(",") if role)


def _naming(record: Record) -> tuple[Ask, ...]:
    named = {e.refers_to for e in record.chronology.of(WhereaboutsNamed)}
    offers = tuple(
        Offer(str(member.entry.id), f"{member.name}, {member.role}")
        for member in members_now(record)
        if member.entry.id not in named
    )
    return (
        AskOne("member", "member", Question(gettext_noop("Who?")), offers=offers),
        AskLong("why", "why", Question(gettext_noop("Why must they know?")), longest=2_000),
    )


def _write(
    request: HttpRequest,
    record: Record,
    content: Content,
    asks: tuple[Ask, ...],
    *,
    refers_to: UUID | None = None,
) -> Sequence[Wrong]:
    try:
        write(
            content,
            child=record.child,
            by=viewer(request),
            happened=Moment.instant(timezone.now()),
            refers_to=refers_to,
            id=posted_id(request, "_entry"),
        )
    except NotRecordable as refused:
        return problems_at(asks, refused)
    return ()


def _form(
    request: HttpRequest,
    record: Record,
    asks: tuple[Ask, ...],
    answers: Answers,
    wrong: Sequence[Wrong],
    *,
    title: str,
    about: Entry | None = None,
) -> HttpResponse:
    page = Page(title=title, head=summary_of(wrong), back=reverse("where", args=[record.child]))
    return show_page(
        request,
        page,
        "tutela/children/where_form.html",
        record=record,
        about=about,
        controls=controls(asks, answers, {w.name: w.message for w in wrong}),
        entry=posted_id(request, "_entry") or uuid4(),
    )


def _states(record: Record, at: object) -> list[Tag]:
    """Seen at first glance: the whereabouts are kept closely."""
    words = {
        Shield.SHIELDED: _("Whereabouts shielded"),
        Shield.SEALED: _("Whereabouts sealed"),
    }
    level = record.gate.around.shield
    return [Tag(words[level])] if level in words else []


def offer_where() -> None:
    """Link these pages from the child's page, and say at first glance what is kept closely."""
    tell_states("where", _states)
    offer_page(RoomPage(_lazy("Where the child is"), "where", 60, frozenset({Category.RECORD})))
