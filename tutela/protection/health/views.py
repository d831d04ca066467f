"""One child's health: who looks after it, needs and waits, appointments, assessments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category, Choice
from tutela.doors.reading import Record, read
from tutela.people.roles import Nation
from tutela.protection.health.answers import HelpAnswer, Practice
from tutela.protection.health.derive import (
    Appointment,
    Help,
    KnownNeed,
    appointments,
    needs,
    registrations,
)
from tutela.protection.health.entries import (
    HealthAssessed,
    HealthHelpAsked,
    HealthNeed,
    HealthRegistration,
)
from tutela.web.components import Component, Empty, Lines, Row, Shown, State, SummaryList, Tag
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record
from tutela.web.telling import shown

_ALWAYS = (Practice.DOCTOR, Practice.DENTIST, Practice.OPTICIAN)


@require_GET
def health(request: HttpRequest, child: UUID) -> HttpResponse:
    """Registrations, what the child needs and waits for, appointments, assessments."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.HEALTH)
    at = timezone.now()
    return show_sections(
        request,
        record,
        _("Health"),
        [_looked_after_by(record), _needs(record, at), _appointments(record, at), _plans(record)],
        intro=_("Rest, teeth, eyes, sleep and fear: what was done to a child stays in the body. "
                "The child decides whom to tell."),
    )  # fmt: skip


def _looked_after_by(record: Record) -> Section:
    known = registrations(record.chronology)
    rows = []
    for practice in (*_ALWAYS, Practice.OTHER):
        entry = known.get(practice)
        if entry is not None:
            content = entry.says(HealthRegistration)
            lines: list[Shown] = [_(content.state.label), moment_in_words(entry.happened)]
            if content.where is not None:
                lines.append(shown(content, "where"))
            if content.why_refused is not None:
                lines.append(shown(content, "why_refused"))
            rows.append(Row(_(practice.label), Lines(lines)))
        elif practice in _ALWAYS:
            rows.append(Row(_(practice.label), Tag(_("Not on record"), State.DUE)))
    doing = to_record(record, ("health-registration", _("Record a registration")))
    words = _("Where a practice refuses, write down the reason that it gave, and who takes it up.")
    return Section(_("Doctor, dentist, optician"), [SummaryList(rows)], words, doing)


def _needs(record: Record, at: datetime) -> Section:
    doing = to_record(
        record,
        ("health-need", _("Record what the child needs")),
        ("health-help-asked", _("Record that a service was asked to help")),
        ("health-help-answered", _("Record what a service answered")),
        ("health-need-ended", _("Record that a need has come to an end")),
    )
    known = needs(record.chronology)
    if not known:
        none = Empty(
            _("No need is on record."),
            _("Ask the child what hurts, how they sleep and what they can eat."),
        )
        return Section(_("What the child needs"), [none], doing=doing)
    in_order = sorted(known, key=lambda need: need.ended is not None)
    parts: list[Component] = [_need(need, at) for need in in_order]
    return Section(_("What the child needs"), parts, doing=doing)


def _need(need: KnownNeed, at: datetime) -> SummaryList:
    said = need.content
    rows = [
        Row(_("Needs help with"), Lines(_labels(said.need))),
        Row(_("Known since"), moment_in_words(need.entry.happened)),
        Row(_("What is known"), shown(said, "what")),
        Row(_(HealthNeed.question("urgent").label), shown(said, "urgent")),
    ]
    if need.help or need.ended is None:
        rows.append(Row(_("Help"), _helps(need, at)))
    if need.ended is not None:
        rows.append(Row(_("Came to an end"), moment_in_words(need.ended.happened)))
    return SummaryList(rows)


def _helps(need: KnownNeed, at: datetime) -> Shown:
    if not need.help:
        return Tag(_("Nobody was asked yet"), State.DUE)
    lines: list[Shown] = []
    for given in need.help:
        lines += [shown(given.asked.says(HealthHelpAsked), "service"), _help(given, at)]
    return Lines(lines)


def _help(given: Help, at: datetime) -> Shown:
    days = given.waited(at)
    if days is None or given.answer in {HelpAnswer.REFUSED, HelpAnswer.NOT_WISHED}:
        answer = given.answer
        return Tag(_(answer.label) if answer else _("Asked, date not known"), State.QUIET)
    if given.answer is HelpAnswer.BEGUN:
        words = ngettext("Begun, after %(number)d day", "Begun, after %(number)d days", days)
        return Tag(words % {"number": days}, State.MET)
    words = ngettext("Waits, for %(number)d day", "Waits, for %(number)d days", days)
    return Tag(words % {"number": days}, State.DUE)


def _appointments(record: Record, at: datetime) -> Section:
    doing = to_record(
        record,
        ("health-appointment", _("Record an appointment")),
        ("appointment-kept", _("Record what became of an appointment")),
    )
    known = appointments(record.chronology)
    if not known:
        none = Empty(_("No appointment is on record."), _("Book an interpreter with it."))
        return Section(_("Appointments"), [none], doing=doing)
    rows = [
        Row(
            moment_in_words(one.entry.happened), Lines([_(one.content.visit.label), _kept(one, at)])
        )
        for one in reversed(known)
    ]
    return Section(_("Appointments"), [SummaryList(rows)], doing=doing)


def _kept(one: Appointment, at: datetime) -> Shown:
    if one.kept is not None:
        return _(one.kept.label)
    if one.is_ahead(at):
        return Tag(_("Ahead"), State.DUE)
    return Tag(_("Nobody has said what became of it"), State.OVERDUE)


def _plans(record: Record) -> Section:
    doing = to_record(record, ("health-assessed", _("Record a health assessment")))
    nation = Nation(record.gate.nation)
    intro = ""
    if nation is not Nation.ENGLAND:
        intro = _("We know no times for it in %(nation)s, and count none.") % {
            "nation": _(nation.label)
        }
    made = [e for e in record.chronology.of(HealthAssessed) if e.content is not None]
    if not made:
        none = Empty(
            _("No assessment is on record."),
            _("Ask the child whom they would like, and in which language."),
        )
        return Section(_("Health assessment and plan"), [none], intro, doing)
    rows = [
        Row(moment_in_words(e.happened), shown(e.says(HealthAssessed), "plan"))
        for e in reversed(made)
    ]
    return Section(_("Health assessment and plan"), [SummaryList(rows)], intro, doing)


def _labels(chosen: Iterable[Choice]) -> list[Shown]:
    found = list(chosen)
    return [_(one.label) for one in sorted(found, key=list(type(found[0])).index)]
