"""How a child is introduced at the head of their page: a name, a sentence, and no label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.chronology.entry import Chronology
from tutela.doors.reading import Record
from tutela.identity import derive
from tutela.identity.entries import Languages, NationalityState
from tutela.people import lists
from tutela.people.choice import Answer
from tutela.web import rooms
from tutela.web.components import Name, Row, State, Tag
from tutela.web.dates import moment_in_words


def who_it_is(record: Record, at: datetime) -> rooms.Who:
    """Who the child is, as far as the viewer may read."""
    chronology = record.chronology
    name = derive.called(chronology) or record.gate.reference
    birth = derive.birth_in_force(chronology)
    facts = []
    if birth is not None:
        born = _("%(when)s (%(basis)s)") % {
            "when": moment_in_words(birth.moment),
            "basis": _(birth.basis.label),
        }
        facts.append(Row(_("Born"), born))
    return rooms.Who(
        name=name,
        sentence=_sentence(chronology, name, at),
        facts=tuple(facts),
        states=tuple(_states(chronology, at)),
    )


def where_identity_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Languages, the interpreter, other names, nationality."""
    chronology = record.chronology
    spoken = derive.languages(chronology)
    if spoken is not None:
        yield Row(_("Languages"), _languages(spoken))
        if spoken.interpreter is Answer.YES:
            yield Row(_("Interpreter"), _interpreter(spoken))
    # A name that was forced on a child, or hurts them, is read in the chronology and not up here.
    called = derive.called(chronology)
    others = [n.full for n in derive.names_to_use(chronology) if n.full != called]
    if others:
        yield Row(_("Other names"), Name(", ".join(dict.fromkeys(others))))
    held = derive.nationality(chronology)
    if held is not None:
        words = [_(lists.label("nationalities", n)) for n in held.held] or [_(held.state.label)]
        doubted = _(" (disputed)") if held.is_disputed else ""
        is_held = held.state is NationalityState.HELD
        yield Row(_("Nationality"), ", ".join(words) + (doubted if is_held else ""))


def _sentence(chronology: Chronology, name: str, at: datetime) -> str:
    age = derive.age_at(chronology, at)
    if age is None:
        return ""
    said = {"name": name, "age": str(age)}
    return _("%(name)s is %(age)s years old.") % said


def _states(chronology: Chronology, at: datetime) -> Iterator[Tag]:
    if derive.is_age_in_doubt(chronology, at):
        yield Tag(_("Age disputed; treated as a child"), State.CHILD)
    elif derive.birth_in_force(chronology) is None:
        yield Tag(_("Age not known; treated as a child"), State.CHILD)


def _languages(spoken: Languages) -> str:
    words = [_(lists.label("languages", language)) for language in spoken.speaks]
    if spoken.best and len(words) > 1:
        best = _(lists.label("languages", spoken.best))
        return _("%(all)s; best in %(best)s") % {"all": ", ".join(words), "best": best}
    return ", ".join(words)


def _interpreter(spoken: Languages) -> str:
    if spoken.interpreter_wish is None:
        return _("Needed")
    return _("Needed. Wished for: %(who)s") % {"who": _(spoken.interpreter_wish.label).lower()}


rooms.tell_who(who_it_is)
rooms.tell_standing("identity", 90, where_identity_stands)
