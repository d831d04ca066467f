"""How long disclosure control takes: tables of the shape and skew of the referral statistics.

    python bench/disclosure.py            # all of them
    python bench/disclosure.py hierarchy  # one of them

Every table is made from a fixed seed; the counts of children are those of a year. Figures and the
machine they were taken on stand in docs/methods/disclosure.md.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tutela.evidence.disclosure import Cost, Policy, Table, protect
from tutela.evidence.disclosure.assembly import assemble
from tutela.evidence.disclosure.audit import audit_releases
from tutela.evidence.disclosure.rounding import round_controlled
from tutela.evidence.disclosure.sheets import known_codes, printed

CHILDREN = 7432
Trees = dict[str, list[dict[str, list[str]]]]


def skewed(size: int, power: float) -> np.ndarray:
    """Shares that fall as a power of the rank, as nationalities and places do."""
    share = 1 / np.arange(1, size + 1) ** power
    return share / share.sum()


def draw(columns: dict[str, np.ndarray], children: int, seed: int = 1) -> Table:
    """A table of children drawn at random from independent columns."""
    random = np.random.default_rng(seed)
    drawn = [
        [f"{name}{code:03d}" for code in random.choice(len(share), children, p=share)]
        for name, share in columns.items()
    ]
    counts = Counter(zip(*drawn, strict=True))
    return Table.of("table.csv", list(columns), {cell: float(n) for cell, n in counts.items()})


def regions(authorities: int = 145, number: int = 9) -> Trees:
    """Authorities in regions."""
    codes = [f"authority{n:03d}" for n in range(authorities)]
    return {"authority": [{f"region{r}": codes[r::number] for r in range(number)}]}


AUTHORITY, TYPE, SEX = skewed(145, 0.8), skewed(6, 1.2), np.array([0.7, 0.3])
NATIONALITY, QUARTER = skewed(20, 1.8), skewed(4, 0.0)


def hierarchy() -> None:
    """1,085 cells: authorities in regions, by type."""
    table = draw({"authority": AUTHORITY, "type": TYPE}, CHILDREN)
    for cost in (Cost.LOG, Cost.COUNT):
        measure(f"hierarchy, 1,085 cells, {cost.value}", table, regions(), cost)


def hierarchy_by_sex() -> None:
    """3,255 cells: the same by sex."""
    table = draw({"authority": AUTHORITY, "type": TYPE, "sex": SEX}, CHILDREN)
    measure("hierarchy by sex, 3,255 cells, log", table, regions(), Cost.LOG)


def quarters() -> None:
    """735 cells: four quarters and their year, nationality by type."""
    table = draw({"quarter": QUARTER, "nationality": NATIONALITY, "type": TYPE}, CHILDREN)
    for cost in (Cost.LOG, Cost.COUNT):
        measure(f"quarters and year, 735 cells, {cost.value}", table, {}, cost)


def rounding() -> None:
    """3,255 cells, controlled rounding to base 5; the attack on it is timed apart."""
    table = draw({"authority": AUTHORITY, "type": TYPE, "sex": SEX}, CHILDREN)
    codes = known_codes([table], regions())
    policy = Policy(threshold=5, round_to=5)
    assembly = assemble(printed([table], codes), codes, regions(), policy)
    copies = np.bincount(assembly.of[assembly.of >= 0], minlength=assembly.problem.cells)
    start = time.perf_counter()
    found = round_controlled(assembly.problem, 5, copies.astype(float), seconds=60)
    print(
        f"rounding, 3,255 cells: {time.perf_counter() - start:.2f} s, "
        f"{'optimal' if found.optimal else 'not proven'}, no cell by more than {found.within}"
    )


def measure(name: str, table: Table, trees: Trees, cost: Cost) -> None:
    """Protect, write, attack what was written, and say what it took.

    Processor seconds are the figure to compare: the clock on the wall also counts the neighbours.
    """
    start, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "release"
        done = protect([table], Policy(threshold=5, cost=cost), hierarchies=trees, out=out)
        protected, working = time.perf_counter() - start, time.process_time() - worked
        again = time.process_time()
        audited = audit_releases([out], threshold=5)
        attacked = time.process_time() - again
    assert done.pattern is not None
    print(
        f"{name}: {len(done.primary)} sensitive, {len(done.secondary)} further hidden, "
        f"cost {done.cost:.3f} (proven: {done.bound:.3f}), {done.status}; "
        f"protected and attacked in {working:.1f} s of "
        f"processor ({protected:.1f} s by the clock), again from disk in {attacked:.1f} s, "
        f"{'safe' if done.safe and audited.safe else 'NOT SAFE'}",
        flush=True,
    )


BENCHES: dict[str, Callable[[], None]] = {
    "hierarchy": hierarchy,
    "quarters": quarters,
    "rounding": rounding,
    "hierarchy_by_sex": hierarchy_by_sex,
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHES:
        BENCHES[chosen]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {peak:.0f} MB")
