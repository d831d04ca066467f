"""One child's outcomes: how each went in both voices, what moved, what is stuck and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record, read
from tutela.outcomes.charts import in_a_sentence, multiples
from tutela.outcomes.derive import Goal, Hindrance, Picture, View, Voice, Way, pictures
from tutela.outcomes.instrument import Instrument, Outcome
from tutela.outcomes.instruments import instruments, outcomes
from tutela.outcomes.paper import paper
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
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
from tutela.web.freshness import freshly_proven
from tutela.web.sections import Section, show_sections, to_record

_INTRO = (
    "The child’s own view and that of the people who work with them stand beside each other. "
    "Neither replaces the other, and there is no total: a life is not a score."
)


@require_GET
def how_life_is_going(request: HttpRequest, child: UUID) -> HttpResponse:
    """Each outcome over time, with the sentences that say what moved and what is stuck."""
    record = _record(request, child)
    known = pictures(record.chronology)
    sections = [_first(record, child, known), *_moved(known), _goals(known)]
    for instrument in instruments():
        if instrument.id == "working-set" or _of(instrument, known):
            sections += _instrument(record, instrument, known)
    return show_sections(request, record, _("How life is going"), sections, intro=_(_INTRO))


@require_GET
@freshly_proven
def on_paper(request: HttpRequest, child: UUID) -> HttpResponse:
    """The same to take along and to read together. It leaves the record: audited as an export."""
    read(child, as_=viewer(request)).gate.must(Action.EXPORT, Category.OUTCOMES)
    record = read(child, as_=viewer(request), how="export", purpose=_("How life is going"))
    return HttpResponse(
        paper(record, timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="how-life-is-going.pdf"'},
    )


def _record(request: HttpRequest, child: UUID) -> Record:
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.OUTCOMES)
    return record


def _of(instrument: Instrument, known: dict[str, Picture]) -> list[tuple[Outcome, Picture]]:
    return [(one, known[one.code]) for one in instrument.outcomes if one.code in known]


def _first(record: Record, child: UUID, known: dict[str, Picture]) -> Section:
    doing = to_record(record, ("outcome-review", _("Begin a talk about how life is going")))
    if known and record.gate.might(Action.EXPORT, Category.OUTCOMES):
        doing.append(Link(_("Print it (PDF)"), reverse("outcomes_paper", args=[child])))
    own = sum(1 for one in known.values() if one.own)
    said = ngettext(
        "The child has spoken about %(number)d outcome.",
        "The child has spoken about %(number)d outcomes.",
        own,
    ) % {"number": own}
    parts: list[Component] = [Lines([said])]
    if not known:
        parts = [
            Empty(
                _("Nobody has asked yet."),
                _("Some outcomes or all of them, in any order, over as many talks as it takes."),
            )
        ]
    return Section(_("At a glance"), parts, doing=doing)


def _moved(known: dict[str, Picture]) -> Iterator[Section]:
    if not known:
        return
    texts = outcomes()
    moved = [
        f"{_(texts[code].text)}: {in_a_sentence(one)}"
        for code, one in known.items()
        if code in texts and {one.way(voice) for voice in Voice} & {Way.BETTER, Way.WORSE}
    ]
    yield Section(_("What moved"), [Lines(moved or [_("Nothing that was asked twice has moved.")])])
    stuck = [
        Row(_(texts[code].text), _why(one))
        for code, one in known.items()
        if code in texts and (one.is_stuck or one.in_the_way)
    ]
    parts: list[Component] = [SummaryList(stuck)] if stuck else [Lines([_("Nothing is stuck.")])]
    intro = _("What is in the way stands outside the child. Somebody has the duty to remove it.")
    yield Section(_("What is stuck, and why"), parts, intro)


def _why(picture: Picture) -> Shown:
    if not picture.in_the_way:
        return Tag(_("No better, and nobody has written down what stands in the way"), State.DUE)
    return Lines([_hindrance(one) for one in picture.in_the_way])


def _hindrance(one: Hindrance) -> str:
    said = one.content
    asked = _("asked of them") if said.asked else _("nothing asked of them yet")
    return _("%(what)s (%(barrier)s). Whose duty: %(duty)s; %(asked)s.") % {
        "what": said.what,
        "barrier": _(said.barrier.label),
        "duty": _(said.duty.label),
        "asked": asked,
    }


def _goals(known: dict[str, Picture]) -> Section:
    rows = [_goal(goal) for one in known.values() for goal in one.goals]
    columns = [Column(w) for w in (_("What they want"), _("Next"), _("Who"), _("By"), _("Now"))]
    parts: list[Component] = [
        Table(_("What the child wants next"), columns, rows, caption_hidden=True)
    ]
    if not rows:
        parts = [Empty(_("No goal yet."), _("Ask what they want, before asking what they need."))]
    return Section(_("What the child wants next"), parts)


def _goal(goal: Goal) -> list[Shown]:
    said = goal.content
    now = _(goal.progress.label) if goal.progress else _("Agreed")
    state = State.DUE if goal.is_open else State.MET
    return [Name(said.goal), Name(said.action), Name(said.owner), day_in_words(said.by),
            Tag(now, state)]  # fmt: skip


def _instrument(
    record: Record, instrument: Instrument, known: dict[str, Picture]
) -> Iterator[Section]:
    said = _("%(name)s, version %(version)s. %(source)s Licence: %(licence)s.") % {
        "name": instrument.name,
        "version": instrument.version,
        "source": instrument.source,
        "licence": instrument.licence,
    }
    for place, (principle, title) in enumerate(instrument.principles):
        under = instrument.under(principle)
        drawn = [(_(one.text), known[one.code]) for one in under if one.code in known]
        drawn = [(words, one) for words, one in drawn if _has_steps(one)]
        parts: list[Component] = [multiples(drawn)] if drawn else []
        parts += [_table(record, _(title), under, known), *_words(under, known)]
        yield Section(_(title), parts, said if not place else "")


def _has_steps(picture: Picture) -> bool:
    return any(view.step for view in (*picture.own, *picture.worker))


def _table(
    record: Record, title: str, under: Iterable[Outcome], known: dict[str, Picture]
) -> Table:
    may = record.may(Action.RECORD, Category.OUTCOMES)
    columns = [
        Column(_("Outcome")),
        Column(_("The child’s own view")),
        Column(_("A worker’s view")),
        *([Column(_("Write down"))] if may else []),
    ]
    rows: list[list[Shown]] = []
    for one in under:
        picture = known.get(one.code)
        row: list[Shown] = [
            _(one.text),
            _last(picture.own if picture else ()),
            _last(picture.worker if picture else ()),
        ]
        rows.append([*row, _doing(record, one)] if may else row)
    return Table(title, columns, rows, caption_hidden=True)


def _last(views: Sequence[View]) -> Shown:
    if not views:
        return _("Not asked yet")
    said = views[-1].content
    answer = said.step if said.step is not None else said.given
    when = moment_in_words(views[-1].entry.happened)
    return Lines([_(answer.label), f"({when})"])


def _doing(record: Record, outcome: Outcome) -> Lines:
    asks = (
        ("outcome-own-view", _("Their own view")),
        ("outcome-worker-view", _("Your view")),
        ("outcome-barrier", _("What stands in the way")),
        ("outcome-goal", _("What they want")),
    )
    given = urlencode({"outcome": outcome.code})
    return Lines(
        [
            Link(words, f"{reverse('record_ask', args=[record.child, slug])}?{given}",
                 about=_(outcome.text))
            for slug, words in asks
        ]
    )  # fmt: skip


def _words(under: Iterable[Outcome], known: dict[str, Picture]) -> Iterator[Component]:
    for one in under:
        for view in known[one.code].own if one.code in known else ():
            words = getattr(view.content, "child_words", None)
            if words:
                yield OwnWords(words, said=_(one.text))
