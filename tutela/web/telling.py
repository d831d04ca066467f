"""How entries are shown: one line, or each question with its answer, made from their kind alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from string import Formatter
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel

from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Choice, Content, Noted, Question
from tutela.chronology.moment import Moment
from tutela.chronology.places import KeptBack
from tutela.people import lists
from tutela.web.components import Facts, Lines, Link, Name, OwnWords, Row, Shown, Tag
from tutela.web.dates import day_in_words, moment_in_words

OWN_WORDS = frozenset({"child_words", "own_words", "as_stated"})
"""Fields of these names hold what the child said, and are set apart."""

_BLANK = "…"


def in_a_line(entry: Entry) -> str:
    """What the entry says in one line, from its kind's ``says``."""
    if entry.content is None:
        return _("Withdrawn")
    return content_in_a_line(entry.kind.says, entry.content)


def content_in_a_line(says: str, content: Content) -> str:
    """The line of a kind with the answers put in; what was not answered is left out."""
    pieces = []
    for literal, field, _spec, _conversion in Formatter().parse(_(says)):
        pieces.append(literal)
        if field:
            value = getattr(content, field)
            pieces.append(_plainly(value, content.question(field)) if _said(value) else _BLANK)
    line = " ".join("".join(pieces).replace(f": {_BLANK}", "").replace(_BLANK, "").split())
    return line.rstrip(" :,")


def answers(content: Content) -> tuple[Row, ...]:
    """Each answered question with its answer, in the order of the kind."""
    return tuple(
        Row(_(content.question(name).label), shown(content, name))
        for name in type(content).model_fields
        if _is_shown(content, name)
    )


def own_words(content: Content) -> tuple[OwnWords, ...]:
    """What the child said, as recorded."""
    return tuple(
        OwnWords(value, said=_(content.question(name).label))
        for name in type(content).model_fields
        if name in OWN_WORDS and isinstance(value := getattr(content, name), str)
    )


def further_answers(entry: Entry) -> tuple[Row, ...]:
    """What the entry's line and the child's own words leave unsaid."""
    content = entry.content
    if content is None:
        return ()
    in_the_line = {field for _text, field, _spec, _way in Formatter().parse(entry.kind.says)}
    return tuple(
        Row(_(content.question(name).label), shown(content, name))
        for name in type(content).model_fields
        if name not in OWN_WORDS | in_the_line and _is_shown(content, name)
    )


def shown(content: Content, name: str) -> Shown:
    """One answer as a page shows it."""
    value = getattr(content, name)
    question = content.question(name)
    if isinstance(value, KeptBack):
        return Tag(_("Kept back"))
    if isinstance(value, str) and not isinstance(value, Choice) and not question.choices:
        if name in OWN_WORDS:
            return OwnWords(value)
        # Whatever somebody typed may come in any script.
        return Name(value)
    return _show(value, question)


def _show(value: Any, question: Question) -> Shown:
    if isinstance(value, tuple | list | frozenset):
        items = [_show(one, question) for one in _in_order(value, question)]
        return items[0] if len(items) == 1 else Lines(items)
    if isinstance(value, Noted):
        label = lists.label(question.choices, value.value) if question.choices else value.value
        return f"{_(label)}: {value.note}" if value.note else _(label)
    if isinstance(value, BaseModel) and not isinstance(value, Moment):
        return Facts(_row_answers(value))
    return _plainly(value, question)


def _row_answers(row: BaseModel) -> tuple[Row, ...]:
    ask = Content.question.__func__  # type: ignore[attr-defined]  # a row declares its questions alike
    return tuple(
        Row(_(ask(type(row), name).label), _show(getattr(row, name), ask(type(row), name)))
        for name in type(row).model_fields
        if _said(getattr(row, name))
    )


def _plainly(value: Any, question: Question) -> str:
    """One answer, or several, as words in a line."""
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_plainly(one, question) for one in _in_order(value, question))
    if isinstance(value, Noted):
        return _(lists.label(question.choices, value.value))
    if isinstance(value, KeptBack):
        return _("kept back")
    if isinstance(value, str) and not isinstance(value, Choice) and question.choices:
        return _(lists.label(question.choices, value))
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case Choice():
            return _(value.label)
        case bool():
            return _("Yes") if value else _("No")
        case Moment():
            return moment_in_words(value)
        case date():
            return day_in_words(value)
    return str(value)


def _in_order(values: Iterable[Any], question: Question) -> list[Any]:
    """Sets in the order of their choices, so that the same answers always read the same."""
    found = list(values)
    if isinstance(values, frozenset) and found and isinstance(found[0], Choice):
        order = list(type(found[0]))
        return sorted(found, key=order.index)
    return sorted(found) if isinstance(values, frozenset) else found


def _is_shown(content: Content, name: str) -> bool:
    """Was it answered, and is it for people? An identifier is not, nor what nobody is asked."""
    value = getattr(content, name)
    return _said(value) and not isinstance(value, UUID) and bool(content.question(name).label)


def _said(value: Any) -> bool:
    return value is not None and value not in ((), frozenset(), "")


def in_words(shown: Shown) -> str:
    """A part of a page as words."""
    match shown:
        case Name(words=words) | OwnWords(words=words):
            return words
        case Lines(items=items):
            return "\n".join(in_words(item) for item in items)
        case Facts(rows=rows):
            return "; ".join(f"{row.key}: {in_words(row.value)}" for row in rows)
        case Link(words=words):
            return in_words(words)
    return str(shown)


def differences(old: Iterable[Row], new: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Two sets of answers side by side, with what differs marked in both."""
    before, after = list(old), list(new)
    was = {row.key: row.value for row in before}
    now = {row.key: row.value for row in after}
    return (
        [Row(r.key, r.value, changed=now.get(r.key) != r.value) for r in before],
        [Row(r.key, r.value, changed=was.get(r.key) != r.value) for r in after],
    )
