"""Two pictures as plain SVG, drawn here: who is on which lists (UpSet), and intervals side by side.

They need no browser, no script and no style sheet: every colour is an attribute, so that a page
with the strictest rules may hold them and a journal may take them. Nothing is told by colour alone,
all labels are direct, and each has the numbers that its table has.
UpSet plots: Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape, quoteattr

INK, SOFT, LINE, PAPER = "#1f2423", "#4c5553", "#cfc8b8", "#ffffff"
STRONG, PALE = "#0b4f54", "#b9c9c8"
FACE = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, sans-serif"
WIDE = 720
MOST_PATTERNS = 24
LONGEST_LABEL = 26

Place = tuple[float, float]


@dataclass(frozen=True)
class Pattern:
    """People who are on exactly these lists."""

    lists: frozenset[str]
    people: int


@dataclass(frozen=True)
class Span:
    """One row of a picture of intervals. `low` None: no interval; `high` None: it has no end.

    `point` None: no answer, and `note` says why. `quiet` rows are drawn hollow (anchors).
    """

    label: str
    point: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    quiet: bool = False


def upset(lists: Sequence[str], patterns: Sequence[Pattern], title: str) -> str:
    """Who is on which lists: a bar for each pattern, dots for its lists, a bar for each list.

    The most frequent patterns first; beyond `MOST_PATTERNS` the rest is said in one line.
    """
    ordered = sorted(patterns, key=lambda one: (-one.people, len(one.lists), sorted(one.lists)))
    shown, rest = ordered[:MOST_PATTERNS], ordered[MOST_PATTERNS:]
    left, step, top, tall, row = 230, min(40, 470 // max(1, len(shown))), 34, 170, 30
    most = max((one.people for one in shown), default=1)
    parts = [_text(12, 22, "People on exactly these lists", size=15, fill=SOFT)]
    for k, one in enumerate(shown):
        x = left + k * step + step / 2
        high = tall * one.people / most
        parts.append(_rect(x - step * 0.32, top + tall - high, step * 0.64, high, STRONG))
        parts.append(
            _text(x, top + tall - high - 5, f"{one.people:,}", size=13, anchor="middle", fill=INK)
        )
    base = top + tall + 12
    sizes = [sum(one.people for one in ordered if name in one.lists) for name in lists]
    for r, (name, size) in enumerate(zip(lists, sizes, strict=True)):
        y = base + r * row + row / 2
        if r % 2 == 0:
            parts.append(_rect(0, y - row / 2, WIDE, row, "#f3efe6"))
        long = 60 * size / max(1, *sizes)
        parts.append(_rect(200 - long, y - 6, long, 12, PALE))
        parts.append(_text(12, y + 5, f"{shortened(name, 16)}, {size:,}", size=14))
        for k, one in enumerate(shown):
            x = left + k * step + step / 2
            parts.append(_dot(x, y, name in one.lists))
    for k, one in enumerate(shown):
        rows = [r for r, name in enumerate(lists) if name in one.lists]
        x = left + k * step + step / 2
        if len(rows) > 1:
            ends = (base + rows[0] * row + row / 2, base + rows[-1] * row + row / 2)
            parts.append(_line((x, ends[0]), (x, ends[1]), STRONG, 3))
    height = base + len(lists) * row + 10
    if rest:
        said = f"{len(rest)} rarer patterns ({sum(one.people for one in rest):,} people) not drawn"
        parts.append(_text(12, height + 12, said, size=13, fill=SOFT))
        height += 24
    return _svg(title, WIDE, height, parts)


def intervals(spans: Sequence[Span], title: str, unit: str = "people") -> str:
    """Intervals under one another on one scale: a point, a line from end to end, the numbers."""
    left, right, row, top = 215, WIDE - 20, 46, 40
    low, high = _reach(spans)
    scale = (right - left) / (high - low)

    def at(value: float) -> float:
        return left + (min(max(value, low), high) - low) * scale

    bottom = top + row * len(spans)
    parts: list[str] = []
    for tick in ticks(low, high):
        parts.append(_line((at(tick), top - 8), (at(tick), bottom), LINE, 1))
        parts.append(_text(at(tick), top - 14, f"{tick:,.0f}", size=13, anchor="middle", fill=SOFT))
    for k, span in enumerate(spans):
        parts += _span(span, top + k * row + row / 2, at, left, right)
    parts.append(_text(12, top - 14, unit, size=13, fill=SOFT))
    return _svg(title, WIDE, bottom + 12, parts)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers between two ends."""
    rough = (high - low) / about
    unit = 10 ** floor(log10(rough))
    step = next(unit * k for k in (1, 2, 5, 10) if unit * k >= rough)
    return [step * k for k in range(ceil(low / step), floor(high / step) + 1)]


def shortened(label: str, longest: int = LONGEST_LABEL) -> str:
    """A label that fits, with three dots where it was cut."""
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"


def _reach(spans: Iterable[Span]) -> tuple[float, float]:
    """The ends of the scale: all points and finite ends, but no end beyond four times the points,
    or one wild interval would press all others into a line."""
    points = [span.point for span in spans if span.point is not None]
    if not points:
        return 0.0, 1.0
    ends = [e for span in spans for e in (span.low, span.high) if e is not None]
    high = min(max([*points, *ends]), 4 * max(points))
    low = min([*points, *ends])
    pad = max(1.0, 0.06 * (high - low))
    return max(0.0, low - pad), high + pad


def _span(
    span: Span, y: float, at: Callable[[float], float], left: float, right: float
) -> list[str]:
    parts = [_text(12, y + 1, shortened(span.label), size=15)]
    if span.point is None:
        return [*parts, _text(left, y + 5, span.note or "no estimate", size=14, fill=SOFT)]
    said = f"{span.point:,.0f}"
    if span.low is not None:
        said += f" ({span.low:,.0f} to {'no end' if span.high is None else f'{span.high:,.0f}'})"
    parts.append(_text(12, y + 17, said, size=13, fill=SOFT))
    colour = SOFT if span.quiet else STRONG
    if span.low is not None:
        beyond = span.high is None or at(span.high) >= right - 1
        end = right if beyond else at(span.high or 0.0)
        parts.append(_line((at(span.low), y), (end, y), colour, 3))
        parts.append(_line((at(span.low), y - 6), (at(span.low), y + 6), colour, 3))
        # An arrow where the interval goes on beyond the picture, or has no end.
        parts.append(
            f'<path d="M{end - 8:.1f} {y - 6:.1f} L{end:.1f} {y:.1f} L{end - 8:.1f} {y + 6:.1f}"'
            f' fill="none" stroke="{colour}" stroke-width="3"/>'
            if beyond
            else _line((end, y - 6), (end, y + 6), colour, 3)
        )
    fill = PAPER if span.quiet else colour
    x = at(span.point)
    parts.append(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{fill}" stroke="{colour}"'
        ' stroke-width="2.5"/>'
    )
    return parts


def _svg(title: str, wide: float, high: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img"'
        f" aria-label={quoteattr(title)} font-family={quoteattr(FACE)}>"
        f"<title>{escape(title)}</title>"
        f'<rect width="{wide:g}" height="{high:g}" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _text(
    x: float, y: float, words: str, *, size: int, anchor: str = "start", fill: str = INK
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
        f' fill="{fill}">{escape(words)}</text>'
    )


def _rect(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"/>'


def _line(start: Place, end: Place, colour: str, width: float) -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )


def _dot(x: float, y: float, on: bool) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{STRONG}"/>'
        if on
        else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{PAPER}" stroke="{SOFT}"/>'
    )
