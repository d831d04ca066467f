"""One child's part in what is decided about them, and how those who should help treated them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record, read
from tutela.participation.decisions import decisions
from tutela.participation.derive import Heard, heard_at, talks
from tutela.participation.entries import Audience, HeardWeighed
from tutela.participation.treated import Treated, treatment
from tutela.people.choice import Choice
from tutela.web.components import (
    Component,
    Empty,
    Facts,
    Lines,
    Link,
    Name,
    OwnWords,
    Row,
    Shown,
    State,
    SummaryList,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record


@require_GET
def heard(request: HttpRequest, child: UUID) -> HttpResponse:
    """At each decision: told, asked, heard, by whom, with what weight, and what changed."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.VOICE)
    at = timezone.now()
    intro = _(
        "Four questions at every decision, after Laura Lundy: space to speak, help to find a "
        "voice, an audience that listens, and influence on what is done."
    )
    decided = record.chronology.of_kinds(*decisions())
    sections = [_decision(record, entry) for entry in reversed(decided)]
    if not sections:
        none = Empty(_("No decision is recorded yet."), _("A child can be asked all the same."))
        sections = [Section(_("Decisions"), [none], doing=_ask(record))]
    sections += _before(record)
    return show_sections(
        request, record, _("Being heard"), [*sections, _treatment(record, at)], intro=intro
    )


def _ask(record: Record) -> list[Link]:
    return to_record(
        record,
        ("child-heard", _("Record what the child says about a decision")),
        ("heard-weighed", _("Record what changed because of it")),
    )


def _decision(record: Record, entry: Entry) -> Section:
    talks = heard_at(record.chronology, entry.id)
    heard = any(talk.had_a_voice for talk in talks)
    tag = Tag(_("Heard"), State.MET) if heard else Tag(_("Not yet heard"), State.DUE)
    rows = [Row(_("The child"), tag), Row(_("Decision"), moment_in_words(entry.happened))]
    parts: list[Component] = [SummaryList(rows)]
    for talk in talks:
        parts += _talk(talk)
    return Section(_(entry.kind.title), parts, doing=_ask(record))


def _before(record: Record) -> list[Section]:
    early = [talk for talk in talks(record.chronology) if talk.entry.refers_to is None]
    if not early:
        return []
    parts = [part for talk in early for part in _talk(talk)]
    intro = _("Once the decision is recorded, correct the entry and choose it.")
    return [Section(_("Heard before a decision was recorded"), parts, intro)]


def _talk(talk: Heard) -> list[Component]:
    said = talk.content
    told = [Row(_("Told"), _(said.told.label))]
    if said.told_what:
        told.append(Row(_("What"), Name(said.told_what)))
    if said.understood:
        told.append(Row(_("Understood"), _(said.understood.label)))
    rows = [
        Row(_("Space"), Facts([*told, Row(_("Without anybody they fear"), _(said.alone.label))])),
        Row(_("Voice"), _labels(said.ways, _(said.asked.label))),
        Row(_("Audience"), _labels(said.reached, _(Audience.NOBODY.label))),
    ]
    if said.why_not_asked:
        rows.append(Row(_("Why they were not asked"), Name(said.why_not_asked)))
    if said.adult_view:
        rows.append(Row(_("What the adult makes of it"), Name(said.adult_view)))
    rows.append(Row(_("Influence"), _influence(talk)))
    words: list[Component] = [OwnWords(said.child_words)] if said.child_words else []
    return [*words, SummaryList(rows)]


def _influence(talk: Heard) -> Shown:
    if talk.weighed is None:
        return Tag(_("Nobody has told the child yet what came of it"), State.DUE)
    said = talk.weighed.says(HeardWeighed)
    return Facts(
        [
            Row(_("Weight"), _(said.weight.label)),
            Row(_("Why"), Name(said.why)),
            Row(_("What changed"), Name(said.changed)),
            Row(_("Told back"), _(said.told_back.label)),
        ]
    )


def _treatment(record: Record, at: datetime) -> Section:
    parts: list[Component] = []
    for one in reversed(treatment(record.chronology)):
        if one.report.child_words:
            parts.append(OwnWords(one.report.child_words))
        parts.append(SummaryList(_treated(record, one, at)))
    if not parts:
        parts = [Empty(_("Nothing was told."), _("Ask, and say that it is safe to say so."))]
    intro = _(
        "What a child or a colleague tells of not being believed, of blame, or of worse treatment. "
        "Whoever it is about, as chosen in the entry, does not see it; carers never do. Ten "
        "working days for an answer to the child: that is a rule of this installation, not of law."
    )
    doing = to_record(
        record,
        ("treatment-reported", _("Record disbelief or unfair treatment")),
        ("treatment-handled", _("Record what was done about it")),
    )
    return Section(_("How they were treated"), parts, intro, doing)


def _treated(record: Record, one: Treated, at: datetime) -> list[Row]:
    report, nation = one.report, record.gate.nation
    by = day_in_words(one.due(nation).astimezone(LONDON).date())
    tag = Tag(_("Answer due by %(day)s") % {"day": by}, State.DUE)
    if one.is_answered:
        tag = Tag(_("The child has an answer"), State.MET)
    elif one.is_late(nation, at):
        tag = Tag(_("The answer was due by %(day)s") % {"day": by}, State.OVERDUE)
    rows = [
        Row(_("What happened"), _labels(report.what, "")),
        Row(_("When"), moment_in_words(one.entry.happened)),
        Row(_("Told by"), _(report.reported_by.label)),
        Row(_("Service"), Name(report.agency) if report.agency else _(report.sort.label)),
        Row(_("As it was told"), Name(report.told)),
    ]
    if report.wishes:
        rows.append(Row(_("What they want"), Name(report.wishes)))
    if report.kept_from:
        rows.append(Row(_("Kept from"), _labels(report.kept_from, "")))
    done = [d for h in one.handled for d in h.done]
    rows += [Row(_("Done"), _labels(done, _("Nothing yet"))), Row(_("Answer"), tag)]
    return rows


def _labels(choices: Iterable[Choice], otherwise: str) -> Shown:
    known = [_(c.label) for c in choices]
    return Lines(sorted(known)) if known else otherwise
