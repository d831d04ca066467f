"""One child's learning: where now, what was sought and how long it took, the plan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record, read
from tutela.people.roles import Nation
from tutela.protection.education.answers import PlaceAnswer
from tutela.protection.education.derive import Search, Stay, searches, stays
from tutela.protection.education.entries import EducationPlan, SchoolLeft
from tutela.web.components import Component, Empty, Lines, Row, Shown, State, SummaryList, Tag
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record
from tutela.web.telling import shown


@require_GET
def learning(request: HttpRequest, child: UUID) -> HttpResponse:
    """Where the child learns, which places were sought, and the plan."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.EDUCATION)
    at = timezone.now()
    return show_sections(
        request,
        record,
        _("School and learning"),
        [_where(record), _sought(record, at), _plans(record)],
        intro=_("School is where a child is a child again, and where somebody notices on the first "
                "morning that they are not there."),
    )  # fmt: skip


def _where(record: Record) -> Section:
    doing = to_record(
        record,
        ("school-started", _("Record that the child started somewhere")),
        ("school-left", _("Record that they left")),
    )
    known = stays(record.chronology)
    if not known:
        none = Empty(
            _("No place to learn is on record."),
            _("Lessons can begin at once, until a school takes the child."),
        )
        return Section(_("Where the child learns"), [none], doing=doing)
    in_order = sorted(known, key=lambda stay: stay.left is not None)
    parts: list[Component] = [_stay(stay) for stay in in_order]
    return Section(_("Where the child learns"), parts, doing=doing)


def _stay(stay: Stay) -> SummaryList:
    said = stay.content
    rows = [
        Row(_("What"), Lines([_(said.learning.label), _(said.how_much.label)])),
        Row(_("Where"), shown(said, "where")),
        Row(_("Since"), moment_in_words(stay.started.happened)),
    ]
    if said.year is not None:
        rows.append(Row(_("Year or course"), shown(said, "year")))
    if stay.left is None:
        rows.append(Row(_("Looks out for the child"), shown(said, "contact")))
        rows.append(Row(_("Who may collect, and whom to ring"), shown(said, "collect")))
    else:
        why = _(stay.left.says(SchoolLeft).why.label)
        rows.append(Row(_("Left"), Lines([moment_in_words(stay.left.happened), why])))
    return SummaryList(rows)


def _sought(record: Record, at: datetime) -> Section:
    doing = to_record(
        record,
        ("school-place-sought", _("Record that a place is sought")),
        ("school-place-answered", _("Record an answer")),
    )
    known = searches(record.chronology)
    if not known:
        none = Empty(_("No search is on record."), _("Record it on the day on which you ask."))
        return Section(_("Places that were sought"), [none], doing=doing)
    rows = [
        Row(
            moment_in_words(search.sought.happened),
            Lines([_(search.content.learning.label), *_became(search, at)]),
        )
        for search in reversed(known)
    ]
    return Section(_("Places that were sought"), [SummaryList(rows)], doing=doing)


def _became(search: Search, at: datetime) -> list[Shown]:
    answer: list[Shown] = [_(search.answer.label)] if search.answer else []
    days = search.waited(at)
    if days is None:
        return answer
    if search.started is not None:
        words = ngettext("Started, after %(number)d day", "Started, after %(number)d days", days)
        return [Tag(words % {"number": days}, State.MET)]
    words = ngettext("Waits, for %(number)d day", "Waits, for %(number)d days", days)
    state = State.QUIET if search.answer is PlaceAnswer.OFFERED else State.DUE
    return [*answer, Tag(words % {"number": days}, state)]


def _plans(record: Record) -> Section:
    doing = to_record(record, ("education-plan", _("Record an education plan")))
    nation = Nation(record.gate.nation)
    intro = ""
    if nation is not Nation.ENGLAND:
        intro = _("We know no time for it in %(nation)s, and count none.") % {
            "nation": _(nation.label)
        }
    made = [e for e in record.chronology.of(EducationPlan) if e.content is not None]
    if not made:
        none = Empty(
            _("No plan is on record."), _("Ask the child what they wish to be able to do.")
        )
        return Section(_("Education plan"), [none], intro, doing)
    parts: list[Component] = [
        SummaryList(
            [
                Row(_("Made"), moment_in_words(e.happened)),
                *(
                    Row(_(EducationPlan.question(name).label), shown(e.says(EducationPlan), name))
                    for name in ("aims", "help", "language", "feels_safe")
                ),
            ]
        )
        for e in reversed(made)
    ]
    return Section(_("Education plan"), parts, intro, doing)
