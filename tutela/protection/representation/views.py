"""Who speaks for one child in law, and who carries their words over."""

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
from tutela.identity.entries import Languages
from tutela.protection.representation.answers import Again
from tutela.protection.representation.derive import (
    Case,
    Search,
    cases,
    interpreters,
    searches,
)
from tutela.protection.representation.entries import LawyerActs, LawyerEnded
from tutela.web.components import (
    Component,
    Empty,
    Lines,
    Name,
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

_AGAIN = {Again.YES: State.SAFE, Again.NO: State.QUIET, Again.NEVER: State.UNSAFE}


@require_GET
def representation(request: HttpRequest, child: UUID) -> HttpResponse:
    """Lawyers, the search for one, and interpreters."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.STATUS)
    at = timezone.now()
    sections = [_lawyers(record), _looked_for(record, at), _wishes(record)]
    if record.may(Action.READ, Category.PROTECTION):
        sections.append(_interpreters(record))
    return show_sections(
        request,
        record,
        _("Lawyer and interpreter"),
        sections,
        intro=_("What a child and their lawyer say to each other is theirs, and stands nowhere "
                "here."),
    )  # fmt: skip


def _lawyers(record: Record) -> Section:
    doing = to_record(
        record,
        ("lawyer-acts", _("Record who acts for the child")),
        ("lawyer-met", _("Record that the child met their lawyer")),
        ("legal-aid-changed", _("Record a change of legal aid")),
        ("lawyer-ended", _("Record that a lawyer acts no longer")),
    )
    known = cases(record.chronology)
    if not known:
        none = Empty(
            _("No lawyer is on record."),
            _("A child has a right to somebody who speaks for them. Ask more than one office."),
        )
        return Section(_("Lawyers"), [none], doing=doing)
    parts: list[Component] = []
    if any(case.sent_by_somebody_unknown and case.ended is None for case in known):
        parts.append(
            Warn(
                _("Nobody whom we know found this lawyer. Look up whether they may act, ask the "
                  "child alone who sent them, and tell the police if it may be those who exploited "
                  "the child.")
            )
        )  # fmt: skip
    parts += [_case(case) for case in sorted(known, key=lambda case: case.ended is not None)]
    return Section(_("Lawyers"), parts, doing=doing)


def _case(case: Case) -> SummaryList:
    said = case.content
    rows = [
        Row(_("Matter"), _(said.matter.label)),
        Row(_("Who"), shown(said, "name")),
        Row(_("Office"), shown(said, "office")),
        Row(_("Since"), moment_in_words(case.entry.happened)),
        Row(_("Found by"), _(said.found_by.label)),
        Row(_("Who pays"), _(case.paid.label)),
        Row(_(LawyerActs.question("regulated").label), shown(said, "regulated")),
    ]
    if case.meetings or case.ended is None:
        rows.append(Row(_("Met the child"), _met(case)))
    if case.ended is not None:
        why = _(case.ended.says(LawyerEnded).why.label)
        rows.append(Row(_("Acts no longer"), Lines([moment_in_words(case.ended.happened), why])))
    return SummaryList(rows)


def _met(case: Case) -> Shown:
    if not case.meetings:
        return Tag(_("Not yet, as far as is recorded"), State.DUE)
    words = ngettext(
        "%(number)d time, last %(when)s", "%(number)d times, last %(when)s", len(case.meetings)
    )
    last = moment_in_words(case.meetings[-1].happened)
    return words % {"number": len(case.meetings), "when": last}


def _looked_for(record: Record, at: datetime) -> Section:
    doing = to_record(
        record,
        ("lawyer-asked", _("Record that an office was asked")),
        ("lawyer-answered", _("Record what it answered")),
    )
    rows = [Row(_(s.matter.label), _search(s, at)) for s in searches(record.chronology)]
    if not rows:
        none = Empty(
            _("No search is on record."),
            _("Record each office that is asked: what is lacking can then be shown."),
        )
        return Section(_("Looking for a lawyer"), [none], doing=doing)
    return Section(_("Looking for a lawyer"), [SummaryList(rows)], doing=doing)


def _search(search: Search, at: datetime) -> Lines:
    asked = len(search.asked)
    offices = ngettext("%(number)d office was asked", "%(number)d offices were asked", asked)
    said: list[Shown] = [offices % {"number": asked}]
    said += [_(answer.label) for answer in dict.fromkeys(search.refused)]
    days = search.lasted(at)
    if days is not None:
        found = search.found is not None
        if found:
            words = ngettext("Found after %(number)d day", "Found after %(number)d days", days)
        else:
            words = ngettext("For %(number)d day so far", "For %(number)d days so far", days)
        said.append(Tag(words % {"number": days}, State.MET if found else State.DUE))
    return Lines(said)


def _wishes(record: Record) -> Section:
    doing = to_record(record, ("languages", _("Record languages and wishes")))
    entry = record.chronology.latest(Languages)
    heading = _("What everybody who books an interpreter must know")
    if entry is None or entry.content is None:
        none = Empty(_("No language is on record."), _("Ask the child, with pictures if need be."))
        return Section(heading, [none], doing=doing)
    said = entry.says(Languages)
    names = ("best", "dialect", "interpreter_wish", "interpreters_to_avoid")
    rows = [
        Row(_(Languages.question(name).label), shown(said, name))
        for name in names
        if getattr(said, name) is not None
    ]
    if not rows:
        rows = [Row(_(Languages.question("interpreter").label), shown(said, "interpreter"))]
    return Section(heading, [SummaryList(rows)], doing=doing)


def _interpreters(record: Record) -> Section:
    doing = to_record(record, ("interpreter-used", _("Record how an interpreter was")))
    rows = []
    for one in interpreters(record.chronology):
        times = ngettext("%(number)d time", "%(number)d times", one.times) % {"number": one.times}
        again = Tag(_(one.again.label), _AGAIN.get(one.again, State.QUIET))
        rows.append(Row(times, Lines([Name(one.name), again])))
    if not rows:
        none = Empty(
            _("Nobody is on record."), _("After each talk, ask the child alone how it was.")
        )
        return Section(_("Who has interpreted"), [none], doing=doing)
    return Section(_("Who has interpreted"), [SummaryList(rows)], doing=doing)
