"""From the fields of a content class to asks."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from tutela.chronology.kinds import Choice, Content, Noted, Question, _Marker
from tutela.chronology.moment import Moment
from tutela.people import lists
from tutela.web.asking.asks import Ask, AskLine, AskLong, AskNumber
from tutela.web.asking.choices import (
    MOST_RADIOS,
    AskListed,
    AskListedSeveral,
    AskNoted,
    AskOne,
    AskSeveral,
    AskYesNo,
    Offer,
)
from tutela.web.asking.moments import AskDate, AskMoment
from tutela.web.asking.rows import AskRows


class CannotAsk(TypeError):
    """A field has a type that no ask can draw; the kind must be declared otherwise."""


@cache
def asks_of(content: type[BaseModel]) -> tuple[Ask, ...]:
    """The asks of a content class, or of one row of it, in the order of declaration.

    Raises CannotAsk.
    """
    return tuple(_ask(content, name) for name in content.model_fields)


def _ask(content: type[BaseModel], name: str) -> Ask:
    info = content.model_fields[name]
    question = _question(content, name)
    kind, marks = _unwrap(info.annotation)
    ask = _by_type(kind, (*marks, *info.metadata), name, question)
    if ask is None:
        raise CannotAsk(f"{content.__name__}.{name}: nothing asks for {info.annotation}")
    return ask


def _question(content: type[BaseModel], name: str) -> Question:
    # A row is a plain model; its questions are declared in the same way as those of a content.
    return Content.question.__func__(content, name)  # type: ignore[attr-defined, no-any-return]


def _by_type(kind: Any, marks: tuple[Any, ...], name: str, question: Question) -> Ask | None:
    where = (name, name, question)
    if get_origin(kind) in {tuple, frozenset, list, set}:
        return _many(get_args(kind)[0], name, question)
    if question.choices:
        return _from_list(name, question)
    if kind is str:
        longest = next((m.max_length for m in marks if isinstance(m, StringConstraints)), None)
        longest = longest or next((m.max_length for m in marks if hasattr(m, "max_length")), 500)
        return (AskLong if _Marker.LONG in marks else AskLine)(*where, longest=longest)
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Choice):
        return AskOne(*where, offers=_offers(kind))
    simple: dict[type, type[Ask]] = {
        bool: AskYesNo, int: AskNumber, Moment: AskMoment, date: AskDate, UUID: AskLine
    }  # fmt: skip
    asker = simple.get(kind)
    return asker(*where) if asker else None


def _many(inner: Any, name: str, question: Question) -> Ask | None:
    kind, _ = _unwrap(inner)
    where = (name, name, question)
    if isinstance(kind, type) and issubclass(kind, Noted):
        offers = tuple(Offer(i.value, i.label, i.group) for i in lists.items(question.choices))
        return AskNoted(*where, offers=offers)
    if isinstance(kind, type) and issubclass(kind, Choice):
        return AskSeveral(*where, offers=_offers(kind))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return AskRows(*where, asks=asks_of(kind))
    if question.choices:
        items = lists.items(question.choices)
        if len(items) <= MOST_RADIOS:
            return AskSeveral(*where, offers=tuple(Offer(i.value, i.label, i.group) for i in items))
        return AskListedSeveral(*where, list_name=question.choices)
    return None


def _from_list(name: str, question: Question) -> Ask:
    items = lists.items(question.choices)
    if len(items) <= MOST_RADIOS:
        offers = tuple(Offer(i.value, i.label, i.group) for i in items)
        return AskOne(name, name, question, offers=offers)
    return AskListed(name, name, question, list_name=question.choices)


def _offers(choice: type[Choice]) -> tuple[Offer, ...]:
    return tuple(Offer(str(member.value), member.label) for member in choice)


def _unwrap(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type inside Optional and Annotated, with everything noted about it."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        kind, more = _unwrap(inner)
        return kind, (*marks, *more)
    if get_origin(annotation) in {Union, types.UnionType}:
        present = [a for a in get_args(annotation) if a is not type(None)]
        if len(present) == 1:
            return _unwrap(present[0])
    return annotation, ()
