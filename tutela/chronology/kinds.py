"""What a kind of entry is: one frozen, typed class, and what is declared beside it.

From this one class come the question pages, the summary, the data dictionary, the access rule and
the statistics. It imports no web framework, so a room's facts are plain Python::

    @kind(
        "reasonable-grounds-decision",
        title="Reasonable grounds decision",
        category=Category.IDENTIFICATION,
        refers_to="nrm-referral-sent",
        when="When was it decided?",
        says="{made_by} decided: {outcome}",
    )
    class ReasonableGroundsDecision(Content):
        '''The competent authority's first decision about the child.'''

        outcome: GroundsOutcome = ask("What was decided?")
        made_by: CompetentAuthority = ask("Who decided?")
        reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)

English texts are plain strings here and are translated when they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

from tutela.people.choice import Choice as Choice

if TYPE_CHECKING:
    from uuid import UUID

    from tutela.chronology.entry import Chronology
    from tutela.chronology.moment import Moment

T = TypeVar("T")


class Category(Choice):
    """What an entry is about; access is granted by category."""

    RECORD = "record", "the record and the circle"
    IDENTITY = "identity", "identity"
    LOCATION = "location", "where the child is"
    IDENTIFICATION = "identification", "what happened to the child and its recognition"
    PROTECTION = "protection", "protection"
    HEALTH = "health", "health"
    EDUCATION = "education", "education"
    STATUS = "status", "immigration and asylum"
    JUSTICE = "justice", "criminal justice"
    FUTURES = "futures", "futures"
    VOICE = "voice", "what the child says"
    OUTCOMES = "outcomes", "how life is going"


class Retention(StrEnum):
    """How long an entry of a kind is kept; `tutela.retention.rules` says how long a record is."""

    CARE_LEAVER = "as long as the record: in England until the 75th anniversary of birth"


class _Marker(Enum):
    PROTECTED = "protected"
    LONG = "long"
    NAME = "name"
    PLACE = "place"


Protected = Annotated[T, _Marker.PROTECTED]
"""Encrypted under the child's key: names, accounts, places, anything in somebody's own words."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""One line of text."""

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=15_000), _Marker.LONG
]
"""Several paragraphs. The public NRM form takes 15,000 characters; so do we."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), _Marker.NAME
]
"""What a person is called, in any script."""

Place = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), _Marker.PLACE
]
"""Words that say where. Location rules apply to it wherever it stands."""


@dataclass(frozen=True)
class When:
    """Ask only if an earlier question was answered with one of these values."""

    field: str
    values: frozenset[str]


def answered(field_name: str, *values: object) -> When:
    """A condition: ask only when ``field_name`` holds (or includes) one of ``values``."""
    return When(field_name, frozenset(_plain(v) for v in values))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@dataclass(frozen=True)
class Question:
    """How a field is asked. ``choices`` names a reference list, such as ``"nationalities"``."""

    label: str
    hint: str = ""
    when: When | None = None
    choices: str = ""
    optional: bool = False
    group: str = ""


def ask(
    label: str,
    *,
    hint: str = "",
    optional: bool = False,
    when: When | None = None,
    choices: str = "",
    group: str = "",
) -> Any:
    """Declare a field with its question. Optional and conditional fields default to None
    (or to an empty tuple, where the field is a tuple)."""
    question = Question(label, hint, when, choices, optional or when is not None, group)
    default: Any = None if question.optional else ...
    return Field(default, title=label, json_schema_extra=_Extra(question))


class _Extra(dict[str, Any]):
    """Carries the question on the field without touching the JSON schema."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question


class Content(BaseModel):
    """What an entry says. Frozen; knows no framework; refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """A field that holds several answers holds none, not None, where it was not asked."""
        emptied = False
        for info in cls.model_fields.values():
            several = next((t for t in (tuple, frozenset) if _holds(info.annotation, t)), None)
            if several is not None and info.default is None:
                info.default, emptied = several(), True
        if emptied:
            cls.model_rebuild(force=True)

    def plain(self) -> dict[str, Any]:
        """The content as JSON values, the same every time: sets become sorted lists, and what was
        not answered is left out."""
        data = self.model_dump(mode="json", exclude_none=True)
        for name in [name for name, value in data.items() if value.__class__ is list]:
            if not data[name]:
                del data[name]
            elif isinstance(getattr(self, name), frozenset):
                data[name].sort()
        return data

    @classmethod
    def question(cls, name: str) -> Question:
        """The question of a field; a field declared without one is asked by its name."""
        info = cls.model_fields[name]
        extra = info.json_schema_extra
        if isinstance(extra, _Extra):
            return extra.question
        return Question(name.replace("_", " ").capitalize(), optional=not info.is_required())

    @classmethod
    def protected_fields(cls) -> frozenset[str]:
        """Names of the fields that are encrypted under the child's key."""
        return _protected_fields(cls)

    @classmethod
    def text_fields(cls) -> tuple[str, ...]:
        """Names of the fields that can hold somebody's own words, alone or among others."""
        return _text_fields(cls)

    @classmethod
    def is_long(cls, name: str) -> bool:
        """Is the field asked for in a text area?"""
        return _is(_Marker.LONG, cls.model_fields[name])

    @classmethod
    def is_place(cls, name: str) -> bool:
        """Does the field say where?"""
        return _is(_Marker.PLACE, cls.model_fields[name])

    @classmethod
    def is_name(cls, name: str) -> bool:
        """Does the field hold a person's name?"""
        return _is(_Marker.NAME, cls.model_fields[name])


@cache
def _protected_fields(content: type[Content]) -> frozenset[str]:
    fields = content.model_fields.items()
    return frozenset(name for name, info in fields if _is(_Marker.PROTECTED, info))


@cache
def _text_fields(content: type[Content]) -> tuple[str, ...]:
    return tuple(n for n, info in content.model_fields.items() if _takes_text(info.annotation))


def _takes_text(annotation: Any) -> bool:
    """Can a value of this type be, or hold, text that is not one of a few known answers?"""
    inside = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _takes_text(inside[0])
    if inside:
        return any(_takes_text(inner) for inner in inside)
    known = isinstance(annotation, type) and not issubclass(annotation, BaseModel)
    return not known or (issubclass(annotation, str) and not issubclass(annotation, Enum))


def _holds(annotation: Any, several: type) -> bool:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return get_origin(annotation) is several


def _is(marker: _Marker, info: FieldInfo) -> bool:
    return marker in info.metadata or _marked(marker, info.annotation)


def _marked(marker: _Marker, annotation: Any) -> bool:
    return marker in getattr(annotation, "__metadata__", ()) or any(
        _marked(marker, inner) for inner in get_args(annotation) if inner is not marker
    )


@dataclass(frozen=True)
class Problem:
    """Why an entry can't be recorded as it is, in the user's words, at a field ("" for the whole,
    "happened" for the date)."""

    field: str
    message: str


Check = Callable[[Any, "Moment", "Chronology", "UUID | None"], Iterable[Problem]]
"""A rule between an entry and the chronology it would join: (content, happened, chronology,
the entry it refers to). When an entry is corrected, the chronology is that without it."""


class Noted(Content):
    """One line chosen from a list, with a note of its own: an indicator and what was seen."""

    value: Line
    note: Text | None = None


@dataclass(frozen=True)
class Kind:
    """All that is declared about a kind of entry."""

    slug: str
    version: int
    title: str
    category: Category
    content: type[Content]
    says: str
    when: str
    refers_to: tuple[str, ...] = ()
    refers_optionally: bool = False
    may_be_planned: bool = False
    checks: tuple[Check, ...] = ()
    retention: Retention = Retention.CARE_LEAVER
    group: str = ""
    offered: bool = True

    @property
    def room(self) -> str:
        """The room it lives in, such as ``identification``."""
        return self.content.__module__.split(".")[1]

    @property
    def about(self) -> str:
        """Its docstring's first paragraph: what it is, for the data dictionary."""
        return " ".join((self.content.__doc__ or "").split("\n\n")[0].split())


class UnknownKind(LookupError):
    """No room has declared this kind of entry."""


@dataclass
class _Registry:
    by_slug: dict[str, Kind] = field(default_factory=dict)
    by_class: dict[type[Content], Kind] = field(default_factory=dict)
    upcasts: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = field(
        default_factory=dict
    )


_registry = _Registry()
C = TypeVar("C", bound=type[Content])


def kind(
    slug: str,
    *,
    title: str,
    category: Category,
    when: str,
    says: str,
    version: int = 1,
    refers_to: str | tuple[str, ...] = (),
    refers_optionally: bool = False,
    may_be_planned: bool = False,
    checks: tuple[Check, ...] = (),
    group: str = "",
    offered: bool = True,
) -> Callable[[C], C]:
    """Declare a kind of entry on its content class.

    ``when`` asks for the date, ``says`` is the one-line summary with ``{field}`` for clear or
    protected fields, ``refers_to`` the kinds of entry it answers to (one of them is chosen), and
    ``checks`` the rules between it and the chronology. ``offered=False`` keeps it off the list of
    things to record, for entries that the program makes by itself.

    Raises ValueError when the slug is taken.
    """

    def declare(cls: C) -> C:
        if slug in _registry.by_slug:
            raise ValueError(f"the kind {slug!r} is declared twice")
        refers = (refers_to,) if isinstance(refers_to, str) else refers_to
        made = Kind(
            slug, version, title, category, cls, says, when, refers, refers_optionally,
            may_be_planned, checks, group=group, offered=offered,
        )  # fmt: skip
        _registry.by_slug[slug] = made
        _registry.by_class[cls] = made
        return cls

    return declare


def may_also_refer_to(content: type[Content], *slugs: str) -> None:
    """Entries of this kind may answer to these kinds too, which a room above declared: a room below
    can't name them. Called while rooms are declared, never later."""
    known = kind_of(content)
    more = tuple(slug for slug in slugs if slug not in known.refers_to)
    wider = replace(known, refers_to=(*known.refers_to, *more))
    _registry.by_slug[known.slug] = _registry.by_class[content] = wider


def upcast(
    slug: str, *, from_version: int
) -> Callable[[Callable[[dict[str, Any]], dict[str, Any]]], Any]:
    """Declare how content of ``from_version`` reads in the next version. A pure function."""

    def declare(function: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        _registry.upcasts[slug, from_version] = function
        return function

    return declare


def kind_of(what: str | Content | type[Content]) -> Kind:
    """The kind with this slug, or of this content. Raises UnknownKind."""
    try:
        if isinstance(what, str):
            return _registry.by_slug[what]
        return _registry.by_class[what if isinstance(what, type) else type(what)]
    except KeyError:
        raise UnknownKind(what) from None


def all_kinds() -> Mapping[str, Kind]:
    """Every declared kind by its slug, in the order of declaration."""
    return dict(_registry.by_slug)


def read_content(slug: str, version: int, data: dict[str, Any]) -> Content:
    """Content as stored, brought up to the present version of its kind and validated.

    Raises UnknownKind, or LookupError when a step between versions is missing.
    """
    known = kind_of(slug)
    while version < known.version:
        try:
            data = _registry.upcasts[slug, version](data)
        except KeyError:
            raise LookupError(f"{slug} v{version} has no way to v{version + 1}") from None
        version += 1
    return known.content.model_validate(data)
