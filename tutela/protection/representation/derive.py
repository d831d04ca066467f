"""Who acts for a child in law, how long they looked for somebody, and who may interpret. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.protection.representation.answers import Again, FoundBy, LegalAid, Matter, SearchEnd
from tutela.protection.representation.entries import (
    InterpreterUsed,
    LawyerActs,
    LawyerAnswered,
    LawyerAsked,
    LawyerEnded,
    LawyerMet,
    LegalAidChanged,
)


@dataclass(frozen=True)
class Case:
    """A lawyer who acts or acted, and what became of it."""

    entry: Entry
    ended: Entry | None
    aid: tuple[Entry, ...]
    meetings: tuple[Entry, ...]

    @property
    def content(self) -> LawyerActs:
        """Who, in what."""
        return self.entry.says(LawyerActs)

    @property
    def paid(self) -> LegalAid:
        """Who pays, as far as is known last."""
        return self.aid[-1].says(LegalAidChanged).paid if self.aid else self.content.paid

    @property
    def sent_by_somebody_unknown(self) -> bool:
        """Did somebody whom nobody knows find them?"""
        return self.content.found_by is FoundBy.UNKNOWN


def cases(chronology: Chronology) -> tuple[Case, ...]:
    """Every lawyer, in the order in which they began to act."""
    return tuple(
        Case(
            entry,
            next(iter(chronology.answers_to(entry.id, LawyerEnded)), None),
            chronology.answers_to(entry.id, LegalAidChanged),
            chronology.answers_to(entry.id, LawyerMet),
        )
        for entry in chronology.of(LawyerActs)
        if entry.content is not None
    )


def acting(chronology: Chronology) -> tuple[Case, ...]:
    """Those who act still, as far as the record says."""
    return tuple(case for case in cases(chronology) if case.ended is None)


@dataclass(frozen=True)
class Search:
    """A search for a lawyer in one matter: every office that was asked, in order."""

    matter: Matter
    asked: tuple[Entry, ...]
    refused: tuple[SearchEnd, ...]
    found: Entry | None

    def lasted(self, at: datetime) -> int | None:
        """For how many days it lasted, or has lasted by ``at``; None where nobody knows."""
        since = self.asked[0].happened.start
        until = self.found.happened.start if self.found else at
        return None if since is None or until is None else max((until - since).days, 0)


def searches(chronology: Chronology) -> tuple[Search, ...]:
    """The last search in each matter, in the order in which they began.

    A lawyer found in a matter ends what was searched in it by then; what was asked later is a new
    search. One whom somebody unknown sent ends nothing.
    """
    found: list[Search] = []
    for matter in Matter:
        asked: list[Entry] = []
        begun: Entry | None = None
        for entry in chronology.of(LawyerAsked, LawyerActs):
            content = entry.content
            if isinstance(content, LawyerAsked) and content.matter is matter:
                asked, begun = ([entry], None) if begun else ([*asked, entry], None)
            elif isinstance(content, LawyerActs) and content.matter is matter and asked:
                begun = begun or (entry if content.found_by is not FoundBy.UNKNOWN else None)
        if asked:
            found.append(Search(matter, tuple(asked), _refused(chronology, asked), begun))
    return tuple(sorted(found, key=lambda s: s.asked[0].place))


def _refused(chronology: Chronology, asked: list[Entry]) -> tuple[SearchEnd, ...]:
    said = [
        answer.says(LawyerAnswered).answer
        for entry in asked
        for answer in chronology.answers_to(entry.id, LawyerAnswered)
    ]
    return tuple(answer for answer in said if answer is not SearchEnd.TAKES_ON)


@dataclass(frozen=True)
class Interpreter:
    """Somebody who interpreted, and what the child said last of whether they may come again."""

    name: str
    times: int
    last: Entry

    @property
    def again(self) -> Again:
        """Does the child wish for them again?"""
        return self.last.says(InterpreterUsed).again


def interpreters(chronology: Chronology) -> tuple[Interpreter, ...]:
    """Each interpreter by name: whom the child wishes for first, whom never last."""
    known: dict[str, list[Entry]] = {}
    for entry in chronology.of(InterpreterUsed):
        if entry.content is not None:
            name = entry.says(InterpreterUsed).name
            known.setdefault(" ".join(name.casefold().split()), []).append(entry)
    met = [Interpreter(e[-1].says(InterpreterUsed).name, len(e), e[-1]) for e in known.values()]
    return tuple(sorted(met, key=lambda one: list(Again).index(one.again)))
