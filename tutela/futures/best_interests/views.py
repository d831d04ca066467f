"""One child's best interests: the options side by side, element by element, and their words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record, read
from tutela.futures.best_interests.answers import Element
from tutela.futures.best_interests.derive import Determination, Option, determinations
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsFinding,
    BestInterestsHeard,
    BestInterestsPanel,
)
from tutela.futures.best_interests.rules import ELEMENTS, words_to_a_panel
from tutela.participation.derive import Heard, heard_at
from tutela.participation.entries import HeardWeighed
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Name,
    OwnWords,
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
from tutela.web.telling import shown


@require_GET
def best_interests(request: HttpRequest, child: UUID) -> HttpResponse:
    """The determination that is under way or was decided last; earlier ones are named."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.FUTURES)
    at = timezone.now()
    known = determinations(record.chronology)
    begin = to_record(record, ("best-interests-assessment", _("Begin a best interests assessment")))
    if not known:
        none = Empty(
            _("No assessment yet."),
            _("It begins as soon as something has to be decided that will shape the child’s life."),
        )
        sections = [Section(_("Where it stands"), [none], doing=begin)]
    else:
        last = known[-1]
        sections = [
            _where_it_stands(record, last, at),
            _said(record, last),
            _side_by_side(record, last),
            _findings(record, last),
            _panel(record, last),
        ]
        sections += [_earlier(known[:-1], at)] if known[:-1] else []
        sections.append(Section(_("Another question"), doing=begin))
    return show_sections(
        request,
        record,
        _("Best interests"),
        [s for s in sections if s.parts or s.doing],
        intro=_("What is best for this child, by everything that matters to them. Nothing is "
                "scored or added up: people weigh, and say why."),
    )  # fmt: skip


def _where_it_stands(record: Record, found: Determination, at: datetime) -> Section:
    assessment = found.assessment.says(BestInterestsAssessment)
    rows = [
        Row(_("To be decided"), Name(assessment.to_decide)),
        Row(_("Where it stands"), _(found.stage(at).label)),
        Row(_("Assessment began"), moment_in_words(found.assessment.happened)),
    ]
    if assessment.risks:
        rows.append(Row(_("What endangers the child"), Name(assessment.risks)))
    if assessment.protects:
        rows.append(Row(_("What protects the child"), Name(assessment.protects)))
    decision = found.decision
    if decision is not None:
        rows += _decision_rows(found, decision)
    doing = to_record(
        record,
        ("best-interests-decision", _("Record what the panel decided")),
        ("best-interests-review", _("Record that it was looked at again, or reopened")),
    )
    return Section(_("Where it stands"), [SummaryList(rows)], doing=doing)


def _decision_rows(found: Determination, decision: Entry) -> list[Row]:
    said = decision.says(BestInterestsDecision)
    chosen = found.chosen
    rows = [
        Row(_("Decided"), Lines([moment_in_words(decision.happened), *_option_named(chosen)])),
        Row(_("Why"), Name(said.reasons)),
    ]
    if said.dissent:
        rows.append(Row(_("Who saw it otherwise"), Name(said.dissent)))
    if said.conditions:
        rows.append(Row(_("On which conditions"), Name(said.conditions)))
    if said.implementers:
        rows.append(Row(_("Who does what"), shown(said, "implementers")))
    rows.append(Row(_("Does their leave allow it to last?"), _(said.leave_allows.label)))
    rows.append(Row(_("To be looked at again by"), day_in_words(said.review_on)))
    return rows


def _option_named(option: Option | None) -> list[Shown]:
    return [_(option.content.solution.label)] if option is not None else []


def _said(record: Record, found: Determination) -> Section:
    parts: list[Component] = [
        _hearing(entry.says(BestInterestsHeard), entry) for entry in found.hearings
    ]
    if not found.is_heard:
        parts.insert(
            0,
            Warn(
                _("Nothing can be decided over a child who was not heard, unless their guardian "
                  "has read why and has recorded that themself.")
            ),
        )  # fmt: skip
    decision = found.decision
    if decision is not None:
        said = decision.says(BestInterestsDecision)
        weight = [
            Row(_("What became of the child’s view"), _(said.weight.label)),
            Row(_("What weight it got, and why"), Name(said.weight_why)),
        ]
        parts.append(SummaryList(weight))
        talks = heard_at(record.chronology, decision.id)
        parts += [SummaryList(_talk(talk)) for talk in talks]
    doing = to_record(
        record,
        ("best-interests-heard", _("Record how the panel heard the child")),
        ("child-heard", _("Record what the child was told of it and says")),
        ("best-interests-unheard-read", _("As guardian: I have read why the child was not heard")),
    )
    return Section(_("What the child said, and what came of it"), parts, doing=doing)


def _talk(talk: Heard) -> list[Row]:
    """What the child was told of the decision and said of it, and what changed because of that."""
    rows = [Row(_("Talked about the decision"), moment_in_words(talk.entry.happened))]
    if talk.content.told_what:
        rows.append(Row(_("What they were told"), Name(talk.content.told_what)))
    if talk.content.child_words:
        rows.append(Row(_("In their words"), OwnWords(talk.content.child_words)))
    if talk.weighed is not None:
        changed = talk.weighed.says(HeardWeighed)
        rows.append(Row(_("What changed because of it"), Name(changed.changed)))
    else:
        rows.append(Row(_("What changed because of it"), Tag(_("Not said yet"), State.DUE)))
    return rows


def _hearing(said: BestInterestsHeard, entry: Entry) -> Component:
    rows = [Row(_("How"), Lines([_(said.how.label), moment_in_words(entry.happened)]))]
    if said.child_words:
        rows.append(Row(_("In their words"), OwnWords(said.child_words)))
    if said.why_not:
        rows.append(Row(_("Why the child was not heard"), Name(said.why_not)))
    return SummaryList(rows)


def _side_by_side(record: Record, found: Determination) -> Section:
    doing = to_record(
        record,
        ("best-interests-option", _("Add an option")),
        ("best-interests-weighing", _("Weigh an option, element by element")),
    )
    heading = _("The options, side by side")
    if not found.options:
        return Section(
            heading,
            [Empty(_("No option yet."), _("Put down each way in which life could go on."))],
            doing=doing,
        )
    columns = [Column(_("Element"))]
    columns += [Column(_(option.content.solution.label)) for option in found.options]
    rows: list[list[Shown]] = [[_("What it would be like"), *map(_described, found.options)]]
    rows += [
        [_(element.label), *(_cell(option, element) for option in found.options)]
        for element in Element
    ]
    return Section(
        heading,
        [Table(heading, columns, rows, caption_hidden=True)],
        _("Each element by itself, with the reason. The names of the elements follow %(source)s; "
          "they were written from memory and not checked against the text.") % {"source": ELEMENTS},
        doing,
    )  # fmt: skip


def _described(option: Option) -> Shown:
    said = option.content
    lines: list[Shown] = [Name(said.what)]
    if said.where is not None:
        lines.append(shown(said, "where"))
    if said.needs:
        lines.append(Name(said.needs))
    if said.child_words:
        lines.append(OwnWords(said.child_words))
    return Lines(lines)


def _cell(option: Option, element: Element) -> Shown:
    weighed = option.weighed.get(element)
    if weighed is None:
        return Tag(_("Not weighed yet"))
    return Lines([_(weighed.speaks.label), Name(weighed.reasons)])


def _findings(record: Record, found: Determination) -> Section:
    doing = to_record(record, ("best-interests-finding", _("Record a finding on one element")))
    rows = []
    for element in Element:
        entries = found.found(element)
        value: Shown = Lines([line for e in entries for line in _finding(e)])
        rows.append(Row(_(element.label), value if entries else Tag(_("Nothing found yet"))))
    return Section(_("What is known, element by element"), [SummaryList(rows)], doing=doing)


def _finding(entry: Entry) -> list[Shown]:
    said = entry.says(BestInterestsFinding)
    lines: list[Shown] = [Name(said.finding)]
    lines.append(Name(_("How it is known: %(sources)s") % {"sources": said.sources}))
    if said.child_words:
        lines.append(OwnWords(said.child_words))
    return lines


def _panel(record: Record, found: Determination) -> Section:
    parts: list[Component] = []
    for entry in found.panels:
        said = entry.says(BestInterestsPanel)
        rows = [
            Row(_("Meets on"), moment_in_words(entry.happened)),
            Row(_("Papers"), Lines([Name(paper) for paper in said.papers.splitlines()])),
        ]
        if said.tie:
            rows.append(Row(_("Ties"), Name(said.tie)))
        notes: list[Shown] = [Tag(_(words), State.DUE) for words in words_to_a_panel(said)]
        if notes:
            rows.append(Row(_("Worth a thought"), Lines(notes)))
        parts += [_members(said), SummaryList(rows)]
    doing = to_record(record, ("best-interests-panel", _("Call a panel")))
    if not parts:
        parts = [
            Empty(
                _("No panel yet."),
                _("People from several agencies, one at least independent, who read the same."),
            )
        ]
    return Section(_("The panel"), parts, doing=doing)


def _members(panel: BestInterestsPanel) -> Table:
    columns = [
        Column(words)
        for words in (_("Who"), _("Agency"), _("As what"), _("Independent"), _("Confidential"))
    ]
    rows: list[list[Shown]] = [
        [
            Name(m.name),
            Name(m.agency),
            Name(m.role),
            _(m.independent.label),
            _(m.confidential.label),
        ]
        for m in panel.members
    ]
    return Table(_("Who sits on it"), columns, rows)


def _earlier(known: tuple[Determination, ...], at: datetime) -> Section:
    rows = [
        Row(
            moment_in_words(found.assessment.happened),
            Lines(
                [
                    Name(found.assessment.says(BestInterestsAssessment).to_decide),
                    _(found.stage(at).label),
                    *_option_named(found.chosen),
                ]
            ),
        )
        for found in reversed(known)
    ]
    return Section(_("Earlier"), [SummaryList(rows)])
