"""Do DuckDB and Spark give the same bits for every pair? Needs requirements/spark.in and Java.

    python -m bench.linkage_spark [--children 1500]

Exit status 0 if they do (largest difference below 1e-9, and the same pairs above the threshold),
1 if not.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click

from tutela.evidence.linkage.engine import connect, export, find_candidates, load, score
from tutela.evidence.linkage.model import shipped_model
from tutela.evidence.linkage.population import make_population
from tutela.evidence.linkage.spark import local_session, score_on_spark

SAME = 1e-9
LEAST = -20.0


@click.command()
@click.option("--children", default=1500, show_default=True)
@click.option("--seed", default=4, show_default=True)
def main(children: int, seed: int) -> None:
    model = shipped_model()
    con = connect()
    load(con, make_population(children, seed=seed, references=0.2).people(), model.bits)
    found = find_candidates(con)
    start = time.perf_counter()
    here = score(con, model, least=LEAST)
    took = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        export(con, Path(folder))
        start = time.perf_counter()
        session = local_session()
        there = score_on_spark(session, Path(folder), model, least=LEAST)
        session.stop()
        took_there = time.perf_counter() - start
    both = here.join(there, on=["left", "right"], suffix="_spark")
    worst = float((both["evidence"] - both["evidence_spark"]).abs().max() or 0.0)
    only = len(here) + len(there) - 2 * len(both)
    click.echo(
        f"{found.pairs:,} candidates; {len(here):,} pairs above {LEAST} bits on DuckDB"
        f" ({took:.1f} s), {len(there):,} on Spark ({took_there:.1f} s, with its start);"
        f" {only} on one engine only; largest difference {worst:.3g} bits"
    )
    raise SystemExit(0 if only == 0 and worst < SAME else 1)


if __name__ == "__main__":
    main()
