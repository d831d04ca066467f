"""Asks that offer answers: yes or no, one of a set, several of a set, one or several of a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from tutela.people import lists
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, Unreadable, clean_text

MOST_RADIOS = 20
"""A longer list is searched rather than shown."""

MOST_INLINE = 90
"""Characters of buttons that stand beside one another."""

EMPTY_BOXES = 2
"""How many empty boxes a question with several answers from a long list offers."""


@dataclass(frozen=True)
class Offer:
    """One answer to choose. ``group`` is the heading it stands under."""

    value: str
    label: str
    group: str = ""
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Answers under one heading; unfolded where it is the first or holds a chosen one."""

    words: str
    offers: list[Offer]
    unfolded: bool


@dataclass(frozen=True)
class AskYesNo(Ask):
    """Yes or no."""

    template = "tutela/asking/radios.html"

    def read(self, answers: Answers) -> bool | None:
        """True, False, or None when neither was chosen."""
        return {"yes": True, "no": False}.get(answers.one(self.name))

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The chosen button."""
        return {self.name: ["yes" if value else "no"]}

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The two buttons."""
        chosen = answers.one(self.name)
        offers = [("yes", _("Yes")), ("no", _("No"))]
        return {
            "offers": [Offer(v, words, chosen=v == chosen) for v, words in offers],
            "inline": True,
        }


@dataclass(frozen=True)
class AskOne(Ask):
    """One of a few answers, shown as buttons."""

    template = "tutela/asking/radios.html"
    offers: tuple[Offer, ...] = ()

    def read(self, answers: Answers) -> str | None:
        """The chosen value."""
        chosen = answers.one(self.name)
        if not chosen:
            return None
        if chosen not in {offer.value for offer in self.offers}:
            raise Unreadable(_choose(self))
        return chosen

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The chosen button."""
        return {self.name: [str(value)]}

    def missing(self) -> str:
        """What is said when nothing was chosen."""
        return _choose(self)

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The buttons."""
        offers = _offered(self.offers, {answers.one(self.name)})
        return {"offers": offers, "inline": _inline(offers)}


@dataclass(frozen=True)
class AskSeveral(Ask):
    """Several of a few answers, shown as boxes to tick."""

    template = "tutela/asking/checkboxes.html"
    offers: tuple[Offer, ...] = ()

    def read(self, answers: Answers) -> list[str] | None:
        """The chosen values."""
        chosen = list(dict.fromkeys(answers.many(self.name)))
        if not set(chosen) <= {offer.value for offer in self.offers}:
            raise Unreadable(_choose(self))
        return chosen or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The ticked boxes."""
        return {self.name: sorted(str(v) for v in value)}

    def help(self) -> str:
        """That more than one may be chosen."""
        return _("Choose all that apply.")

    def missing(self) -> str:
        """What is said when nothing was chosen."""
        return _choose(self)

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The boxes, under their headings."""
        return {"groups": _grouped(_offered(self.offers, set(answers.many(self.name))))}


@dataclass(frozen=True)
class AskNoted(Ask):
    """Several of a list, each with a note of its own: indicators and what was seen."""

    template = "tutela/asking/noted.html"
    offers: tuple[Offer, ...] = ()

    def read(self, answers: Answers) -> list[dict[str, str | None]] | None:
        """Values with their notes, in the order of the list."""
        chosen = set(answers.many(self.name))
        if not chosen <= {offer.value for offer in self.offers}:
            raise Unreadable(_choose(self))
        noted: list[dict[str, str | None]] = []
        for offer in self.offers:
            note = clean_text(answers.one(self._note(offer)), self.question.label, lines=True)
            if offer.value in chosen or note:
                noted.append({"value": offer.value, "note": note or None})
        return noted or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The ticked boxes and the notes."""
        places = {offer.value: offer for offer in self.offers}
        boxes = {self.name: [one.value for one in value]}
        for one in value:
            if one.note and one.value in places:
                boxes[self._note(places[one.value])] = [one.note]
        return boxes

    def help(self) -> str:
        """What a note is for."""
        return _("Choose all that apply, and write beside each what was seen or said.")

    def missing(self) -> str:
        """What is said when nothing was chosen."""
        return _choose(self)

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The boxes under their headings, each with its note."""
        chosen = set(answers.many(self.name))
        offers = [
            Offer(o.value, _(o.label), _(o.group) if o.group else "", o.value in chosen,
                  answers.one(self._note(o)))
            for o in self.offers
        ]  # fmt: skip
        return {"groups": _grouped(offers)}

    def _note(self, offer: Offer) -> str:
        return f"{self.name}-note-{offer.value}"


@dataclass(frozen=True)
class AskListed(Ask):
    """One of a long list: a box with suggestions, which needs no script."""

    template = "tutela/asking/listed.html"
    list_name: str = ""

    def read(self, answers: Answers) -> str | None:
        """The value on the list."""
        typed = answers.one(self.name)
        return _on_list(self.list_name, typed) if typed else None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The words of the list in the box."""
        return {self.name: [lists.label(self.list_name, str(value))]}

    def help(self) -> str:
        """How to answer."""
        return _("Type the first letters and choose from the list.")

    def plain(self, answers: Answers) -> frozenset[str]:
        """The stored value of what was typed."""
        with suppress(Unreadable):
            return frozenset(filter(None, [self.read(answers)]))
        return frozenset()

    def shown(self, answers: Answers) -> str:
        """What was typed; the words of the list for a stored value."""
        return lists.label(self.list_name, answers.one(self.name))

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The suggestions."""
        return {"offers": lists.items(self.list_name), "list_id": f"list-{self.list_name}"}


@dataclass(frozen=True)
class AskListedSeveral(Ask):
    """Several of a long list: a box for each, and two more."""

    template = "tutela/asking/listed_several.html"
    list_name: str = ""

    def read(self, answers: Answers) -> list[str] | None:
        """The values on the list, in the order typed."""
        typed = answers.many(self.name)
        return list(dict.fromkeys(_on_list(self.list_name, t) for t in typed)) or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """A box for each answer."""
        return {self.name: [lists.label(self.list_name, str(v)) for v in value]}

    def plain(self, answers: Answers) -> frozenset[str]:
        """The stored values of what was typed."""
        with suppress(Unreadable):
            return frozenset(self.read(answers) or [])
        return frozenset()

    def help(self) -> str:
        """How to answer."""
        return _("One in each box. Type the first letters and choose from the list.")

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The boxes and the suggestions."""
        typed = [lists.label(self.list_name, t) for t in answers.many(self.name)]
        return {
            "boxes": [*typed, *[""] * EMPTY_BOXES],
            "offers": lists.items(self.list_name),
            "list_id": f"list-{self.list_name}",
        }


def _choose(ask: Ask) -> str:
    return _("Choose an answer to “%(question)s”") % {"question": _(ask.question.label)}


def _offered(offers: Iterable[Offer], chosen: set[str]) -> list[Offer]:
    return [
        Offer(o.value, _(o.label), _(o.group) if o.group else "", o.value in chosen) for o in offers
    ]


def _grouped(offers: Iterable[Offer]) -> list[Group]:
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(offer.group, []).append(offer)
    return [
        Group(words, found, place == 0 or any(o.chosen or o.note for o in found))
        for place, (words, found) in enumerate(groups.items())
    ]


def _inline(offers: Iterable[Offer]) -> bool:
    """Do the buttons fit beside one another?"""
    return sum(len(o.label) + 6 for o in offers) <= MOST_INLINE


def _on_list(name: str, typed: str) -> str:
    """The value that was meant. Raises Unreadable with the nearest words of the list."""
    known = _spellings(name)
    folded = _fold(typed)
    if folded in known:
        return known[folded]
    clean = clean_text(typed, typed, lines=False)
    near = [k for k in known if folded and folded in k][:3]
    near = near or get_close_matches(folded, known, n=3, cutoff=0.6)
    labels = list(dict.fromkeys(lists.label(name, known[k]) for k in near))
    if labels:
        raise Unreadable(
            _("“%(typed)s” is not on the list. Did you mean %(near)s?")
            % {"typed": clean, "near": _(" or ").join(labels)}
        )
    raise Unreadable(
        _("“%(typed)s” is not on the list. Choose one from the list") % {"typed": clean}
    )


@cache
def _spellings(name: str) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for item in lists.items(name):
        known.setdefault(_fold(item.label), item.value)
        known.setdefault(_fold(item.value), item.value)
    return known


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
