"""`docs/data-dictionary.md`: every kind of entry and every answer in it."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from tutela.chronology.kinds import Choice, Content, Kind, all_kinds
from tutela.config.documents.tables import table

_HEAD = """# Data dictionary

Made from the code by `tutela docs`; a test fails when it says something else. Every entry also
carries: its id, the child, its place and seal in the child's chain, when it happened and how
precisely, when it was recorded, by whom, for which agency and in which role, and what it refers
to, corrects or withdraws. Answers marked *sealed* are encrypted under the child's own key.

"""


def data_dictionary() -> str:
    """The document as Markdown."""
    return _HEAD + "\n".join(_section(kind) for kind in all_kinds().values())


def _section(kind: Kind) -> str:
    facts = (
        f"`{kind.slug}`, version {kind.version}, room `{kind.room}`, category {kind.category},"
        f" kept {kind.retention}"
    )
    if kind.refers_to:
        facts += f", answers to {' or '.join(f'`{slug}`' for slug in kind.refers_to)}"
    rows = list(_rows(kind.content))
    answers = table(("answer", "question", "form", "asked", "sealed"), rows) if rows else ""
    return f"## {kind.title}\n\n{facts}.\n\n{kind.about}\n\n{answers}"


def _rows(content: type[Content]) -> Iterator[tuple[str, ...]]:
    sealed = content.protected_fields()
    for name, info in content.model_fields.items():
        question = content.question(name)
        if question.when:
            asked = f"if `{question.when.field}` is {' or '.join(sorted(question.when.values))}"
        else:
            asked = "if known" if question.optional else "always"
        form = question.choices or _form(info.annotation)
        yield f"`{name}`", question.label, form, asked, "yes" if name in sealed else "no"


def _form(annotation: Any) -> str:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _form(inner[0])
    if origin in {types.UnionType, typing.Union}:
        return " or ".join(_form(a) for a in inner if a is not type(None))
    if origin in {tuple, frozenset, list}:
        return "several of: " + _form(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return ", ".join(annotation)
    names = {"str": "text", "int": "whole number", "bool": "yes or no", "date": "date"}
    name = getattr(annotation, "__name__", str(annotation))
    return names.get(name, name)
