"""The whole bulletin from 1,000,000 referrals, beside the bare group-bys that it stands on.

    .venv/bin/python -m bench.statistics [--referrals 1000000]

Both in one process, in CPU seconds. "Bare" is one Polars group-by per table over the same frame,
with the same conditions and nothing around it. The target is that building all tables, with their
checks, labels, order, percentages and sentences, costs at most three times as much. Writing the
files does not grow with the referrals and is shown by itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from datetime import date
from functools import reduce

import polars as pl

from tutela.evidence.bulletin.contents import ALL_TABLES, build_bulletin
from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.bulletin.release import Order, release
from tutela.evidence.bulletin.sentences import headline
from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.dataset import REFERRALS
from tutela.evidence.measures.measure import Aggregate, Count, Median
from tutela.evidence.tables.write import NO_CONTROL, Input
from tutela.evidence.tests.made_up import many

DATED = date(2023, 12, 31)
TARGET = 3.0


def bare(frame: pl.DataFrame) -> int:
    """One group-by per table, as one would write it by hand. Returns the number of cells."""
    prepared = REFERRALS.prepare(frame)
    cells = 0
    for table in ALL_TABLES:
        measure = table.measure
        if measure.data_set != REFERRALS.name:
            continue
        keys = [REFERRALS.dimension(name).column for name in measure.dimensions]
        figures = [_figure(measure.numerator).alias("a")]
        if measure.denominator is not None:
            figures.append(_figure(measure.denominator).alias("b"))
        rows = prepared
        if measure.denominator is None and measure.numerator.where:
            rows = rows.filter(_met(measure.numerator.where))
        cells += rows.group_by(keys).agg(figures).height
    return cells


def _met(where: tuple[Where, ...]) -> pl.Expr:
    return reduce(lambda a, b: a & b, [one.polars() for one in where])


def _figure(figure: Aggregate) -> pl.Expr:
    if isinstance(figure, Count):
        return _met(figure.where).sum() if figure.where else pl.len()
    kept = pl.col(figure.column)
    if figure.where:
        kept = kept.filter(_met(figure.where))
    return kept.median() if isinstance(figure, Median) else kept.n_unique()


def whole(frame: pl.DataFrame) -> int:
    """Every table and sentence of the bulletin. Returns the number of cells."""
    built = build_bulletin({"referrals": frame})
    cells = {one.table.id: one.cells for one in built.tables}
    headline(cells, DATED)
    return sum(one.height for one in cells.values())


def files(frame: pl.DataFrame) -> int:
    """The whole release in every format. Returns the number of files."""
    source = Input("made-up facts", "facts", "0" * 64, frame.height, DATED)
    order = Order("bench", source, Publication(), lambda built: NO_CONTROL)
    return len(release({"referrals": frame}, order).files)


def cpu(work: Callable[[pl.DataFrame], int], frame: pl.DataFrame, times: int) -> float:
    """The least CPU seconds of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(frame)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Measure and print; exit status 1 if the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--referrals", type=int, default=1_000_000)
    size = parser.parse_args().referrals
    frame = many(size)
    bare(frame.head(1000)), whole(frame.head(1000))
    by_hand, ours = cpu(bare, frame, 3), cpu(whole, frame, 3)
    written = cpu(files, frame, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "referrals": size,
        "bare_group_bys_cpu_s": round(by_hand, 2),
        "bulletin_cpu_s": round(ours, 2),
        "ratio": round(ours / by_hand, 2),
        "target": TARGET,
        "all_files_cpu_s": round(written, 2),
        "peak_memory_mb": round(peak),
    }
    print(json.dumps(result, indent=2))
    raise SystemExit(ours > TARGET * by_hand)


if __name__ == "__main__":
    main()
