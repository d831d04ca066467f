"""From pairs to children: which records are taken together, which are left for people to decide.

Decisions first, always. Then links, the likeliest first: two groups of records become one if the
best link between them reaches the threshold to join, *and* all links between them, on average, the
threshold to break (a pair that was never even a candidate counts as 0). So one strong link can't
chain strangers together, and a group of an earlier run is kept until its links fall below the
threshold to break: groups don't flicker when a number changes by a hair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutela.evidence.linkage.decisions import Held
from tutela.evidence.linkage.refusals import Refusal
from tutela.evidence.problems import BadInputError, Problem

JOIN = 0.9
BREAK = 0.4
LARGEST = 100
"""No child has so many records; a larger group is a sign of something wrong with the lists."""

Link = tuple[int, int, float]
"""Two places and the chance that they are one child."""


@dataclass(frozen=True)
class Thresholds:
    """Chances at which groups are joined, broken, and shown to a person."""

    join: float = JOIN
    break_: float = BREAK
    review: float = 0.1


@dataclass
class Clusters:
    """`of[place]` is the group of a record, named by its first place. `stopped`: strong links that
    were not followed, and why."""

    of: list[int]
    stopped: dict[tuple[int, int], str] = field(default_factory=dict)

    def members(self) -> dict[int, list[int]]:
        """Places by group, in order."""
        found: dict[int, list[int]] = {}
        for place, group in enumerate(self.of):
            found.setdefault(group, []).append(place)
        return found


class _Groups:
    """Groups that only ever grow, and the sum of the links between them."""

    def __init__(self, records: int) -> None:
        self.parent = list(range(records))
        self.size = [1] * records
        self.links: list[dict[int, float]] = [{} for _ in range(records)]
        self.apart: dict[int, set[int]] = {}

    def root(self, place: int) -> int:
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def mean(self, a: int, b: int) -> float:
        return self.links[a].get(b, 0.0) / (self.size[a] * self.size[b])

    def merge(self, a: int, b: int) -> None:
        if len(self.links[a]) < len(self.links[b]):
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        for other, weight in self.links[b].items():
            del self.links[other][b]
            if other != a:
                self.links[a][other] = self.links[a].get(other, 0.0) + weight
                self.links[other][a] = self.links[a][other]
        self.links[b] = {}
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.keep_apart(a, other)

    def keep_apart(self, a: int, b: int) -> None:
        self.apart.setdefault(a, set()).add(b)
        self.apart.setdefault(b, set()).add(a)


def cluster(
    records: int,
    links: Sequence[Link],
    thresholds: Thresholds,
    decided: Held,
    *,
    before: Sequence[int] | None = None,
    names: Sequence[str] | None = None,
) -> Clusters:
    """Group `records` by `links`. `before`: the group of each record in an earlier run, or -1.

    Raises `BadInputError` if decisions contradict each other, `Refusal` if a group grows absurd.
    """
    groups = _Groups(records)
    for a, b, chance in links:
        groups.links[a][b] = groups.links[b][a] = chance
    _obey(groups, decided, names or [str(place) for place in range(records)])
    stopped: dict[tuple[int, int], str] = {}
    following = [
        (a, b)
        for a, b, chance in sorted(links, key=lambda link: (-link[2], link[0], link[1]))
        if chance >= (thresholds.break_ if _were_together(before, a, b) else thresholds.join)
    ]
    joined = True
    while joined:
        # Again while anything joins: a link that was too weak may be borne out by others.
        joined = False
        stopped = {}
        for a, b in following:
            left, right = groups.root(a), groups.root(b)
            if left == right:
                continue
            why = _why_not(groups, left, right, thresholds)
            if why is None:
                groups.merge(left, right)
                joined = True
            else:
                stopped[a, b] = why
    _refuse_if_absurd(groups, stopped, names)
    first: dict[int, int] = {}
    of = [first.setdefault(groups.root(place), place) for place in range(records)]
    return Clusters(of, stopped)


def _were_together(before: Sequence[int] | None, a: int, b: int) -> bool:
    return before is not None and before[a] >= 0 and before[a] == before[b]


def _why_not(groups: _Groups, a: int, b: int, thresholds: Thresholds) -> str | None:
    if b in groups.apart.get(a, ()):
        return "decided"
    if groups.size[a] + groups.size[b] > LARGEST:
        return "too-large"
    return "weak-together" if groups.mean(a, b) < thresholds.break_ else None


def _obey(groups: _Groups, decided: Held, names: Sequence[str]) -> None:
    for a, b in decided.same:
        left, right = groups.root(a), groups.root(b)
        if left != right:
            groups.merge(left, right)
    contradicted = [
        Problem(
            f"“{names[a]}” and “{names[b]}” were decided to be different, but other decisions make"
            " them one child; withdraw one of them"
        )
        for a, b in decided.different
        if groups.root(a) == groups.root(b)
    ]
    if contradicted:
        raise BadInputError("decisions", contradicted)
    for a, b in decided.different:
        groups.keep_apart(groups.root(a), groups.root(b))


def _refuse_if_absurd(
    groups: _Groups, stopped: Mapping[tuple[int, int], str], names: Sequence[str] | None
) -> None:
    for (a, b), why in stopped.items():
        if why == "too-large":
            size = groups.size[groups.root(a)] + groups.size[groups.root(b)]
            called = f"“{names[a]}” and “{names[b]}”" if names else f"{a} and {b}"
            raise Refusal(
                "cluster-too-large",
                f"{called} are linked into a group of {size} records; more than {LARGEST} records"
                " of one child are not believable. Look at their names and dates of birth: they may"
                " be placeholders.",
            )
