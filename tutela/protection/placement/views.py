"""One child's home: what must be answered, the first days, visits, plans, reviews. Never where."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Content
from tutela.doors.reading import Record, read
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.placement.answers import Met, ReviewEnd
from tutela.protection.placement.derive import Stay, current_placement, stays, unanswered
from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    PlacementEnded,
    PlacementPlan,
    SafetyPlan,
    SocialWorkVisit,
)
from tutela.web.components import (
    Component,
    Empty,
    Lines,
    Link,
    Row,
    Shown,
    State,
    SummaryList,
    Tag,
    Warn,
)
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record
from tutela.web.telling import shown

_FIRST_DAYS = (
    "telephone", "calls", "outside", "transport", "nights", "if_gone", "way_back", "explained",
    "child_words",
)  # fmt: skip
_DAYS = ("days", "decides", "contact", "trafficking", "child_agrees", "child_words")
_PLAN = ("victim", "from_trafficking", "needs", "aim", "child_words", "reviewing_officer")
_MET = {Met.YES: State.MET, Met.PARTLY: State.DUE, Met.NO: State.OVERDUE}
_LAST_VISITS = 6


@require_GET
def home(request: HttpRequest, child: UUID) -> HttpResponse:
    """How the child lives: now, in the first days, who comes to see them, what the plan says."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    at = timezone.now()
    return show_sections(
        request,
        record,
        _("Home"),
        [
            _now(record, at), _first_days(record), _visits(record), _plans(record),
            _before(record, at),
        ],
        intro=_("How a child lives and with whom they are well. Where it is stands on a page of "
                "its own, for those who must know."),
    )  # fmt: skip


def _now(record: Record, at: datetime) -> Section:
    doing = to_record(
        record,
        ("placement-began", _("Record a home")),
        ("unsuitable-answered", _("Answer for an unsuitable home")),
        ("out-of-area-told", _("Record that the council of the area was told")),
        ("placement-plan", _("Record a placement plan")),
        ("placement-ended", _("Record that the child left it")),
    )
    doing.append(Link(_("Where the child is"), reverse("where", args=[record.child])))
    stay = current_placement(record.chronology, at)
    if stay is None:
        none = Empty(
            _("No home is on record."),
            _("Write down tonight what sort of place it is. Its address is a page of its own."),
        )
        return Section(_("Now"), [none], doing=doing)
    parts: list[Component] = []
    if unanswered(record.chronology, at) is not None:
        parts.append(
            Warn(
                _("No child should live here. Somebody must answer for it today: when the child "
                  "moves, or who decided that they stay, and why.")
            )
        )  # fmt: skip
    parts.append(_stay(stay))
    plan = next(iter(reversed(record.chronology.answers_to(stay.entry.id, PlacementPlan))), None)
    if plan is not None and plan.content is not None:
        parts.append(_answers(plan, PlacementPlan, _DAYS, _("Placement plan")))
    return Section(_("Now"), parts, doing=doing)


def _stay(stay: Stay) -> SummaryList:
    said = stay.content
    rows = [
        Row(_("What sort of place"), _(said.home.label)),
        Row(_("Since"), moment_in_words(stay.entry.happened)),
        Row(_("Who provides it"), _(said.provider.label)),
        Row(_("Outside the area"), shown(said, "out_of_area")),
        Row(_("Somebody speaks the child’s language"), shown(said, "language")),
        Row(_("Brothers and sisters together"), shown(said, "siblings")),
    ]
    if said.child_words is not None:
        rows.append(Row(_("The child says"), shown(said, "child_words")))
    return SummaryList(rows)


def _answers(
    entry: Entry, content: type[Content], names: tuple[str, ...], made: str
) -> SummaryList:
    said = entry.says(content)
    rows = [Row(made, moment_in_words(entry.happened))]
    rows += [
        Row(_(content.question(name).label), shown(said, name))
        for name in names
        if getattr(said, name) is not None
    ]
    return SummaryList(rows)


def _first_days(record: Record) -> Section:
    doing = to_record(record, ("safety-plan", _("Record a safety plan")))
    plan = record.chronology.latest(SafetyPlan)
    heading = _("The first days")
    if plan is None or plan.content is None:
        none = Empty(
            _("No safety plan is on record."),
            _("Most children who are lost are lost in the first 72 hours. Make it with the child: "
              "telephone, calls, going out, nights, and how they can come back."),
        )  # fmt: skip
        return Section(heading, [none], doing=doing)
    return Section(heading, [_answers(plan, SafetyPlan, _FIRST_DAYS, _("Made"))], doing=doing)


def _visits(record: Record) -> Section:
    doing = to_record(record, ("social-work-visit", _("Record a visit")))
    known = [e for e in record.chronology.of(SocialWorkVisit) if e.content is not None]
    nation, intro = Nation(record.gate.nation), ""
    if nation is not Nation.ENGLAND:
        intro = _("We know no times for visits and reviews in %(nation)s, and count none.") % {
            "nation": _(nation.label)
        }
    if not known:
        none = Empty(_("No visit is on record."), _("See the child alone, with an interpreter."))
        return Section(_("Visits"), [none], intro, doing)
    last = known[-_LAST_VISITS:]
    rows = [Row(moment_in_words(e.happened), _visit(e.says(SocialWorkVisit))) for e in last[::-1]]
    return Section(_("Visits"), [SummaryList(rows)], intro, doing)


def _visit(said: SocialWorkVisit) -> Lines:
    seen: list[Shown] = []
    if said.seen is not Answer.YES:
        seen.append(Tag(_("The child was not seen"), State.OVERDUE))
    elif said.alone is Answer.YES:
        seen.append(Tag(_("Seen, and alone"), State.MET))
    else:
        seen.append(Tag(_("Seen, not alone"), State.DUE))
    if said.interpreter is Answer.NO:
        seen.append(Tag(_("Without an interpreter"), State.DUE))
    seen.append(shown(said, "how"))
    if said.child_words is not None:
        seen.append(shown(said, "child_words"))
    return Lines(seen)


def _plans(record: Record) -> Section:
    doing = to_record(
        record,
        ("care-plan", _("Record a care plan")),
        ("looked-after-review", _("Record a review")),
    )
    plan = record.chronology.latest(CarePlan)
    parts: list[Component] = []
    if plan is None or plan.content is None:
        parts.append(
            Empty(_("No care plan is on record."), _("It says whether trafficking is known of."))
        )
    else:
        parts.append(_answers(plan, CarePlan, _PLAN, _("Care plan")))
    held = [e for e in record.chronology.of(LookedAfterReview) if e.content is not None]
    if held:
        parts.append(
            SummaryList(
                [Row(moment_in_words(e.happened), _review(e.says(LookedAfterReview)))
                 for e in reversed(held)]
            )
        )  # fmt: skip
    return Section(_("Care plan and reviews"), parts, doing=doing)


def _review(said: LookedAfterReview) -> Lines:
    lines: list[Shown] = [
        _("%(which)s review") % {"which": _(said.sort.label)},
        shown(said, "chaired_by"),
        _(said.part.label),
    ]
    if said.end is ReviewEnd.ADJOURNED:
        lines.append(Tag(_("Adjourned"), State.DUE))
    needs = Tag(_("Needs from trafficking: %(met)s") % {"met": _(said.met.label)}, _tag(said.met))
    lines.append(needs)
    if said.missing is not None:
        lines.append(shown(said, "missing"))
    if said.child_words is not None:
        lines.append(shown(said, "child_words"))
    return Lines(lines)


def _tag(met: Met) -> State:
    return _MET.get(met, State.QUIET)


def _before(record: Record, at: datetime) -> Section:
    rows = []
    for stay in reversed(stays(record.chronology)):
        if stay.ended is None or stay.is_at(at):
            continue
        span = _("%(since)s to %(until)s") % {
            "since": moment_in_words(stay.entry.happened),
            "until": moment_in_words(stay.ended.happened),
        }
        why = _(stay.ended.says(PlacementEnded).why.label)
        rows.append(Row(span, Lines([_(stay.content.home.label), why])))
    if not rows:
        return Section(_("Before"), [Empty(_("No earlier home."), _("None is recorded here."))])
    return Section(_("Before"), [SummaryList(rows)])
