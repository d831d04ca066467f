"""The small parts that pages are made of. A view builds them, ``{% show part %}`` renders them.

Each part is a frozen dataclass beside the template that draws it, so that templates hold no logic
and Python holds no HTML. Texts are plain strings or lazy translations and are escaped when shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise

from tutela.web.names import needs_noto

Text = str | Promise


class Piece:
    """Something that a template reads from. A template asks for an item first and only then for an
    attribute, by way of an exception; here it finds it at once."""

    def __getitem__(self, name: str) -> object:
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None


@dataclass(frozen=True)
class Component(Piece):
    """Something a page shows. ``template`` receives it as ``part``."""

    template: ClassVar[str]


Shown = Text | Component
"""A text, or a part."""


class State(StrEnum):
    """What a tag says. Each has its own shape, so that colour is never the only sign."""

    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    QUIET = "quiet"
    SAFE = "safe"
    UNSAFE = "unsafe"
    CHILD = "child"


@dataclass(frozen=True)
class Tag(Component):
    """A state: a shape, a word and a colour."""

    template = "tutela/components/tag.html"
    words: Text
    state: State = State.QUIET

    @property
    def shape(self) -> str:
        """The template of the drawing that goes with the state."""
        return f"tutela/components/shapes/{self.state}.html"


@dataclass(frozen=True)
class Name(Component):
    """What a person is called, kept apart from the direction and typeface of what surrounds it."""

    template = "tutela/components/name.html"
    words: str

    @property
    def noto(self) -> bool:
        """Is it set in Noto Sans, because our own face lacks one of its letters?"""
        return needs_noto(self.words)


@dataclass(frozen=True)
class OwnWords(Component):
    """What the child said, in the child's own words."""

    template = "tutela/components/own_words.html"
    words: str
    said: Text = ""

    @property
    def noto(self) -> bool:
        """Is it set in Noto Sans, because our own face lacks one of its letters?"""
        return needs_noto(self.words)


@dataclass(frozen=True)
class Link(Component):
    """A link. ``about`` is read out after the text where the text alone repeats down the page."""

    template = "tutela/components/link.html"
    words: Shown
    href: str
    about: Text = ""


@dataclass(frozen=True)
class Lines(Component):
    """Several things under one another in one answer; plain when there is only one."""

    template = "tutela/components/lines.html"
    items: Sequence[Shown]


@dataclass(frozen=True)
class Row(Piece):
    """One row of a summary list."""

    key: Text
    value: Shown
    actions: Sequence[Link] = ()
    changed: bool = False


@dataclass(frozen=True)
class SummaryList(Component):
    """Questions and their answers, or facts and their values."""

    template = "tutela/components/summary_list.html"
    rows: Sequence[Row]
    bordered: bool = True


@dataclass(frozen=True)
class Facts(Component):
    """A summary list inside another answer: a few facts, compactly."""

    template = "tutela/components/facts.html"
    rows: Sequence[Row]


@dataclass(frozen=True)
class Problem(Piece):
    """One thing to put right, and the address of the field where it is."""

    message: Text
    href: str = ""


@dataclass(frozen=True)
class ErrorSummary(Component):
    """Everything to put right, at the head of the page, each linked to its field."""

    template = "tutela/components/error_summary.html"
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Banner(Component):
    """What has just been recorded and what it started, or something that must be known."""

    template = "tutela/components/banner.html"
    heading: Text
    body: Sequence[Shown] = ()
    success: bool = False
    title: Text = ""


@dataclass(frozen=True)
class Warn(Component):
    """One sentence that must not be missed."""

    template = "tutela/components/warning.html"
    words: Text


@dataclass(frozen=True)
class Empty(Component):
    """Nothing here yet, and what to do next."""

    template = "tutela/components/empty.html"
    heading: Text
    body: Text
    action: Link | None = None


@dataclass(frozen=True)
class Column(Piece):
    """The head of a table's column."""

    words: Text
    numeric: bool = False


@dataclass(frozen=True)
class Cell(Piece):
    """One cell; its column says whether it holds a number."""

    value: Shown
    column: Column
    heads_row: bool = False


@dataclass(frozen=True)
class Table(Component):
    """A table; with ``cards`` each row becomes a card on a narrow screen."""

    template = "tutela/components/table.html"
    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Shown]]
    cards: bool = True
    caption_hidden: bool = False

    @property
    def cells(self) -> list[list[Cell]]:
        """The rows with each value beside its column; the first column heads its row."""
        return [
            [
                Cell(value, column, heads_row=place == 0)
                for place, (value, column) in enumerate(zip(row, self.columns, strict=True))
            ]
            for row in self.rows
        ]


@dataclass(frozen=True)
class Pagination(Component):
    """Where in a long list this page is."""

    template = "tutela/components/pagination.html"
    where: Text
    previous: str = ""
    following: str = ""


@dataclass(frozen=True)
class Figure(Piece):
    """A number that is a link to what it counts."""

    number: int
    words: Text
    href: str
    state: State = State.QUIET
    current: bool = False


@dataclass(frozen=True)
class Figures(Component):
    """A row of numbers."""

    template = "tutela/components/figures.html"
    figures: Sequence[Figure]


@dataclass(frozen=True)
class DutyLine(Piece):
    """One duty: what must be done, by when, by whom, and its state."""

    what: Shown
    tag: Tag
    note: Text = ""
    about: Shown = ""


@dataclass(frozen=True)
class DutyList(Component):
    """What is due, most pressing first."""

    template = "tutela/components/duties.html"
    lines: Sequence[DutyLine]


@dataclass(frozen=True)
class Task(Piece):
    """One step of a piece of work."""

    title: Text
    status: Tag
    href: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class TaskList(Component):
    """The steps of a piece of work, and how far each has come."""

    template = "tutela/components/task_list.html"
    tasks: Sequence[Task]
    id: str = "tasks"


@dataclass(frozen=True)
class Identity(Component):
    """Whose page this is: the name as a heading, one sentence about the child, facts, states."""

    template = "tutela/components/identity.html"
    name: Name
    sentence: Text = ""
    facts: Sequence[Row] = ()
    states: Sequence[Tag] = ()


@dataclass(frozen=True)
class AsAt(Component):
    """The one control that reads the record as it was known at an earlier moment.

    ``day`` and ``clock`` fill the boxes (ISO forms, London time); ``kept`` are the other parameters
    of the address, carried over.
    """

    template = "tutela/components/as_at.html"
    says: Text
    day: str = ""
    clock: str = ""
    kept: Sequence[tuple[str, str]] = ()
    now: Link | None = None
    error: Text = ""

    @property
    def past(self) -> bool:
        """Is a past moment shown?"""
        return self.now is not None


@dataclass(frozen=True)
class Option(Piece):
    """One choice of a filter."""

    value: str
    words: Text
    chosen: bool = False


@dataclass(frozen=True)
class Choose(Piece):
    """One filter: a list to choose from."""

    name: str
    label: Text
    options: Sequence[Option]


@dataclass(frozen=True)
class Filters(Component):
    """Filters above a list. ``kept`` are parameters of the address that are carried over."""

    template = "tutela/components/filters.html"
    choices: Sequence[Choose]
    kept: Sequence[tuple[str, str]] = ()
    clear: Link | None = None


@dataclass(frozen=True)
class TimelineEntry(Component):
    """One entry of a chronology."""

    template = "tutela/components/timeline_entry.html"
    id: str
    when: Text
    title: Text
    says: Shown
    answers: Sequence[Row]
    by: Text
    own_words: Sequence[OwnWords] = ()
    opened: bool = False
    standing: str = "stands"
    tag: Tag | None = None
    note: Shown = ""
    doing: Sequence[Link] = ()


@dataclass(frozen=True)
class Timeline(Component):
    """A chronology."""

    template = "tutela/components/timeline.html"
    entries: Sequence[Component] = field(default_factory=tuple)
