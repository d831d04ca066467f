"""The parts of the referral pages: where referrals stand, prompts with their links, the pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.access.asked import Action
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Choice, Kind, kind_of
from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record
from tutela.identification.derive import (
    acts,
    elements,
    forms_of_exploitation,
    means,
    referrals,
)
from tutela.identification.pack import Pack, PackAnswer
from tutela.identification.readiness import Prompt, PromptKind, SectionReadiness
from tutela.identification.referrals import Referral
from tutela.web.components import (
    Component,
    Empty,
    Lines,
    Link,
    Name,
    Row,
    Shown,
    State,
    SummaryList,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words


@dataclass(frozen=True)
class Asked:
    """One thing that would help, and where to record it."""

    question: str
    words: str
    tag: Tag
    link: Link | None


@dataclass(frozen=True)
class AskedSection:
    """A section of the form with what would help in it."""

    title: str
    asked: tuple[Asked, ...]


def where_referrals_stand(chronology: Chronology) -> Component:
    """Each referral with its steps, latest last."""
    known = referrals(chronology)
    if not known:
        return Empty(
            _("No referral has been sent."),
            _("Suspicion is enough to refer. Nobody needs to be sure, and a child need not agree."),
        )
    return SummaryList([_row(referral) for referral in known])


def act_means_purpose(chronology: Chronology) -> tuple[SummaryList, str]:
    """The three elements as far as the record sets them out, and what follows for the worker."""
    found = elements(chronology)
    need_not = _("This need not be shown for a child.") if found.is_child else ""
    rows = [
        Row(_("What was done"), _chosen(acts(chronology))),
        Row(_("How they were controlled"), _chosen(means(chronology), need_not)),
        Row(_("What for"), _chosen(forms_of_exploitation(chronology))),
    ]
    return SummaryList(rows), _(found.advice)


def _chosen(choices: Iterable[Choice], otherwise: str = "") -> Shown:
    chosen = list(choices)
    if not chosen:
        return otherwise or _("Not recorded yet.")
    order = list(type(chosen[0]))
    return Lines([_(choice.label) for choice in sorted(chosen, key=order.index)])


def _row(referral: Referral) -> Row:
    steps: list[Shown] = [f"{_day(at)}: {_(status.label)}" for at, status in referral.timeline()]
    if referral.reference:
        steps.insert(0, Name(_("Reference %(number)s") % {"number": referral.reference}))
    when = moment_in_words(referral.sent.happened)
    return Row(_("Sent on %(day)s") % {"day": when}, Lines(steps))


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(LONDON).date())


def asked_in(sections: Iterable[SectionReadiness], record: Record) -> tuple[AskedSection, ...]:
    """What would help in each section, with the link that leads there."""
    return tuple(
        AskedSection(_(section.title), tuple(_asked(p, record) for p in section.prompts))
        for section in sections
    )


_TAGS = {
    PromptKind.MISSING: ("The form asks for it", State.DUE),
    PromptKind.BETTER: ("Would help", State.QUIET),
    PromptKind.TOO_LONG: ("Too long for the form", State.DUE),
}


def _asked(prompt: Prompt, record: Record) -> Asked:
    words, state = _TAGS[prompt.kind]
    return Asked(
        _(prompt.asks), _(prompt.words), Tag(_(words), state), _where_to_record(prompt, record)
    )


def _where_to_record(prompt: Prompt, record: Record) -> Link | None:
    """Where there is an entry already it is completed; else one is recorded."""
    if not prompt.record:
        return None
    kind = kind_of(prompt.record)
    latest = record.chronology.latest(kind.content)
    about = _(prompt.asks)
    if latest is not None and record.may(Action.CORRECT, kind.category):
        address = reverse("correct_ask", args=[record.child, latest.id])
        return Link(_("Add it to “%(kind)s”") % {"kind": _title(kind)}, address, about)
    if record.may(Action.RECORD, kind.category):
        address = reverse("record_ask", args=[record.child, kind.slug])
        return Link(_("Record “%(kind)s”") % {"kind": _title(kind)}, address, about)
    return None


def _title(kind: Kind) -> str:
    return _(kind.title)


def pack_parts(pack: Pack) -> list[tuple[str, SummaryList]]:
    """The sections of the form, each question with its answer."""
    return [
        (_(section.title), SummaryList([_answer(a) for a in section.answers]))
        for section in pack.sections
        if section.answers
    ]


def _answer(answer: PackAnswer) -> Row:
    given = answer.given
    if given.text:
        return Row(_(answer.question.question), Lines([Name(x) for x in given.text.splitlines()]))
    empty = _("Not recorded yet.") if answer.question.must_be_answered else _("Left empty.")
    value = f"{empty} {_(given.prompt)}" if given.prompt else empty
    return Row(_(answer.question.question), value)
