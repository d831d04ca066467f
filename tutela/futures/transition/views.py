"""One young person's way into adulthood: who carries what after 18, plan, adviser, home."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content
from tutela.doors.reading import Record, read
from tutela.duties.limits import birthday
from tutela.futures.transition.answers import LifeArea
from tutela.futures.transition.derive import HANDS_OVER_AT, carried, phase
from tutela.futures.transition.entries import (
    AdultSupport,
    AdviserVisit,
    HandoverMeeting,
    HomeAfterCare,
    LeavingCareStanding,
    PathwayNeedsAssessment,
    PathwayPlan,
    PathwayReview,
    PersonalAdviserNamed,
    Post18Worker,
)
from tutela.identity.derive import born
from tutela.people.choice import Answer
from tutela.people.roles import Nation
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
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record
from tutela.web.telling import shown

_DAYS = (
    ((16, 0), "16"),
    (HANDS_OVER_AT, "17½"),
    ((18, 0), "18"),
    ((21, 0), "21"),
    ((25, 0), "25"),
)


@require_GET
def transition(request: HttpRequest, child: UUID) -> HttpResponse:
    """What stands before and after 18, and what has nobody."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.FUTURES)
    at = timezone.now()
    return show_sections(
        request,
        record,
        _("Becoming an adult"),
        [_now(record, at), _after_18(record, at), _plan(record), _people(record), _home(record)],
        intro=_("At 18 many people stop being responsible on one day. Nothing here falls silent: "
                "each part of life has somebody’s name, or says that it has none."),
    )  # fmt: skip


def _now(record: Record, at: datetime) -> Section:
    now, birth = phase(record.chronology, at), born(record.chronology)
    rows: list[Row] = [Row(_("Now"), _(now.label) if now else _("Under 16, over 25, or not known"))]
    if birth is not None:
        days: list[Shown] = [
            _("%(age)s on %(day)s") % {"age": words, "day": day_in_words(birthday(birth, *age))}
            for age, words in _DAYS
        ]
        rows.append(Row(_("Days that matter"), Lines(days)))
    standing = record.chronology.latest(LeavingCareStanding)
    if standing is not None and standing.content is not None:
        said = standing.says(LeavingCareStanding)
        rows.append(Row(_("As a care leaver"), _(said.standing.label)))
    intro = ""
    if record.gate.nation != Nation.ENGLAND:
        intro = _(
            "The times for needs, plan and visits are England’s. We know none for %(nation)s, and "
            "count none."
        ) % {"nation": _(Nation(record.gate.nation).label)}
    doing = to_record(
        record, ("leaving-care-standing", _("Record what they are owed as a care leaver"))
    )
    return Section(_("Where it stands"), [SummaryList(rows)], intro, doing)


def _after_18(record: Record, at: datetime) -> Section:
    known = carried(record.chronology, at)
    rows: list[list[Shown]] = []
    for area in LifeArea:
        one = known.get(area)
        if one is None:
            rows.append([_(area.label), Tag(_("Nobody yet"), State.DUE)])
            continue
        who: list[Shown] = [_(one.carries.label)]
        if isinstance(one.who, str):
            who.append(Name(one.who))
        who.append(_("Said on %(day)s") % {"day": moment_in_words(one.entry.happened)})
        rows.append([_(area.label), Lines(who)])
    columns = [Column(_("Part of life")), Column(_("Who carries it"))]
    table = Table(_("Who carries what after 18"), columns, rows, caption_hidden=True)
    parts: list[Component] = [table]
    meeting = record.chronology.latest(HandoverMeeting)
    if meeting is not None and meeting.content is not None:
        said = meeting.says(HandoverMeeting)
        facts = [
            Row(_("Handover meeting"), moment_in_words(meeting.happened)),
            *_answer(said, "open", _("Not settled")),
            *_answer(said, "child_words", _("In their words")),
        ]
        parts.append(SummaryList(facts))
    doing = to_record(
        record,
        ("handover-meeting", _("Record the handover meeting")),
        ("after-18", _("Record who carries a part of life")),
    )
    return Section(_("Who carries what after 18"), parts, doing=doing)


def _plan(record: Record) -> Section:
    chronology = record.chronology
    rows: list[Row] = []
    needs = _last(chronology, PathwayNeedsAssessment)
    if needs is not None:
        said = needs.says(PathwayNeedsAssessment)
        rows.append(Row(_("Needs assessed"), moment_in_words(needs.happened)))
        rows += _answer(said, "child_words", _("What they wish for"))
    plan = _last(chronology, PathwayPlan)
    if plan is not None:
        rows += _plan_rows(plan)
    reviews = [
        Lines([moment_in_words(e.happened), _reviewed(e.says(PathwayReview))])
        for e in chronology.of(PathwayReview)
        if e.content is not None
    ]
    if reviews:
        rows.append(Row(_("Reviewed"), Lines(reviews)))
    doing = to_record(
        record,
        ("pathway-needs-assessment", _("Record the assessment of needs")),
        ("pathway-plan", _("Record the pathway plan")),
        ("pathway-review", _("Record a review of it")),
    )
    part: Component = SummaryList(rows)
    if not rows:
        part = Empty(_("No plan yet."), _("It starts with what the young person wishes."))
    return Section(_("Needs and plan"), [part], doing=doing)


def _plan_rows(plan: Entry) -> list[Row]:
    said = plan.says(PathwayPlan)
    named: Shown = _("It says that they are or may be a victim of trafficking")
    if said.trafficked is not Answer.YES:
        named = Tag(_("Trafficking is not named in it"), State.DUE)
    return [
        Row(_("Pathway plan"), Lines([moment_in_words(plan.happened), named])),
        *_answer(said, "trafficking_needs", _("Needs from having been trafficked")),
        *_answer(said, "goals", _("What is to come about")),
        Row(_("If a part of it fails"), Name(said.if_it_fails)),
        *_answer(said, "child_words", _("What they say of it")),
    ]


def _reviewed(review: PathwayReview) -> Shown:
    if review.trafficking_met is Answer.NO:
        return Tag(_("Needs from having been trafficked are not met"), State.OVERDUE)
    return _("Needs from having been trafficked are met: %(answer)s") % {
        "answer": _(review.trafficking_met.label)
    }


def _people(record: Record) -> Section:
    chronology = record.chronology
    rows: list[Row] = []
    adviser = _last(chronology, PersonalAdviserNamed)
    rows.append(
        Row(_("Personal adviser"), Name(adviser.says(PersonalAdviserNamed).name))
        if adviser
        else Row(_("Personal adviser"), Tag(_("Nobody yet"), State.DUE))
    )
    worker = _last(chronology, Post18Worker)
    if worker is not None:
        said = worker.says(Post18Worker)
        named = [Name(said.name)] if said.name else []
        rows.append(Row(_("Post-18 worker"), Lines([_(said.state.label), *named])))
    support = _last(chronology, AdultSupport)
    if support is not None:
        wish = support.says(AdultSupport)
        rows.append(
            Row(
                _("Support for adults in the National Referral Mechanism"),
                Lines([_(wish.wish.label), *([Name(wish.provider)] if wish.provider else [])]),
            )
        )
    doing = to_record(
        record,
        ("personal-adviser", _("Name the personal adviser")),
        ("post-18-worker", _("Record a post-18 worker, or that there is none")),
        ("adult-support", _("Record what they wish of the support for adults")),
    )
    return Section(_("Who helps"), [SummaryList(rows)], doing=doing)


def _home(record: Record) -> Section:
    chronology = record.chronology
    rows: list[Row] = []
    home = _last(chronology, HomeAfterCare)
    if home is not None:
        said = home.says(HomeAfterCare)
        lines: list[Shown] = [_(said.sort.label), moment_in_words(home.happened)]
        lines.append(shown(said, "where"))
        if said.suitable is Answer.NO:
            lines.append(Tag(_("Not suitable"), State.UNSAFE))
        if said.could_be_found is Answer.YES:
            lines.append(Tag(_("Those who exploited them could find them there"), State.UNSAFE))
        rows.append(Row(_("Home"), Lines(lines)))
        rows += _answer(said, "child_words", _("What they say of it"))
    visit = _last(chronology, AdviserVisit)
    if visit is not None:
        seen = visit.says(AdviserVisit)
        rows.append(
            Row(
                _("Last visit of the adviser"),
                Lines([moment_in_words(visit.happened), _(seen.how.label), Name(seen.life)]),
            )
        )
        rows += _answer(seen, "child_words", _("In their words"))
    doing = to_record(
        record,
        ("home-after-care", _("Record a move")),
        ("adviser-visit", _("Record a visit of the personal adviser")),
    )
    part: Component = SummaryList(rows) if rows else Empty(
        _("Nothing is recorded of a home after care."), _("Plan it before it is needed.")
    )  # fmt: skip
    return Section(_("Home and visits"), [part], doing=doing)


def _last(chronology: Chronology, content: type[Content]) -> Entry | None:
    entry = chronology.latest(content)
    return entry if entry is not None and entry.content is not None else None


def _answer(content: Content, name: str, key: str) -> Iterable[Row]:
    value = getattr(content, name)
    if not value:
        return []
    return [Row(key, OwnWords(value) if name == "child_words" else shown(content, name))]
