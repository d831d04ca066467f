"""The young person's own space: one address, one title. Where somebody is in it stands in their
session, never in the address, so that a browser's history holds one dull line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record, read
from tutela.doors.store import whole_chronology
from tutela.emergency.rules import for_the_young_person
from tutela.entrance import cards, staying, words
from tutela.entrance import own_pages as pages
from tutela.entrance.cards import Holder
from tutela.entrance.views import again, shown
from tutela.people.roles import Role
from tutela.sharing.ledger import ledger_for_the_young_person
from tutela.voice import life, rights, writing
from tutela.voice.calendars import beside
from tutela.voice.derive import written
from tutela.voice.plain import what_waits

_PLACE = "place"
HOME = "home"
_SAY_WHERE = frozenset({Role.EDUCATION, Role.HEALTH, Role.CARER, Role.PANEL_MEMBER})
"""Whose agency’s name gives a place away: a school, a surgery, a home."""


def inside(request: HttpRequest, here: Holder) -> HttpResponse:
    """Show the place where the young person is, or go to another."""
    if request.method == "POST" and "beside" in request.POST:
        request.session[staying.BESIDE] = not request.session.get(staying.BESIDE, False)
        return again(request)
    if request.method == "POST" and "go" in request.POST and "do" not in request.POST:
        request.session[_PLACE] = request.POST["go"]
        writing.forget(request)
        return again(request)
    with transaction.atomic():
        # What is shown and the audit of showing it stand or fall together.
        me = cards.own_viewer(here.card)
        if me is None:
            staying.end(request)
            return again(request)
        name, _, about = str(request.session.get(_PLACE, HOME)).partition(":")
        done = _written(request, here, me, name, about)
        if done is not None:
            return done
        other = pages.page_called(name)
        answer = other.show(request, me, me.id) if other else _place(request, here, me, name, about)
    if isinstance(answer, HttpResponse):
        return answer
    template, context = answer
    return shown(request, template, {"here": here, "place": name, **context})


def _written(
    request: HttpRequest, here: Holder, me: Viewer, name: str, about: str
) -> HttpResponse | None:
    if name == "outcome" and about in life.SENTENCES:
        return life.answer(request, me, about)
    if name in writing.FORMS:
        return writing.handle(request, name, me, _readers(here.card))
    return None


def _place(
    request: HttpRequest, here: Holder, me: Viewer, name: str, about: str
) -> tuple[str, dict[str, object]]:
    places: dict[str, Callable[[], dict[str, object]]] = {
        "decided": lambda: _decided(request, me),
        "looks": lambda: _looks(here.card, me),
        "rights": lambda: {"topics": rights.TOPICS},
        "right": lambda: {"topic": rights.BY_NAME[about]},
        "help": dict,
        "life": lambda: life.all_of_it(me),
        "outcome": lambda: life.one_of_it(request, me, about),
        "say": lambda: writing.asking(request, _readers(here.card)) | _sent(me),
        "treated": lambda: writing.asking(request, _readers(here.card)),
    }
    known = {"right": set(rights.BY_NAME), "outcome": set(life.SENTENCES)}
    if name not in places or about not in known.get(name, {about}):
        return "voice/home.html", {"circle": _circle(here.card), "offered": pages.offered()}
    return f"voice/{name}.html", places[name]()


def _circle(card: UUID) -> list[dict[str, object]]:
    return [
        {"who": words.who(a.role), "from": _from(a.role, a.agency), "why": words.why(a.role)}
        for a in cards.circle(card)
    ]


def _from(role: str, agency: str) -> str:
    return "" if role in _SAY_WHERE else agency


def _readers(card: UUID) -> list[str]:
    return [a.role for a in cards.circle(card)]


def _whole(me: Viewer) -> tuple[Record, Chronology, datetime]:
    """All of the record, for functions that say something of it in plain words; nothing else of it
    reaches a page."""
    record, at = read(me.id, as_=me, how="own-page"), timezone.now()
    return record, whole_chronology(me.id, record.gate.key, at), at


def _decided(request: HttpRequest, me: Viewer) -> dict[str, object]:
    record, whole, at = _whole(me)
    lines = pages.decided(whole, at)
    waiting = sorted(what_waits(whole, record.gate.nation, at), key=lambda line: line.on)
    waiting += [line for line in lines if line.is_waiting]
    language = staying.language(request)

    def told(line: pages.Plain) -> dict[str, object]:
        day = line.on.astimezone(LONDON).date()
        return {"words": line.words, "day": day, "beside": beside(day, language.code)}

    return {
        "waiting": [told(line) for line in waiting],
        "decided": [told(line) for line in lines if not line.is_waiting],
    }


def _looks(card: UUID, me: Viewer) -> dict[str, object]:
    looks = [_looked(looked) for looked in cards.looks(card)]
    _, whole, at = _whole(me)
    return {
        "looks": looks,
        "shared": ledger_for_the_young_person(whole, at),
        "emergencies": for_the_young_person(whole),
    }


def _looked(looked: cards.Looked) -> dict[str, object]:
    return {
        "day": looked.day,
        "who": words.who(looked.role),
        "from": _from(looked.role, looked.agency),
        "did": [words.DONE[action] for action in words.DONE if action in looked.actions],
        "why": words.why(looked.role),
    }


def _sent(me: Viewer) -> dict[str, object]:
    record = read(me.id, as_=me, how="own-page")
    return {"written": written(record.chronology)[::-1]}
