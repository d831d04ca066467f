"""One child's plan: goals, actions, the search for family, whether return is safe, what lasted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action as Asked
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record, read
from tutela.futures.solution.answers import Progress
from tutela.futures.solution.derive import (
    Action,
    Lasting,
    Life,
    Plan,
    plans,
    return_found,
    tracing_is_wished,
)
from tutela.futures.solution.entries import (
    SolutionAction,
    SolutionBegan,
    SolutionGoal,
    SolutionMonitored,
    SolutionPlan,
    SolutionProgress,
    TracingStep,
    TracingWished,
)
from tutela.futures.solution.rules import GUIDELINES, against_a_return
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
def solution(request: HttpRequest, child: UUID) -> HttpResponse:
    """The plan that holds now, and everything that hangs on it."""
    record = read(child, as_=viewer(request))
    record.gate.must(Asked.READ, Category.FUTURES)
    at = timezone.now()
    known = plans(record.chronology)
    plan = known[-1] if known else None
    sections = [_plan(record, plan)]
    if plan is not None:
        sections += [_goals(record, plan, at), _lasting(record, plan, at)]
    sections += [_tracing(record), _return(record)]
    return show_sections(
        request,
        record,
        _("Plan for a solution that lasts"),
        sections,
        intro=_("What life is to become, who does what for it, and whether it held."),
    )


def _plan(record: Record, plan: Plan | None) -> Section:
    doing = to_record(record, ("solution-plan", _("Record a plan")))
    if plan is None:
        none = Empty(
            _("No plan yet."), _("It follows from what was determined to be best for the child.")
        )
        return Section(_("The plan"), [none], doing=doing)
    said = plan.entry.says(SolutionPlan)
    rows = [
        Row(_("For"), _(said.solution.label)),
        Row(_("Holds from"), moment_in_words(plan.entry.happened)),
        Row(_("What life is to be like"), Name(said.aim)),
        Row(_("Does the child agree?"), _(said.agreed.label)),
        Row(_("Does it name trafficking, and the needs from it?"), _(said.trafficked.label)),
    ]
    if said.child_words:
        rows.append(Row(_("In their words"), OwnWords(said.child_words)))
    return Section(_("The plan"), [SummaryList(rows)], doing=doing)


def _goals(record: Record, plan: Plan, at: datetime) -> Section:
    doing = to_record(
        record,
        ("solution-goal", _("Add a goal")),
        ("solution-action", _("Add an action to a goal")),
        ("solution-progress", _("Record how far an action has come")),
    )
    heading = _("Goals and actions")
    if not plan.goals:
        none = Empty(_("No goal yet."), _("Begin with what the child wishes most."))
        return Section(heading, [none], doing=doing)
    columns = [
        Column(words) for words in (_("Goal"), _("What is done"), _("Who"), _("By"), _("How far"))
    ]
    rows: list[list[Shown]] = []
    for goal in plan.goals:
        said = goal.entry.says(SolutionGoal)
        named: list[Shown] = [Name(said.goal), _(said.area.label)]
        if said.child_words:
            named.append(OwnWords(said.child_words))
        rows += [[Lines(named), *_acted(action, at)] for action in goal.actions]
        if not goal.actions:
            rows.append([Lines(named), Tag(_("Nothing is agreed yet"), State.DUE), "", "", ""])
    return Section(heading, [Table(heading, columns, rows, caption_hidden=True)], doing=doing)


def _acted(action: Action, at: datetime) -> list[Shown]:
    said = action.entry.says(SolutionAction)
    how_far: list[Shown] = [_("Not begun")]
    if action.steps:
        last = action.steps[-1].says(SolutionProgress)
        stuck = last.progress is Progress.STUCK
        word: Shown = Tag(_(last.progress.label), State.LATE) if stuck else _(last.progress.label)
        how_far = [word, Name(last.note)]
    if action.is_open and said.by < at.date():
        how_far.insert(0, Tag(_("Overdue"), State.OVERDUE))
    return [Name(said.what), Name(said.owner), day_in_words(said.by), Lines(how_far)]


def _lasting(record: Record, plan: Plan, at: datetime) -> Section:
    parts: list[Component] = [part for life in plan.lives for part in _life(life, at)]
    doing = to_record(
        record,
        ("solution-began", _("Record that it began, or that care ended")),
        ("solution-monitored", _("Record how life is, at a set point or another time")),
    )
    if not parts:
        parts = [Empty(_("Nothing has begun yet."), _("When it does, it is looked at again."))]
    return Section(
        _("Does it last?"),
        parts,
        _("It is looked at after three months, a year and two years; after a return or a move "
          "abroad after one month too. These times are our own; no law sets them."),
        doing,
    )  # fmt: skip


def _life(life: Life, at: datetime) -> Iterator[Component]:
    said = life.began.says(SolutionBegan)
    state = life.lasting(at)
    word: Shown = _(state.label)
    if state is Lasting.FAILED:
        word = Tag(_(state.label), State.UNSAFE)
    rows = [
        Row(_("Began"), Lines([moment_in_words(life.began.happened), _(said.what.label)])),
        Row(_("Keeps in touch"), Name(said.follows)),
        Row(_("Does it last?"), word),
    ]
    for look in life.looks:
        found = look.says(SolutionMonitored)
        lines: list[Shown] = [
            moment_in_words(look.happened), _(found.known.label), Name(found.life)
        ]  # fmt: skip
        if found.child_words:
            lines.append(OwnWords(found.child_words))
        rows.append(Row(_(found.point.label), Lines(lines)))
    yield SummaryList(rows)


def _tracing(record: Record) -> Section:
    chronology = record.chronology
    doing = to_record(record, ("tracing-wish", _("Record what the child wishes of it")))
    asked = chronology.contents(TracingWished)
    if not asked:
        none = Empty(_("The child was not asked yet."), _("Nobody is looked for before that."))
        return Section(_("The search for family"), [none], doing=doing)
    last = asked[-1]
    rows = [Row(_("What the child wishes"), _(last.wish.label))]
    for name, key in (("whom", _("Whom to find")), ("never", _("Who must never be asked"))):
        if getattr(last, name):
            rows.append(Row(key, shown(last, name)))
    if last.child_words:
        rows.append(Row(_("In their words"), OwnWords(last.child_words)))
    for entry in chronology.of(TracingStep):
        if entry.content is None:
            continue
        step = entry.says(TracingStep)
        rows.append(
            Row(moment_in_words(entry.happened), Lines([_(step.result.label), Name(step.what)]))
        )
    if tracing_is_wished(chronology):
        doing += to_record(record, ("tracing-step", _("Record a step of the search")))
    return Section(_("The search for family"), [SummaryList(rows)], doing=doing)


def _return(record: Record) -> Section:
    found = return_found(record.chronology)
    doing = to_record(record, ("return-safety", _("Record whether a return would be safe")))
    intro = _("A return can’t be planned without these findings. Source: %(source)s.") % {
        "source": GUIDELINES
    }
    if found is None:
        return Section(_("Would a return be safe?"), [], intro, doing)
    lacking = [_(words) for words in against_a_return(found)]
    parts: list[Component] = []
    if lacking:
        words = _("A return can’t be planned. Not found: %(what)s.") % {"what": "; ".join(lacking)}
        parts.append(Warn(words))
    rows = [
        Row(_("Where to"), shown(found, "country")),
        Row(_("Danger there"), _(found.danger.label)),
        Row(_("Who would care for them"), _(found.caregiver.label)),
        Row(_("How it is known"), Name(found.sources)),
        Row(_("Does the child wish it?"), _(found.child_agrees.label)),
    ]
    if found.danger_why:
        rows.insert(2, Row(_("What the danger is"), Name(found.danger_why)))
    if found.child_words:
        rows.append(Row(_("In their words"), OwnWords(found.child_words)))
    parts.append(SummaryList(rows))
    return Section(_("Would a return be safe?"), parts, intro, doing)
