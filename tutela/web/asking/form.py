"""A kind of entry as a form: its steps, what was answered, and the entry that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import ValidationError

from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Content, Kind, Question, kind_of
from tutela.chronology.moment import Moment
from tutela.chronology.places import KEPT_BACK
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLong, Control, Wrong, asked, controls, read_all
from tutela.web.asking.build import asks_of
from tutela.web.asking.moments import AskMoment
from tutela.web.asking.rows import AskRows

HAPPENED = "happened"
REFERS_TO = "refers_to"
REASON = "reason"
"""Names of what is asked beside the fields of a kind; no kind has fields of these names."""


@dataclass(frozen=True)
class Step:
    """The questions of one page. ``title`` is empty where a kind has a single page."""

    title: str
    asks: tuple[Ask, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its asks."""
        return tuple(ask.name for ask in self.asks)


@dataclass(frozen=True)
class Filled:
    """What a form came to: an entry to be recorded, or what is wrong. ``stays``: answers of the
    entry that is corrected, kept back from whoever corrects it, that stay as they are."""

    content: Content | None
    happened: Moment | None
    refers_to: str | None = None
    reason: str = ""
    wrong: tuple[Wrong, ...] = ()
    stays: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Can it be recorded, as far as the form can tell?"""
        return self.content is not None and self.happened is not None and not self.wrong


@dataclass(frozen=True)
class KindForm:
    """The form of a kind. ``refers`` asks which entry it answers to, where there are some to choose
    from; with ``mends`` a reason is asked for, since an entry is corrected. ``kept_back`` are
    answers that are not shown to whoever corrects: left empty, they stay as they are."""

    kind: Kind
    refers: Ask | None = None
    mends: bool = False
    kept_back: frozenset[str] = frozenset()

    @cached_property
    def before(self) -> tuple[Ask, ...]:
        """What is asked before the fields: what it answers to, and when it happened."""
        when = AskMoment(HAPPENED, HAPPENED, Question(self.kind.when))
        return (self.refers, when) if self.refers else (when,)

    @cached_property
    def after(self) -> tuple[Ask, ...]:
        """What is asked after the fields: the reason of a correction."""
        if not self.mends:
            return ()
        question = Question(
            gettext_noop("Why is it corrected?"),
            gettext_noop("The old entry stays readable beside the new one, with this reason."),
        )
        return (AskLong(REASON, REASON, question, longest=2_000),)

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """Everything that is asked, in order."""
        return (*self.before, *self._fields, *self.after)

    @cached_property
    def _fields(self) -> tuple[Ask, ...]:
        return tuple(
            _may_stay(ask) if ask.field in self.kept_back else ask
            for ask in asks_of(self.kind.content)
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The pages of the form: fields that stand together in a group share one."""
        grouped = groupby(self._fields, key=lambda ask: ask.question.group)
        steps = [Step(title, tuple(asks)) for title, asks in grouped] or [Step("", ())]
        steps[0] = Step(steps[0].title, (*self.before, *steps[0].asks))
        steps[-1] = Step(steps[-1].title, (*steps[-1].asks, *self.after))
        return tuple(steps)

    def step(self, number: int) -> Step:
        """The step of this number, counted from 1. Raises IndexError."""
        if number < 1:
            raise IndexError(number)
        return self.steps[number - 1]

    def controls(
        self, step: Step, answers: Answers, wrong: Sequence[Wrong] = ()
    ) -> tuple[Control, ...]:
        """The questions of a step as drawn."""
        errors = {w.name: w.message for w in reversed(wrong)}
        return controls(self._reachable(step, answers), answers, errors)

    def check_step(self, step: Step, answers: Answers) -> tuple[Wrong, ...]:
        """What is wrong with the answers of one step, or missing."""
        return tuple(
            wrong
            for wrong in read_all(self.asks, answers)[1]
            if wrong.name.split("-")[0] in step.names
        )

    def fill(self, answers: Answers) -> Filled:
        """The entry that the answers make."""
        values, wrong = read_all(self.asks, answers)
        happened = values.pop(HAPPENED, None)
        refers_to = values.pop(REFERS_TO, None)
        reason = values.pop(REASON, "")
        if wrong:
            return Filled(None, happened, refers_to, reason, tuple(wrong))
        stays = self._stays(values)
        values |= dict.fromkeys(stays, KEPT_BACK)
        try:
            content = self.kind.content.model_validate(values)
        except ValidationError as problem:
            return Filled(None, happened, refers_to, reason, tuple(self._refused(problem)))
        return Filled(content, happened, refers_to, reason, stays=stays)

    def _stays(self, values: Mapping[str, Any]) -> frozenset[str]:
        return frozenset(name for name in self.kept_back if not values.get(name))

    def answers_of(self, entry: Entry) -> Answers:
        """The answers that would make this entry: where a correction starts."""
        boxes: dict[str, list[str]] = {}
        for ask in self.before:
            asked_for = entry.refers_to if ask.field == REFERS_TO else entry.happened
            boxes.update(ask.fill(asked_for) if asked_for else {})
        content = entry.says(self.kind.content)
        for ask in asks_of(self.kind.content):
            value = None if ask.field in entry.kept_back else getattr(content, ask.field)
            if value is not None and value not in ((), frozenset()):
                boxes.update(ask.fill(value))
        return Answers(boxes)

    def ask(self, field: str) -> Ask | None:
        """The ask of a field."""
        return next((ask for ask in self.asks if ask.field == field), None)

    def rows_ask(self, name: str) -> AskRows | None:
        """The repeated group of this name."""
        ask = self.ask(name)
        return ask if isinstance(ask, AskRows) else None

    def wrong_at(self, field: str, message: str) -> Wrong:
        """A problem that a rule found, at its field; at the head of the page where it has none."""
        ask = self.ask(field)
        return Wrong(ask.name, f"#{ask.id}", _(message)) if ask else Wrong("", "", _(message))

    def step_of(self, wrong: Wrong) -> int:
        """The number of the step where a problem is."""
        name = wrong.name.split("-")[0]
        found = (n for n, step in enumerate(self.steps, start=1) if name in step.names)
        return next(found, 1)

    def _reachable(self, step: Step, answers: Answers) -> list[Ask]:
        """The asks of a step that can be asked: those that hang on an earlier step are left out
        where it did not lead to them; those that hang on this page are shown as they come."""
        here = {ask.field for ask in step.asks}
        open_now = {ask.name for ask in asked(self.asks, answers)}
        return [
            ask
            for ask in step.asks
            if ask.name in open_now
            or (ask.question.when is not None and ask.question.when.field in here)
        ]

    def _refused(self, problem: ValidationError) -> list[Wrong]:
        wrong = []
        for error in problem.errors():
            field = str(error["loc"][0]) if error["loc"] else ""
            wrong.append(self.wrong_at(field, _said(error, self.ask(field))))
        return wrong


def _said(error: Mapping[str, Any], ask: Ask | None) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    question = _(ask.question.label) if ask else ""
    return _("“%(question)s” cannot be recorded like this. Look at it again") % {
        "question": question
    }


def _may_stay(ask: Ask) -> Ask:
    question = replace(
        ask.question,
        hint=gettext_noop("Kept back. Leave it empty to keep what is recorded."),
        optional=True,
    )
    return replace(ask, question=question)


@cache
def form_of(slug: str) -> KindForm:
    """The plain form of a kind by its slug. Raises UnknownKind."""
    return KindForm(kind_of(slug))
