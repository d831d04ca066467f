"""A check at intake: is this child already known to somebody? The answer respects the walls.

It says that a possible match exists and whom to ask, or that none was found. It never says who, how
many, how likely, from which list, or why: the lead, who may know, decides what to share. A child at
intake is never refused, delayed or doubted for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.store import Store, veiled

POSSIBLE = 0.1
"""The chance at which it is worth asking: low, for a missed match costs more than a question."""

LARGEST_BLOCK = 500


@dataclass(frozen=True)
class Answer:
    """All that is said. `ask` names the lead of the likeliest match; nothing if there is none."""

    possible: bool
    ask: str | None = None

    @property
    def words(self) -> str:
        if self.possible:
            return f"A possible match exists. Ask the lead of {self.ask}."
        return "No possible match was found. The child may still be known under another name."


def check(person: Person, store: Store) -> Answer:
    """Look for a person in the store. Under a second for a hundred thousand records."""
    row, keys = veiled(person, store.model, store.key)
    best: tuple[float, int] | None = None
    for place in sorted(store.candidates(keys, LARGEST_BLOCK)):
        chance = store.model.probability(store.model.evidence(row, store.row(place)))
        if chance >= POSSIBLE and (best is None or chance > best[0]):
            best = (chance, place)
    if best is None:
        return Answer(possible=False)
    return Answer(possible=True, ask=store.leads[best[1]])
