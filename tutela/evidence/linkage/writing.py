"""The files that `tutela link` leaves: clusters, pairs to review, captures, model, report."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tutela.evidence.linkage.comparisons import COMPARISONS
from tutela.evidence.linkage.linking import Linked, captures
from tutela.evidence.linkage.review import REASONS, Review, queue

_UNSAFE_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r")


def write_clusters(path: Path, linked: Linked) -> None:
    """One row per record: the group it was put in, named by the first record of the group."""
    _write(
        path,
        ("cluster", "list", "id", "records_in_cluster"),
        (
            (linked.people[group].key, linked.people[place].list, linked.people[place].id, len(own))
            for group, own in linked.clusters.members().items()
            for place in own
        ),
    )


def write_reviews(path: Path, linked: Linked) -> dict[str, int]:
    """The pairs that people should look at, to be filled in and given back. Counts by reason."""
    sides = [f"{c.name}_{end}" for c in COMPARISONS for end in ("left", "right", "bits", "words")]
    counts = dict.fromkeys(REASONS, 0)

    def rows() -> Iterable[Sequence[object]]:
        for one in queue(linked):
            counts[one.why] += 1
            yield _review_row(one)

    _write(
        path,
        (
            *("left", "right", "probability", "why", *sides),
            *("decision", "by", "at", "reason"),
        ),
        rows(),
    )
    return counts


def _review_row(one: Review) -> list[object]:
    cells: list[object] = [one.left.key, one.right.key, f"{one.probability:.4f}", REASONS[one.why]]
    for side in one.sides:
        cells += [side.left, side.right, f"{side.bits:+.1f}".replace("+", ""), side.words]
    return [*cells, "", "", "", ""]


def write_captures(path: Path, linked: Linked) -> None:
    """The table of capture patterns, as `tutela estimate` reads it."""
    _write(
        path,
        (*linked.lists, "count"),
        (
            (*bits_of(mask, len(linked.lists)), count)
            for mask, count in captures(linked, linked.clusters.of).items()
        ),
    )


def write_sampled(path: Path, lists: Sequence[str], sampled: Sequence[Mapping[int, int]]) -> None:
    """The same table for each sampled linkage, one below the other."""
    _write(
        path,
        ("linkage", *lists, "count"),
        (
            (number, *bits_of(mask, len(lists)), count)
            for number, counts in enumerate(sampled, 1)
            for mask, count in counts.items()
        ),
    )


def bits_of(mask: int, lists: int) -> tuple[int, ...]:
    """A pattern as a 0 or 1 for each list."""
    return tuple(mask >> place & 1 for place in range(lists))


def make_report(linked: Linked, reviews: Mapping[str, int]) -> dict[str, Any]:
    """What was done, in figures. `doubt` is added by who asks for it."""
    sizes: dict[int, int] = {}
    for own in linked.clusters.members().values():
        sizes[len(own)] = sizes.get(len(own), 0) + 1
    people, limits = linked.people, linked.thresholds
    return {
        "lists": {name: sum(person.list == name for person in people) for name in linked.lists},
        "records": len(people),
        "children": len(linked.clusters.members()),
        "clusters_by_size": {str(size): sizes[size] for size in sorted(sizes)},
        "thresholds": {
            "join": limits.join,
            "break": limits.break_,
            "review": limits.review,
        },
        "decisions": {"same": len(linked.decided.same), "different": len(linked.decided.different)},
        "to_review": {"pairs": sum(reviews.values()), **reviews},
        "candidates": {
            "pairs": linked.candidates.pairs,
            "keys_too_common_to_follow": linked.candidates.keys_left_out,
        },
        "not_known": {
            "name": sum(not person.name for person in people),
            "date_of_birth": sum(person.birth.year is None for person in people),
            "day_of_birth": sum(person.birth.day is None for person in people),
        },
        "model": {
            "name": linked.model.name,
            "version": linked.model.version,
            "trained_on": linked.model.trained_on,
            "history": list(linked.model.history),
            "expected_share_of_pairs": linked.model.prior,
        },
        "warnings": warnings(linked),
    }


def warnings(linked: Linked) -> list[str]:
    """What a reader of the figures has to know."""
    found = []
    if "synthetic" in linked.model.trained_on:
        found.append(
            "the model learned how names and dates go wrong from a synthetic population; judge a"
            " sample of pairs and train on them (--labels) before relying on its probabilities"
        )
    dated = sum(person.birth.day is not None for person in linked.people)
    if dated * 2 < len(linked.people):
        found.append(
            "for more than half of the records no day of birth is known; many children can't be"
            " told apart, and both missed and false links are likely"
        )
    if linked.candidates.keys_left_out:
        found.append(
            f"{linked.candidates.keys_left_out} very common names or dates were not used to look"
            " for candidates; pairs that share nothing else were not compared"
        )
    return found


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(header)
        writer.writerows([_safe(cell) for cell in row] for row in rows)


def _safe(cell: object) -> object:
    """A name that a spreadsheet would run as a formula is given an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_UNSAFE_IN_A_SHEET) and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
