"""Every text that people read and that stands in data: kinds of entry and their questions, answers
to choose from, duties, and lists. `makemessages` reads source and can't see them there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from pydantic import BaseModel

from tutela.chronology.kinds import Choice, Content, Kind, all_kinds
from tutela.chronology.moment import Moment
from tutela.duties.duty import all_duties
from tutela.people import lists

NAMES_OF_BODIES_AND_PLACES = frozenset(
    {"first_responders", "local_authorities", "police_forces", "towns"}
)
"""Lists whose lines are called the same in every language."""


class Said(NamedTuple):
    """A text, and where it is said: what a translator must know to find the right word."""

    text: str
    where: str


def said_in_data() -> tuple[Said, ...]:
    """Each text once, in the order of declaration, with the first place where it is said."""
    found: dict[str, Said] = {}
    for said in (*_kinds(), *_answers(Choice), *_duties(), *_lists()):
        if said.text:
            found.setdefault(said.text, said)
    return tuple(found.values())


def as_source(texts: tuple[Said, ...]) -> str:
    """The texts as Python that `makemessages` reads."""
    lines = [f"# Translators: {said.where}\n_({said.text!r})\n" for said in texts]
    return "from django.utils.translation import gettext_noop as _\n\n" + "".join(lines)


def _kinds() -> Iterator[Said]:
    for kind in all_kinds().values():
        for text in (kind.title, kind.about, kind.when, kind.group):
            yield Said(text, f"the kind of entry {kind.slug}")
        yield Said(kind.says, f"the line of {kind.slug}; what stands in braces is left as it is")
        yield from _questions(kind.content, kind)


def _questions(content: type[BaseModel], kind: Kind) -> Iterator[Said]:
    ask = Content.question.__func__  # type: ignore[attr-defined]  # a row declares its questions alike
    for name, info in content.model_fields.items():
        question = ask(content, name)
        for text in (question.label, question.hint, question.group):
            yield Said(text, f"a question of {kind.slug}")
        for row in _rows(info.annotation):
            yield from _questions(row, kind)


def _rows(annotation: object) -> Iterator[type[BaseModel]]:
    if annotation is Moment:
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _rows(inner)


def _answers(choices: type[Choice]) -> Iterator[Said]:
    for choice in choices:
        yield Said(choice.label, f"an answer: {choices.__name__}")
    for narrower in choices.__subclasses__():
        yield from _answers(narrower)


def _duties() -> Iterator[Said]:
    for duty in all_duties().values():
        yield Said(duty.title, f"the duty {duty.id}")


def _lists() -> Iterator[Said]:
    for name in lists.all_lists():
        for item in () if name in NAMES_OF_BODIES_AND_PLACES else lists.items(name):
            yield Said(item.label, f"a line of the list {name}")
            yield Said(item.group, f"a heading of the list {name}")
