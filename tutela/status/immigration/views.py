"""One young person's status: what they have, what was decided, and the years to 25 on one line."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record, read
from tutela.duties.births import born
from tutela.duties.duty import Source, duties_of
from tutela.people.choice import Answer
from tutela.status.immigration.derive import (
    Leave,
    claim_state,
    last_answer_on_the_future,
    leaves,
)
from tutela.status.immigration.entries import ImmigrationInterview, LeaveAndFuture
from tutela.status.immigration.timeline import Point, timeline
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Name,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
    Warn,
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record

_GUARDS = ("adult_there", "solicitor_there", "interpreter_there", "breaks", "read_back",
           "trafficking")  # fmt: skip
"""What protects a young person in an interview, by the fields that ask for it."""


@require_GET
def status(request: HttpRequest, child: UUID) -> HttpResponse:
    """What they may rely on, until when, and what comes with each age."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.STATUS)
    at = timezone.now()
    sections = [
        _permissions(record, at), _years(record, at), _claim(record, at), _future(record, at),
    ]  # fmt: skip
    return show_sections(request, record, _("Immigration, and the years to 25"), sections)


def _permissions(record: Record, at: datetime) -> Section:
    known = reversed(leaves(record.chronology))
    parts: list[Component] = [SummaryList(_leave(one, at)) for one in known]
    doing = to_record(
        record,
        ("leave-granted", _("Record a permission")),
        ("leave-extension", _("Record that more was asked for")),
        ("leave-ended", _("Record that one ended")),
    )
    if not parts:
        body = _("Where the young person is British or needs none, record that.")
        parts = [Empty(_("No permission to stay is recorded."), body)]
    return Section(_("Permission to stay"), parts, doing=doing)


def _leave(leave: Leave, at: datetime) -> list[Row]:
    said = leave.content
    holds = Tag(_("Holds now"), State.MET) if leave.holds(at) else Tag(_("Over"))
    rows = [
        Row(_("Form"), Lines([_(said.form.label), holds])),
        Row(_("From"), moment_in_words(leave.entry.happened)),
    ]
    if said.until is not None:
        rows.append(Row(_("Last day, as the letter says"), day_in_words(said.until)))
    if leave.by_rule is not None:
        lines: list[Shown] = [
            day_in_words(leave.by_rule),
            _("30 months, or until 17 and a half, whichever is shorter."),
        ]
        if leave.is_longer_than_the_rule:
            lines.append(Tag(_("The letter says a later day: ask the solicitor"), State.DUE))
        rows.append(Row(_("Last day, by the rule"), Lines(lines)))
    if said.conditions:
        conditions = sorted(_(c.label) for c in said.conditions)
        rows.append(Row(_("Conditions"), Lines(conditions)))
    if leave.asked is not None:
        rows.append(Row(_("More was asked for"), moment_in_words(leave.asked.happened)))
    if leave.ended is not None:
        rows.append(Row(_("Ended"), moment_in_words(leave.ended.happened)))
    return rows


def _years(record: Record, at: datetime) -> Section:
    dues = duties_of(record.chronology, nation=record.gate.nation, born=born(record.chronology))
    readable = [due for due in dues if record.may(Action.READ, due.duty.category)]
    points = timeline(record.chronology, readable, record.gate.nation, at)
    today = at.astimezone(LONDON).date()
    rows: list[list[Shown]] = [
        [_when(p), _age(p), Lines(_what(p))] for p in points if p.last >= today
    ]
    columns = [Column(_("When")), Column(_("Age")), Column(_("What ends or begins"))]
    parts: list[Component] = []
    if born(record.chronology) is None:
        parts.append(Warn(_("No date of birth is known, so that no age can be reckoned.")))
    if rows:
        parts.append(Table(_("From today to 25"), columns, rows, caption_hidden=True))
    else:
        parts.append(Empty(_("Nothing lies ahead."), _("As far as this record and we know.")))
    intro = _("Reckoned by the date of birth in force and the nation of the lead authority.")
    return Section(_("The years to 25"), parts, intro)


def _when(point: Point) -> str:
    if point.first == point.last:
        return day_in_words(point.first)
    return _("Between %(first)s and %(last)s") % {
        "first": day_in_words(point.first), "last": day_in_words(point.last),
    }  # fmt: skip


def _age(point: Point) -> str:
    if point.age is None:
        return ""
    years, months = point.age
    return _("%(years)d and a half") % {"years": years} if months else str(years)


def _what(point: Point) -> list[Shown]:
    lines: list[Shown] = [_(point.about), _(point.says)] if point.about else [_(point.says)]
    if point.source is not None:
        lines.append(_source(point.source))
    return lines


def _source(source: Source) -> str:
    if source.checked:
        return f"{source}"
    return _("%(source)s. The exact wording has not been checked.") % {"source": source}


def _claim(record: Record, at: datetime) -> Section:
    state = claim_state(record.chronology, at)
    parts: list[Component] = []
    if state is not None:
        parts.append(SummaryList([Row(_("Stands"), _(state.label))]))
    rows: list[list[Shown]] = [
        [
            moment_in_words(e.happened),
            _(e.says(ImmigrationInterview).sort.label),
            _guards(e.says(ImmigrationInterview)),
        ]
        for e in record.chronology.of(ImmigrationInterview)
        if e.content is not None
    ]
    if rows:
        columns = [
            Column(_("When")),
            Column(_("Which")),
            Column(_("What was not answered with yes")),
        ]
        parts.append(Table(_("Interviews"), columns, rows))
    if not parts:
        parts = [Empty(_("No claim is recorded."), _("Nobody must claim to be cared for here."))]
    doing = to_record(
        record,
        ("asylum-claim", _("Record a claim")),
        ("immigration-interview", _("Record an interview")),
        ("asylum-decision", _("Record a decision")),
        ("asylum-appeal", _("Record an appeal")),
        ("asylum-appeal-decided", _("Record what came of an appeal")),
    )
    return Section(_("Asylum claim"), parts, doing=doing)


def _guards(interview: ImmigrationInterview) -> Shown:
    lacking = [
        _(interview.question(name).label)
        for name in _GUARDS
        if getattr(interview, name) is not Answer.YES
    ]
    return Lines(lacking) if lacking else Tag(_("Everything was there"), State.MET)


def _future(record: Record, at: datetime) -> Section:
    doing = to_record(record, ("leave-and-future", _("Answer it now")))
    asked = last_answer_on_the_future(record.chronology, at)
    heading = _("Does it allow a durable solution?")
    if asked is None:
        body = _("It is asked at each decision on the best interests of the child.")
        return Section(heading, [Empty(_("Not asked yet."), body)], doing=doing)
    said = asked.says(LeaveAndFuture)
    rows = [
        Row(moment_in_words(asked.happened), _(said.allows.label)),
        Row(_("Why"), Name(said.why)),
    ]
    if said.instead:
        rows.append(Row(_("What would"), Name(said.instead)))
    return Section(heading, [SummaryList(rows)], doing=doing)
