"""The flow of participants as a picture: boxes from assessed to analysed, with its table."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from tutela.evidence.disclosure.hierarchies import TOTAL

from .counts import HIDDEN, YES, Counts, analysed
from .data import FOLLOWED
from .findings import Findings

_WIDTH, _BOX, _LINE = 760, 350, 17
_LETTERS = 46


@dataclass(frozen=True)
class Diagram:
    """table: caption, header, rows. svg holds its own title and description."""

    table: tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]
    says: str
    svg: bytes


def diagram_of(findings: Findings, counts: Counts) -> Diagram:
    """The flow, as `counts` may show it."""
    flow, study = findings.flow, findings.study
    assert flow is not None
    arms = (study.treated, study.compared)
    primary = f"outcome {study.primary.id}"

    def row(words: str, *labels: str) -> tuple[str, ...]:
        return (words, *(counts.of("flow", arm.id, *labels) for arm in arms))

    rows = [
        row("Allocated", TOTAL, TOTAL),
        row("Received it", YES, TOTAL),
        *(row(f"Not followed: {why}", TOTAL, why) for why in study.leaving),
        row("Followed to the end", TOTAL, FOLLOWED),
        ("Analysed for the primary outcome",
         *(counts.of(primary, arm.id, analysed(findings)) for arm in arms)),
    ]  # fmt: skip
    top = []
    if flow.assessed is not None:
        left_out = counts.of("screening", TOTAL)
        known = left_out != HIDDEN and counts.of("flow", TOTAL, TOTAL, TOTAL) != HIDDEN
        top.append(f"Assessed: {flow.assessed if known else HIDDEN}")
        top += [f"Not included, {why}: {counts.of('screening', why)}" for why, _ in flow.excluded]
    header = ("Step", *(arm.title for arm in arms))
    says = "; ".join([*top, *(f"{one[0]}: {one[1]} and {one[2]}" for one in rows)])
    before = tuple((line.rpartition(": ")[0], line.rpartition(": ")[2], "") for line in top)
    table = ("Flow of participants", header, (*_both(before), *rows))
    return Diagram(table, f"{says}.", _svg(top, [arm.title for arm in arms], rows, says))


def _both(before: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    # What happened before there were arms is said for both together; no cell is left empty.
    return tuple((step, f"{count} in all", "not yet allocated") for step, count, _ in before)


def _svg(top: list[str], titles: list[str], rows: list[tuple[str, ...]], says: str) -> bytes:
    boxes: list[str] = []
    arrows: list[str] = []
    y = 10
    if top:
        height = _box(boxes, (_WIDTH - _BOX) // 2, y, top)
        below = y + height + 34
        for side in (0, 1):
            middle = 15 + _BOX // 2 + side * (_BOX + 30)
            arrows.append(_arrow(_WIDTH // 2, y + height, middle, below))
        y = below
    bottom = y
    for side, title in enumerate(titles):
        x, at = 15 + side * (_BOX + 30), y
        lost = [f"{one[0].removeprefix('Not followed: ')}: {one[side + 1]}" for one in rows[2:-2]]
        steps = [
            [title, *(f"{one[0]}: {one[side + 1]}" for one in rows[:2])],
            ["Not followed to the end", *lost] if lost else [],
            [f"{one[0]}: {one[side + 1]}" for one in rows[-2:]],
        ]
        shown = [step for step in steps if step]
        for number, lines in enumerate(shown):
            height = _box(boxes, x, at, lines)
            if number + 1 < len(shown):
                middle = x + _BOX // 2
                arrows.append(_arrow(middle, at + height, middle, at + height + 26))
            at += height + 26
        bottom = max(bottom, at)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom}" '
        f'width="{_WIDTH}" height="{bottom}" role="img" aria-label="Flow of participants">'
        f"<title>Flow of participants</title><desc>{escape(says)}</desc>"
        '<g aria-hidden="true" font-family="Atkinson Hyperlegible Next, Arial, sans-serif" '
        f'font-size="13" fill="#1d1d1d">{"".join(arrows)}{"".join(boxes)}</g></svg>'
    ).encode()


def _box(boxes: list[str], x: int, y: int, lines: list[str]) -> int:
    text = [part for line in lines for part in wrap(line, _LETTERS)]
    height = 16 + _LINE * len(text)
    boxes.append(
        f'<rect x="{x}" y="{y}" width="{_BOX}" height="{height}" rx="6" fill="#ffffff" '
        'stroke="#3d3d3d"/>'
    )
    boxes += [
        f'<text x="{x + 10}" y="{y + 22 + _LINE * number}">{escape(part)}</text>'
        for number, part in enumerate(text)
    ]
    return height


def _arrow(x1: int, y1: int, x2: int, y2: int) -> str:
    return (
        f'<path d="M{x1} {y1} L{x2} {y2}" stroke="#3d3d3d" fill="none"/>'
        f'<path d="M{x2 - 4} {y2 - 7} L{x2 + 4} {y2 - 7} L{x2} {y2} Z" fill="#3d3d3d"/>'
    )
