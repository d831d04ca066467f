"""The review queue: pairs that people should look at, with the evidence side by side.

As data: a page or a spreadsheet shows it. Nothing here decides. The columns `decision`, `by`, `at`
and `reason` are left for a person to fill in; the same file is then read back as decisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutela.evidence.linkage.comparisons import COMPARISONS, NAME, SIBLING_SHAPE
from tutela.evidence.linkage.features import features
from tutela.evidence.linkage.linking import Linked
from tutela.evidence.linkage.people import Person

REASONS = {
    "unsure": "not sure enough to join, not sure enough to leave apart",
    "siblings": "may be brothers, sisters or twins, or a group given one surname",
    "weak-together": "this link is strong, but other records of the two groups don't agree",
    "contradicted": "joined through other records, but these two hardly agree",
    "decided": "strong, but people decided otherwise about records of the two groups",
}


@dataclass(frozen=True)
class Side:
    """One comparison of a pair, in words and in bits (more than 0 speaks for one child)."""

    what: str
    left: str
    right: str
    words: str
    bits: float


@dataclass(frozen=True)
class Review:
    """A pair to look at: why, how likely, and each piece of evidence."""

    left: Person
    right: Person
    probability: float
    why: str
    sides: tuple[Side, ...]


def queue(linked: Linked) -> Iterator[Review]:
    """The pairs to look at, the likeliest first."""
    asked = {(min(p), max(p)) for p in (*linked.decided.same, *linked.decided.different)}
    of, limits = linked.clusters.of, linked.thresholds
    ordered = linked.links.sort(["probability", "left", "right"], descending=[True, False, False])
    for a, b, evidence, chance in ordered.select(
        "left", "right", "evidence", "probability"
    ).iter_rows():
        if (a, b) in asked:
            continue
        if of[a] == of[b]:
            why = "contradicted" if chance < limits.break_ else None
        elif chance >= limits.review:
            why = linked.clusters.stopped.get((a, b), "unsure")
        else:
            why = None
        if why is not None:
            yield _side_by_side(linked, (a, b), chance, why, evidence)


def _side_by_side(
    linked: Linked, pair: tuple[int, int], chance: float, why: str, evidence: float
) -> Review:
    left, right = (linked.people[place] for place in pair)
    one, other = (features(p, linked.model.bits).row for p in (left, right))
    sides = []
    for comparison in COMPARISONS:
        level = comparison.level_of(one, other)
        if comparison is NAME and level is not None and level.name in SIBLING_SHAPE:
            why = "siblings" if why == "unsure" else why
        words = level.words if level else "not known on one side or both"
        bits = linked.model.weight(comparison, level)
        sides.append(
            Side(
                comparison.words,
                as_written(left, comparison.name),
                as_written(right, comparison.name),
                words,
                bits,
            )
        )
    assert abs(sum(side.bits for side in sides) - evidence) < 1e-6, "the engines disagree"
    return Review(left, right, chance, why, tuple(sides))


def as_written(person: Person, what: str) -> str:
    """What a record says, for people to read; empty if nothing."""
    if what == "reference":
        return "; ".join(person.references)
    if what == "birth":
        return "" if person.birth.year is None else person.birth.as_written
    said: str | None = getattr(person, what)
    return said or ""
