"""How well one authority fits one child: reasons for and against, and a weight for the whole.

Pure. The weights are our own; each stands here with what it is for. A weight orders authorities for
one child. It says nothing about a child, and is shown to nobody as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

LANGUAGE, TIE, WISH, NEED, SIBLINGS = 4, 4, 5, 3, 2
"""A carer or worker who speaks the child's language; people whom the child knows; the child's own
wish, which weighs most; each need that is met; that brothers and sisters fit together."""
AGAINST_WISH = -6
"""The child said that they don't want to go there."""
UNMET = -2
"""A need that nobody there meets."""


class Fact(StrEnum):
    """What speaks for or against an authority."""

    HERE = "here"
    DANGER = "danger"
    DANGER_IN_WORDS = "danger-in-words"
    FULL = "full"
    LANGUAGE = "language"
    NO_LANGUAGE = "no-language"
    NEED_MET = "need-met"
    NEED_UNMET = "need-unmet"
    TIE = "tie"
    NO_TIE = "no-tie"
    WISHED = "wished"
    NOT_WISHED = "not-wished"
    SIBLINGS_FIT = "siblings-fit"
    SIBLINGS_DONT_FIT = "siblings-dont-fit"


NEVER = frozenset({Fact.HERE, Fact.DANGER, Fact.FULL, Fact.SIBLINGS_DONT_FIT})
"""Where one of these holds, the child is not placed there."""


@dataclass(frozen=True)
class Reason:
    """One reason, and what it is about: a language, a need."""

    fact: Fact
    about: str = ""


@dataclass(frozen=True)
class Child:
    """What a waiting child needs. Places are counties and towns by the names of one list.

    ``together`` are the keys of brothers and sisters who must not be parted from this child.
    ``danger_words`` are places of danger that stand on no list.
    """

    key: str
    languages: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    not_wished: frozenset[str] = frozenset()
    dangers: frozenset[str] = frozenset()
    danger_words: str = ""
    together: frozenset[str] = frozenset()
    lives_with: str = ""
    """The key of the authority that they are to move from."""


@dataclass(frozen=True)
class Authority:
    """What an authority has declared: how many children it can take now, and what it has."""

    key: str
    name: str
    places: int
    areas: frozenset[str]
    languages: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fit:
    """One authority for one child, or for several who stay together."""

    authority: Authority
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    weight: int = field(repr=False)

    @property
    def is_possible(self) -> bool:
        """Does nothing forbid it?"""
        return not any(reason.fact in NEVER for reason in self.against)


def fit(children: Iterable[Child], authority: Authority) -> Fit:
    """How an authority fits a child, or brothers and sisters who stay together."""
    group = tuple(children)
    found = [pair for child in group for pair in _weighed(child, authority)]
    if authority.places < len(group):
        fact = Fact.FULL if authority.places < 1 else Fact.SIBLINGS_DONT_FIT
        found.append((Reason(fact), 0))
    elif len(group) > 1:
        found.append((Reason(Fact.SIBLINGS_FIT), SIBLINGS * len(group)))
    good = dict.fromkeys(reason for reason, weight in found if weight > 0)
    bad = dict.fromkeys(reason for reason, weight in found if weight <= 0)
    # What forbids it is said before what only speaks against it.
    first = sorted(bad, key=lambda reason: reason.fact not in NEVER)
    return Fit(authority, tuple(good), tuple(first), sum(weight for _, weight in found))


def ranked(children: Iterable[Child], authorities: Iterable[Authority]) -> tuple[Fit, ...]:
    """Every authority for a child, or for several who stay together: the possible ones first, the
    best of them first; among equals by name."""
    group = tuple(children)
    fits = [fit(group, authority) for authority in authorities]
    return tuple(sorted(fits, key=lambda f: (not f.is_possible, -f.weight, f.authority.name)))


def _weighed(child: Child, authority: Authority) -> Iterator[tuple[Reason, int]]:
    if child.lives_with == authority.key:
        yield Reason(Fact.HERE), 0
    yield from _dangers(child, authority)
    if child.languages:
        spoken = sorted(child.languages & authority.languages)
        if spoken:
            yield Reason(Fact.LANGUAGE, spoken[0]), LANGUAGE
        else:
            yield Reason(Fact.NO_LANGUAGE), UNMET
    for need in sorted(child.needs):
        met = need in authority.offers
        yield Reason(Fact.NEED_MET if met else Fact.NEED_UNMET, need), NEED if met else UNMET
    if child.ties:
        near = sorted(child.ties & authority.areas)
        yield (Reason(Fact.TIE, near[0]), TIE) if near else (Reason(Fact.NO_TIE), 0)
    if child.wishes & authority.areas:
        yield Reason(Fact.WISHED), WISH
    if child.not_wished & authority.areas:
        yield Reason(Fact.NOT_WISHED), AGAINST_WISH


def _dangers(child: Child, authority: Authority) -> Iterator[tuple[Reason, int]]:
    if child.dangers & authority.areas or _is_named(authority, child.danger_words):
        yield Reason(Fact.DANGER), 0
    elif child.danger_words:
        yield Reason(Fact.DANGER_IN_WORDS), 0


def _is_named(authority: Authority, words: str) -> bool:
    """Do these words name the authority or a place that it declared?"""
    folded = words.casefold()
    named = (authority.name, *authority.areas)
    return any(place.casefold() in folded for place in named)
