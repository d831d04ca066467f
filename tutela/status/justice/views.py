"""One child before police and courts: what the law says, each case, who knew what, and the case
about what was done to the child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category, Choice
from tutela.doors.reading import Record, read
from tutela.people import lists
from tutela.people.roles import Nation
from tutela.status.justice.derive import Case, case_of, cases, charged_though_indicated, who_knew
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    Compensation,
    ConvictionReviewed,
    CourtOutcome,
    CrimeOutcome,
    DefenceConsidered,
    IndicatorsKnown,
    NonProsecutionRaised,
    Plea,
    ProsecutorDecision,
    SpecialMeasures,
    VictimOfCrime,
)
from tutela.status.justice.offences import NAME, excluded, law_of
from tutela.status.justice.rules import RULES, STEPS, Elements
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
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record


@require_GET
def justice(request: HttpRequest, child: UUID) -> HttpResponse:
    """What the child is accused of, what was raised, and what became of it."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.JUSTICE)
    at = timezone.now()
    sections = [
        _law(record, at),
        *(_case(record, one, at) for one in reversed(cases(record.chronology))),
        _who_knew(record),
        _victim(record),
    ]
    return show_sections(
        request, record, _("Police and courts"), sections,
        intro=_("A child who was made to do something is a victim first."),
    )  # fmt: skip


def _law(record: Record, at: datetime) -> Section:
    nation = Nation(record.gate.nation)
    rule = RULES[nation]
    parts: list[Component] = []
    if charged_though_indicated(record.chronology, at):
        words = _("This child is charged and may be a victim. Raise non-prosecution with the "
                  "prosecutor today.")  # fmt: skip
        parts.append(Warn(words))
    rows = [Row(_(nation.label), Lines([_(rule.says), str(rule.source)]))]
    if nation in {Nation.ENGLAND, Nation.WALES}:
        steps = Lines([
            _("Is there reason to believe that the child was trafficked?"),
            _("Was there duress?"),
            _("Is there a defence under section 45?"),
            _("Is it in the public interest to prosecute?"),
            _("%(source)s. The exact wording has not been checked.") % {"source": STEPS},
        ])  # fmt: skip
        rows.append(Row(_("What prosecutors ask"), steps))
    parts.append(SummaryList(rows))
    doing = to_record(
        record,
        ("accused", _("Record that the child is suspected")),
        ("charged", _("Record a charge")),
        ("indicators-known", _("Record who knew of indicators")),
        ("non-prosecution-raised", _("Record that non-prosecution was raised")),
    )
    return Section(_("What the law says"), parts, doing=doing)


def _offence(slug: str) -> str:
    return _(lists.label(NAME, slug))


def _case(record: Record, case: Case, at: datetime) -> Section:
    state = case.state(at)
    rows = [Row(_("Stands"), _(state.label) if state else _("Not begun"))]
    for entry in (case.accused, case.charged):
        if entry is not None:
            said = entry.content
            assert isinstance(said, AccusedOf | Charged)
            facts: list[Shown] = [moment_in_words(entry.happened), _offence(said.offence)]
            if isinstance(said, AccusedOf) and said.made_to:
                facts.append(Name(said.made_to))
            rows.append(Row(_(entry.kind.title), Lines(facts)))
    if RULES[Nation(record.gate.nation)].has_schedule_4:
        law = law_of(case.offence)
        lines: list[Shown] = [_(excluded(case.offence).label)]
        rows.append(Row(_("Schedule 4"), Lines([*lines, law] if law else lines)))
    rows += _steps(case)
    rows += _defence(record, case)
    doing = to_record(
        record,
        ("defence-considered", _("Record what speaks for a defence")),
        ("prosecutor-decision", _("Record the prosecutor’s decision")),
        ("plea", _("Record a plea")),
        ("court-outcome", _("Record how it ended in court")),
        ("conviction-reviewed", _("Record that the conviction is looked at again")),
    )
    heading = _("%(offence)s, %(when)s") % {
        "offence": _offence(case.offence), "when": moment_in_words(case.first.happened),
    }  # fmt: skip
    return Section(heading, [SummaryList(rows)], doing=doing)


def _steps(case: Case) -> Iterable[Row]:
    for entry in case.raised:
        said = entry.says(NonProsecutionRaised)
        lines = [moment_in_words(entry.happened), _(said.body.label), *_labels(said.grounds)]
        yield Row(_("Non-prosecution raised"), Lines([*lines, _(said.reply.label)]))
    if not case.raised:
        yield Row(_("Non-prosecution raised"), Tag(_("Not recorded"), State.DUE))
    for entry in case.decisions:
        outcome = _(entry.says(ProsecutorDecision).outcome.label)
        yield Row(_("Prosecutor"), Lines([moment_in_words(entry.happened), outcome]))
    for entry in case.pleas:
        plea = _(entry.says(Plea).said.label)
        yield Row(_("Plea"), Lines([moment_in_words(entry.happened), plea]))
    if case.ended is not None:
        verdict = _(case.ended.says(CourtOutcome).verdict.label)
        yield Row(_("In court"), Lines([moment_in_words(case.ended.happened), verdict]))
    for entry in case.reviews:
        outcome = _(entry.says(ConvictionReviewed).outcome.label)
        yield Row(_("Looked at again"), Lines([moment_in_words(entry.happened), outcome]))


def _labels(chosen: Iterable[Choice]) -> list[str]:
    found = list(chosen)
    return [_(c.label) for c in sorted(found, key=list(type(found[0])).index)] if found else []


def _defence(record: Record, case: Case) -> list[Row]:
    weighed = [
        e
        for e in record.chronology.of(DefenceConsidered)
        if e.content is not None and e.refers_to is not None and e.refers_to in record.chronology
        and case_of(record.chronology, record.chronology.entry(e.refers_to)) == case
    ]  # fmt: skip
    if not weighed:
        return []
    said = weighed[-1].says(DefenceConsidered)
    elements = Elements(said.under_18, said.consequence, said.reasonable, excluded(case.offence))
    left = [_(words) for words in elements.open_questions(Nation(record.gate.nation))]
    words = left or [_("Nothing, as far as the record says. A lawyer decides.")]
    return [Row(_("Still to be shown for a defence"), Lines(words))]


def _who_knew(record: Record) -> Section:
    heading = _("Who knew of indicators, and when")
    rows: list[list[Shown]] = []
    for knew in who_knew(record.chronology):
        said = knew.entry.says(IndicatorsKnown)
        before = _("Before the charge") if knew.before_the_charge else ""
        rows.append([
            moment_in_words(knew.entry.happened),
            Lines([_(said.body.label), *([Name(said.who)] if said.who else [])]),
            Name(said.how),
            before,
        ])  # fmt: skip
    if not rows:
        body = _("If police or a prosecutor saw or heard of signs, write down when.")
        return Section(heading, [Empty(_("Nobody is recorded."), body)])
    columns = [Column(_("When")), Column(_("Who")), Column(_("How")), Column(_("Charge"))]
    return Section(heading, [Table(heading, columns, rows, caption_hidden=True)])


def _victim(record: Record) -> Section:
    chronology = record.chronology
    rows: list[Row] = []
    for entry in chronology.of(VictimOfCrime, SpecialMeasures, CrimeOutcome, Compensation):
        said = entry.content
        match said:
            case VictimOfCrime():
                about: list[Shown] = [_("Wishes to take part: %(answer)s") % {
                    "answer": _(said.wishes.label)}]  # fmt: skip
            case SpecialMeasures():
                about = list(_labels(said.granted)) or [_("Nothing granted yet")]
            case CrimeOutcome() | Compensation():
                about = [_(said.outcome.label)]
            case _:
                continue
        rows.append(Row(_(entry.kind.title), Lines([moment_in_words(entry.happened), *about])))
    doing = to_record(
        record,
        ("victim-of-crime", _("Record the police case about what was done to the child")),
        ("special-measures", _("Record what helps the child to give evidence")),
        ("crime-outcome", _("Record what came of it")),
        ("compensation", _("Record compensation")),
    )
    heading = _("What was done to the child")
    if not rows:
        body = _("That it was reported to the police is recorded under the referral.")
        return Section(heading, [Empty(_("No police case is recorded."), body)], doing=doing)
    return Section(heading, [SummaryList(rows)], doing=doing)
