"""How fast is linkage? The goal: 1,000,000 records in 15 minutes on two cores within 12 GB.

    python -m bench.linkage [--records 1000000] [--threads 2] [--memory 9GB]

Reports the stages, wall and CPU seconds and the peak of memory of this process.
"""

from __future__ import annotations

import resource
import time

import click

from tutela.evidence.linkage.linking import link
from tutela.evidence.linkage.population import make_population

RECORDS_PER_CHILD = 1.5


@click.command()
@click.option("--records", default=1_000_000, show_default=True)
@click.option("--threads", default=2, show_default=True)
@click.option("--memory", default="9GB", show_default=True, help="DuckDB's own limit")
@click.option("--seed", default=9, show_default=True)
def main(records: int, threads: int, memory: str, seed: int) -> None:
    people = make_population(int(records / RECORDS_PER_CHILD), seed=seed, references=0.2).people()
    click.echo(f"{len(people):,} records made")
    start, spent, stage_start, last = time.perf_counter(), time.process_time(), [0.0], [""]

    def tick(stage: str, done: int) -> None:
        now = time.perf_counter() - start
        if stage != last[0]:
            if last[0]:
                click.echo(f"{last[0]}: {now - stage_start[0]:.1f} s")
            last[0], stage_start[0] = stage, now

    found = link(people, threads=threads, memory=memory, tick=tick)
    took = time.perf_counter() - start
    click.echo(f"{last[0]}: {took - stage_start[0]:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    click.echo(
        f"{len(people):,} records, {found.candidates.pairs:,} candidate pairs"
        f" ({found.candidates.keys_left_out:,} keys too common), {len(found.links):,} links,"
        f" {len(found.clusters.members()):,} groups: {took:.0f} s wall,"
        f" {time.process_time() - spent:.0f} s CPU, peak {peak:.1f} GB"
    )


if __name__ == "__main__":
    main()
