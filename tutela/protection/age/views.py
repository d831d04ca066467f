"""One young person's age: every date of birth, each dispute, each assessment and what made it
fair."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record, read
from tutela.identity.derive import births, is_treated_as_child
from tutela.people.roles import Nation
from tutela.protection.age.derive import Assessment, age_state, assessments, safeguards
from tutela.protection.age.entries import AgeDisputed, TreatedAsAdult
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Facts,
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
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record


@require_GET
def age(request: HttpRequest, child: UUID) -> HttpResponse:
    """How old somebody is said to be, by whom, and how that was found."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    at = timezone.now()
    sections = [_now(record, at), _births(record), _disputes(record)]
    sections += [_assessment(record, one, at) for one in reversed(assessments(record.chronology))]
    return show_sections(request, record, _("Age"), [*sections, _harm(record)])


def _now(record: Record, at: datetime) -> Section:
    child = is_treated_as_child(record.chronology, at)
    words = (
        _("Treated as a child. Whoever may be under 18 is a child until an assessment concludes.")
        if child
        else _("18 or over, by the date of birth in force.")
    )
    state = age_state(record.chronology, at)
    rows = [Row(_("In this record"), words)]
    if state is not None:
        rows.append(Row(_("The doubt"), _(state.label)))
    parts: list[Component] = [SummaryList(rows)]
    nation = record.gate.nation
    if nation in {Nation.SCOTLAND, Nation.NORTHERN_IRELAND}:
        law = {
            Nation.SCOTLAND: _("Human Trafficking and Exploitation (Scotland) Act 2015 s.12"),
            Nation.NORTHERN_IRELAND: _(
                "Human Trafficking and Exploitation Act (Northern Ireland) 2015 s.25"
            ),
        }[nation]
        parts.append(Warn(_("Here the presumption of age stands in %(law)s.") % {"law": law}))
    doing = to_record(
        record,
        ("age-disputed", _("Record that somebody doubts the age")),
        ("age-way-chosen", _("Record what the authority does about it")),
        ("age-assessment-started", _("Record that an assessment has begun")),
        ("treated-as-adult", _("Record that they were treated as an adult")),
    )
    return Section(_("Now"), parts, doing=doing)


def _births(record: Record) -> Section:
    known = births(record.chronology)
    columns = [Column(_("Date of birth")), Column(_("Rests on")), Column(_("Said or decided"))]
    rows: list[list[Shown]] = [
        [
            Lines(
                [moment_in_words(b.moment), *([Tag(_("In force"), State.MET)] if n == 0 else [])]
            ),
            _(b.basis.label),
            moment_in_words(b.entry.happened),
        ]
        for n, b in enumerate(known)
    ]
    doing = to_record(record, ("date-of-birth", _("Record a date of birth")))
    if not rows:
        none = Empty(_("No date of birth is known."), _("They are a child here all the same."))
        return Section(_("Dates of birth"), [none], doing=doing)
    intro = _(
        "Every one stays. Duties and statistics follow the one in force, and for the past the one "
        "that was known then."
    )
    return Section(_("Dates of birth"), [Table(_("All of them"), columns, rows)], intro, doing)


def _disputes(record: Record) -> Section:
    rows = []
    for entry in record.chronology.of(AgeDisputed):
        if entry.content is None:
            continue
        said = entry.says(AgeDisputed)
        rests = sorted(_(d.label) for d in said.rests_on)
        facts = Facts([
            Row(_("By"), _(said.by.label)),
            Row(_("Rests on"), Lines(rests)),
            Row(_("What they say"), Name(said.why)),
            Row(_("Treated meanwhile"), _(said.meanwhile.label)),
        ])  # fmt: skip
        rows.append(Row(moment_in_words(entry.happened), facts))
    if not rows:
        return Section(_("Disputes"), [Empty(_("Nobody has disputed it."), _("None is recorded."))])
    return Section(_("Disputes"), [SummaryList(rows)])


def _assessment(record: Record, one: Assessment, at: datetime) -> Section:
    begun = {"when": moment_in_words(one.started.happened)}
    rows: list[list[Shown]] = [
        [_(s.label), Tag(_("Shown"), State.MET) if shown else Tag(_("Not shown"), State.DUE)]
        for s, shown in safeguards(one).items()
    ]
    fair = Table(_("What makes it fair"), [Column(_("What")), Column(_("In the record"))], rows)
    facts = [Row(_("By"), _(one.content.by.label))]
    if one.conclusion is not None:
        facts.append(Row(_("Concluded"), _(one.conclusion.outcome.label)))
        facts.append(Row(_("Reasons"), Name(one.conclusion.reasons)))
    if one.is_challenged(at):
        facts.append(Row(_("Challenged"), Tag(_("Not decided yet"), State.DUE)))
    if one.fallen_by(at):
        facts.append(Row(_("Challenged"), Tag(_("The conclusion has fallen"), State.UNSAFE)))
    doing = to_record(
        record,
        ("age-assessment-meeting", _("Record a meeting")),
        ("age-assessment-put", _("Record what was put to the young person")),
        ("age-assessment-concluded", _("Record what it concluded")),
        ("age-challenged", _("Record a challenge")),
        ("age-challenge-decided", _("Record what came of a challenge")),
    )
    intro = _(
        "What courts ask of an assessment is written here from general knowledge; nobody has "
        "checked the words. Not shown is not the same as not done."
    )
    heading = _("Assessment begun %(when)s") % begun
    return Section(heading, [SummaryList(facts), fair], intro, doing)


def _harm(record: Record) -> Section:
    rows = []
    for entry in record.chronology.of(TreatedAsAdult):
        if entry.content is None:
            continue
        said = entry.says(TreatedAsAdult)
        meant = sorted(_(h.label) for h in said.meant)
        facts = [Row(_("By"), _(said.by.label)), Row(_("Meant"), Lines(meant))]
        facts.append(Row(_("Put right"), Name(said.put_right or _("Not yet"))))
        rows.append(Row(moment_in_words(entry.happened), Facts(facts)))
    if not rows:
        none = Empty(_("Not recorded."), _("If it happened, write it down: it can be put right."))
        return Section(_("Treated as an adult"), [none])
    return Section(_("Treated as an adult"), [SummaryList(rows)])
