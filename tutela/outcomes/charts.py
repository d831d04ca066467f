"""One outcome of one child over time, drawn: five steps up, time to the right, both voices.

Plain numbers for an SVG that the template draws. The child's own view is a filled dot on a solid
line, the worker's a hollow square on a broken one, so that it reads in grey too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.outcomes.answers import Step
from tutela.outcomes.derive import Picture, View, Voice, Way
from tutela.web.components import Component, Piece, Text

WIDTH, HEIGHT = 300, 140
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 284, 14, 118

_WAYS = {
    Way.BETTER: gettext_lazy("went up"),
    Way.WORSE: gettext_lazy("went down"),
    Way.SAME: gettext_lazy("stayed"),
}


@dataclass(frozen=True)
class Dot(Piece):
    """One step in one voice."""

    x: int
    y: int

    @property
    def corner(self) -> tuple[int, int]:
        """Where a square around it begins."""
        return self.x - 5, self.y - 5


@dataclass(frozen=True)
class Level(Piece):
    """One line of the scale."""

    y: int
    words: str


@dataclass(frozen=True)
class Chart(Component):
    """An outcome over time in both voices, with the sentence that says what it shows."""

    template = "outcomes/chart.html"
    title: Text
    says: Text
    own: Sequence[Dot]
    worker: Sequence[Dot]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def levels(self) -> list[Level]:
        """The lines of the scale."""
        return [Level(_height(step), step.value) for step in Step]

    @property
    def own_line(self) -> str:
        """The child's dots joined, as SVG says it."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.own)

    @property
    def worker_line(self) -> str:
        """The worker's dots joined."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.worker)


def chart(title: Text, picture: Picture, first: datetime, last: datetime) -> Chart:
    """The chart of one outcome, on the time line from ``first`` to ``last`` that all share."""
    return Chart(
        title,
        in_a_sentence(picture),
        _dots(picture.own, first, last),
        _dots(picture.worker, first, last),
    )


def in_a_sentence(picture: Picture) -> str:
    """What the picture shows, for whoever can't see it or does not trust it."""
    own = _told(picture, Voice.OWN) or _("The child has not chosen a step.")
    worker = _told(picture, Voice.WORKER) or _("No worker has chosen a step.")
    return f"{own} {worker}"


def _told(picture: Picture, voice: Voice) -> str:
    steps = [view.step for view in picture.views(voice) if view.step]
    if not steps:
        return ""
    said = {"first": steps[0].value, "last": steps[-1].value, "way": _WAYS.get(picture.way(voice))}
    if len(steps) == 1:
        words = {
            Voice.OWN: _("The child’s own view: step %(last)s of 5, asked once."),
            Voice.WORKER: _("A worker’s view: step %(last)s of 5, asked once."),
        }
    else:
        words = {
            Voice.OWN: _("The child’s own view %(way)s from step %(first)s to step %(last)s of 5."),
            Voice.WORKER: _("Workers’ view %(way)s from step %(first)s to step %(last)s of 5."),
        }
    return words[voice] % said


def _dots(views: Sequence[View], first: datetime, last: datetime) -> list[Dot]:
    whole = max((last - first).total_seconds(), 1.0)
    room = _RIGHT - _LEFT - 16
    return [
        Dot(
            round(_LEFT + 8 + room * (moment(view) - first).total_seconds() / whole),
            _height(view.step),
        )
        for view in views
        if view.step is not None
    ]


def moment(view: View) -> datetime:
    """When an answer holds; when it was written down, where nobody knows."""
    return view.entry.happened.start or view.entry.recorded


def _height(step: Step) -> int:
    return round(_BOTTOM - (_BOTTOM - _TOP) * (step.number - 1) / 4)


@dataclass(frozen=True)
class Multiples(Component):
    """Several charts on the same scale and time line, beside one another."""

    template = "outcomes/multiples.html"
    charts: Sequence[Chart]


def multiples(titled: Sequence[tuple[Text, Picture]]) -> Multiples:
    """Charts of these outcomes; all share one time line, so that they can be compared."""
    times = [moment(view) for _title, picture in titled for view in (*picture.own, *picture.worker)]
    if not times:
        return Multiples(())
    first, last = min(times), max(times)
    return Multiples([chart(title, picture, first, last) for title, picture in titled])
