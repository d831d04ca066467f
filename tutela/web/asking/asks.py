"""One ask for each type of field: how it is drawn, read, and filled again for a correction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from tutela.chronology.kinds import Question
from tutela.chronology.words import unreadable
from tutela.web.asking.answers import Answers
from tutela.web.components import Component


class Unreadable(ValueError):
    """An answer that can't be taken as it is. ``at`` is the part of the control it concerns."""

    def __init__(self, message: str, at: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True)
class Wrong:
    """An answer that can't be taken. ``name`` is the ask's, ``href`` leads to the box."""

    name: str
    href: str
    message: str


@dataclass(frozen=True)
class Control(Component):
    """A question ready to be drawn: its ask, what was answered, and what is wrong with that.

    ``errors`` are by the name of the ask. ``depends_on`` names the boxes of the question that
    decides whether this one is asked, ``depends_values`` the answers that make it so.
    """

    ask: Ask
    answers: Answers
    errors: Mapping[str, str]
    depends_on: str = ""
    depends_values: str = ""
    only_when: str = ""
    heading: bool = False

    @property
    def template(self) -> str:  # type: ignore[override]  # each ask names its own
        """The template of the ask."""
        return self.ask.template

    @property
    def error(self) -> str:
        """What is wrong with the answer."""
        return self.errors.get(self.ask.name, "")

    @property
    def label(self) -> str:
        """The question."""
        label = _(self.ask.question.label)
        if self.ask.question.optional and self.ask.question.when is None:
            return _("%(question)s (optional)") % {"question": label}
        return label

    @property
    def hint(self) -> str:
        """What helps to answer."""
        return _(self.ask.question.hint) if self.ask.question.hint else ""

    @property
    def help(self) -> str:
        """What the control itself asks for, beside the hint."""
        return self.ask.help()

    @property
    def described_by(self) -> str:
        """Ids of the hint and the error."""
        hinted = self.hint or self.help or self.only_when
        parts = [f"{self.ask.id}-hint"] if hinted else []
        return " ".join([*parts, f"{self.ask.id}-error"] if self.error else parts)

    @property
    def value(self) -> str:
        """What stands in a single box."""
        return self.ask.shown(self.answers)

    @property
    def parts(self) -> Mapping[str, Any]:
        """What the template of this ask needs beside the label."""
        return self.ask.parts(self.answers, self.errors)


@dataclass(frozen=True)
class Ask(ABC):
    """One question. ``name`` is the key of its boxes, ``field`` the field of the content."""

    template: ClassVar[str]

    name: str
    field: str
    question: Question

    @property
    def id(self) -> str:
        """The id of its first box, where an error message leads."""
        return f"q-{self.name}"

    @abstractmethod
    def read(self, answers: Answers) -> Any:
        """The answer as the content class takes it; None when nothing was answered.

        Raises Unreadable.
        """

    @abstractmethod
    def fill(self, value: Any) -> dict[str, list[str]]:
        """The boxes as they would be typed for an answer already recorded."""

    def help(self) -> str:
        """What the control itself asks for."""
        return ""

    def shown(self, answers: Answers) -> str:
        """What stands in a single box."""
        return answers.one(self.name)

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """What its template needs beside the label."""
        return {}

    def plain(self, answers: Answers) -> frozenset[str]:
        """The answer as conditions compare it."""
        return frozenset(answers.many(self.name))

    def wrong(self, problem: Unreadable) -> list[Wrong]:
        """Where a problem is shown."""
        href = f"#q-{self.name}-{problem.at}" if problem.at else f"#{self.id}"
        return [Wrong(self.name, href, problem.message)]

    def missing(self) -> str:
        """What is said when nothing was answered."""
        return _("Answer “%(question)s”") % {"question": _(self.question.label)}


def controls(
    asks: Sequence[Ask], answers: Answers, errors: Mapping[str, str]
) -> tuple[Control, ...]:
    """The questions as drawn, each knowing which other one decides whether it is asked."""
    by_field = {ask.field: ask for ask in asks}
    return tuple(_control(ask, by_field, answers, errors) for ask in asks)


def _control(
    ask: Ask, by_field: Mapping[str, Ask], answers: Answers, errors: Mapping[str, str]
) -> Control:
    when = ask.question.when
    if when is None or when.field not in by_field:
        return Control(ask, answers, errors)
    other = by_field[when.field]
    said = _("Only where your answer to “%(question)s” asks for it.") % {
        "question": _(other.question.label)
    }
    return Control(ask, answers, errors, other.name, "|".join(sorted(when.values)), said)


def asked(asks: Iterable[Ask], answers: Answers) -> Iterator[Ask]:
    """The asks whose conditions hold. An answer to a question that is not asked counts nothing."""
    values: dict[str, frozenset[str]] = {}
    for ask in asks:
        when = ask.question.when
        if when is None or values.get(when.field, frozenset()) & when.values:
            values[ask.field] = ask.plain(answers)
            yield ask


def read_all(asks: Iterable[Ask], answers: Answers) -> tuple[dict[str, Any], list[Wrong]]:
    """Values by field, of what was answered; and everything that can't be taken or is missing."""
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for ask in asked(asks, answers):
        try:
            value = ask.read(answers)
        except Unreadable as problem:
            wrong += ask.wrong(problem)
            continue
        if value is not None:
            values[ask.field] = value
        elif not ask.question.optional:
            wrong.append(Wrong(ask.name, f"#{ask.id}", ask.missing()))
    return values, wrong


def clean_text(text: str, question: str, *, lines: bool) -> str:
    """Text that may be recorded, with one form for line ends; in any script, otherwise unchanged.

    Raises Unreadable, naming the question, where it holds characters that can't be seen.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    why = unreadable(text, lines=lines)
    if why:
        raise Unreadable(
            _("“%(question)s” %(why)s. Type it in again, or paste it as plain text")
            % {"question": _(question), "why": _(why)}
        )
    return text


@dataclass(frozen=True)
class AskLine(Ask):
    """One line of text."""

    template = "tutela/asking/line.html"
    longest: int = 500

    def read(self, answers: Answers) -> str | None:
        """The line."""
        text = clean_text(answers.one(self.name), self.question.label, lines=False)
        _within(text, self.longest, self.question.label)
        return text or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The line in its box."""
        return {self.name: [str(value)]}


@dataclass(frozen=True)
class AskLong(Ask):
    """Several paragraphs."""

    template = "tutela/asking/long.html"
    longest: int = 15_000

    def read(self, answers: Answers) -> str | None:
        """The text."""
        text = clean_text(answers.one(self.name), self.question.label, lines=True)
        _within(text, self.longest, self.question.label)
        return text or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The text in its box."""
        return {self.name: [str(value)]}


@dataclass(frozen=True)
class AskNumber(Ask):
    """A whole number."""

    template = "tutela/asking/line.html"

    def read(self, answers: Answers) -> int | None:
        """The number."""
        text = answers.one(self.name).replace(",", "").replace(" ", "")
        if not text:
            return None
        if len(text) > 9 or not text.lstrip("-").isdecimal():
            raise Unreadable(
                _("“%(question)s” must be a whole number, like 12")
                % {"question": _(self.question.label)}
            )
        return int(text)

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The number in its box."""
        return {self.name: [str(value)]}


def _within(text: str, longest: int, question: str) -> None:
    if len(text) > longest:
        raise Unreadable(
            _("“%(question)s” has %(length)s characters. It must have %(longest)s or fewer")
            % {"question": _(question), "length": f"{len(text):,}", "longest": f"{longest:,}"}
        )
