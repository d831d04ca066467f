"""The children connected with one child, as a drawing that is also a table. Pure.

The drawing is made of boxes and lines at whole numbers: the child above, below on the left what
connects them, on the right whom it connects them with. It is no wider than a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from tutela.web.components import Component, Text

WIDTH = 340
_HALF, _TALL, _LINE, _TOP = 155, 46, 17, 24
_LETTERS = 19
_LINES = 2


@dataclass(frozen=True)
class Edge:
    """One connection: what it is, with whom, whether it is known or only thought."""

    bond: str
    other: str
    known: bool


@dataclass(frozen=True)
class Box:
    """A box with a few lines of words. Units are those of the drawing, from its upper left."""

    x: int
    y: int
    words: tuple[tuple[int, str], ...]
    """Each line with its height."""
    width: int = _HALF
    height: int = _TALL

    @property
    def middle(self) -> int:
        """The middle from left to right."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Stroke:
    """A line between two boxes; broken where a connection is only thought."""

    x1: int
    y1: int
    x2: int
    y2: int
    known: bool


@dataclass(frozen=True)
class Network(Component):
    """The drawing. ``says`` is read out in its place; a table with the same stands beside it."""

    template: ClassVar[str] = "connections/drawing.html"
    says: Text
    boxes: Sequence[Box]
    strokes: Sequence[Stroke]
    height: int
    width: int = WIDTH


def draw(child: str, edges: Iterable[Edge], *, says: Text) -> Network:
    """The drawing of one child and whom they are connected with."""
    by_bond: dict[str, list[Edge]] = {}
    for edge in edges:
        by_bond.setdefault(edge.bond, []).append(edge)
    head = _box(WIDTH // 2 - _HALF // 2, 2, child)
    boxes, strokes, y = [head], [], 2 + _TALL + _TOP
    for bond, same in by_bond.items():
        here = _box(2, y, bond)
        boxes.append(here)
        known = any(edge.known for edge in same)
        strokes.append(Stroke(head.middle, head.y + _TALL, here.middle, here.y, known))
        for edge in same:
            there = _box(WIDTH - _HALF - 2, y, edge.other)
            boxes.append(there)
            strokes.append(
                Stroke(
                    here.x + _HALF, here.y + _TALL // 2, there.x, there.y + _TALL // 2, edge.known
                )
            )
            y += _TALL + 10
        y += 6
    return Network(says, boxes, strokes, height=y)


def _box(x: int, y: int, words: str) -> Box:
    lines = wrap(words, _LETTERS) or [words]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LETTERS - 1] + "…"]
    first = y + _TALL // 2 + 5 - _LINE * (len(lines) - 1) // 2
    return Box(x, y, tuple((first + _LINE * n, line) for n, line in enumerate(lines)))
