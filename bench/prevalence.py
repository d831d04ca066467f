"""How long estimation takes: `python -m bench.prevalence [PAGE.md]`.

CPU seconds (all threads together), warm unless it says cold, beside the R figures measured for the
project and, where R and its packages are present, R's on this machine. With a page, the table is
written between its marks.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tutela.evidence.prevalence.bootstrap import resample
from tutela.evidence.prevalence.conformance.references import DATA, draws_of, table_of
from tutela.evidence.prevalence.decomposable import average_graphs, grid
from tutela.evidence.prevalence.latent_classes import Sampler
from tutela.evidence.prevalence.resampling import rank_all, run_bic, run_stepwise
from tutela.evidence.prevalence.stepwise import stepwise

BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"
R_SCRIPT = """
library(SparseMSE)
x <- as.matrix(read.csv("{table}"))
set.seed(1)
t <- system.time(estimatepopulation(x, nboot = {replicates}, pthresh = 0.02))
cat(t[["user.self"]])
"""


@dataclass(frozen=True)
class Task:
    """One row of the table: what R took (CPU seconds, measured for the project), the goal, ours."""

    name: str
    theirs: str
    goal: str
    run: Callable[[], float]


def cpu(work: Callable[[], object], times: int = 1, best_of: int = 3) -> float:
    """The least CPU time of one run, after one to warm up."""
    work()
    found = []
    for _ in range(best_of):
        start = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - start) / times)
    return min(found)


def cold() -> float:
    """Import and a first estimate, with its bootstrap, in a new process: wall seconds."""
    words = [sys.executable, "-c", "from tutela.config.cli import main; main()"]
    words += ["estimate", str(DATA / "UKdat_5.csv"), "--json"]
    found = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        found.append(time.perf_counter() - start)
    return min(found)


def tasks() -> list[Task]:
    five, six = table_of("UKdat_5"), table_of("UKdat")
    drawn5 = draws_of(five, "UKdat_5")
    assert drawn5 is not None
    drawn6 = resample(six.floats, 1000, np.random.default_rng(1))
    near3, near6 = rank_all(five, 3), rank_all(six, 2)
    order2, order4 = rank_all(five, 2), rank_all(five, 4)
    one5, one6 = five.floats[:, None], six.floats[:, None]
    sampler = Sampler(five, np.random.default_rng(1), 10, 16)
    once = {"best_of": 1}
    return [
        Task("point estimate, five lists", "0.12 / 0.09", "0.0005",
             lambda: cpu(lambda: stepwise(one5, 0.02), 20)),
        Task("point estimate, six lists", "0.30 / 0.19", "0.0005",
             lambda: cpu(lambda: stepwise(one6, 0.02), 20)),
        Task("BCa 1,000, stepwise, five lists", "140 / 80", "0.15",
             lambda: cpu(lambda: run_stepwise(five, 0.02, drawn5))),
        Task("BCa 1,000, stepwise, six lists", "361 / 184", "0.35",
             lambda: cpu(lambda: run_stepwise(six, 0.02, drawn6))),
        Task("BIC over 32,768 models, six lists", "- / 128", "1",
             lambda: cpu(lambda: rank_all(six, 2))),
        Task("BCa 1,000 over the 100 best, five lists, order 3", "- / 129", "0.7",
             lambda: cpu(lambda: run_bic(five, near3, 100, drawn5))),
        Task("BCa 1,000 over the 100 best, six lists, order 2", "- / 237", "1.0",
             lambda: cpu(lambda: run_bic(six, near6, 100, drawn6))),
        Task("all 1,024 models x 1,000, five lists, order 2", "- / about 1,320", "5",
             lambda: cpu(lambda: run_bic(five, order2, None, drawn5), **once)),
        Task("all 6,519 models x 1,000, five lists, order 4", "- / about 8,400", "60",
             lambda: cpu(lambda: run_bic(five, order4, None, drawn5), **once)),
        Task("latent classes, 1,000 sweeps of one chain (of 16)", "0.017 (LCMCR)", "0.017",
             lambda: cpu(lambda: sampler.run(1000), **once) / 16),
        Task("822 graphs x 1,000 grid points", "0.03 (dga)", "0.03",
             lambda: cpu(lambda: average_graphs(five, grid(five.people, 30)))),
        Task("18,154 graphs x 1,000 grid points, six lists", "- (ships to five)", "",
             lambda: cpu(lambda: average_graphs(six, grid(six.people, 30)))),
        Task("cold: import and first estimate with BCa 1,000 (wall)", "", "1", cold),
    ]  # fmt: skip


def r_here(replicates: int = 20) -> str | None:
    """SparseMSE's BCa bootstrap on this machine, scaled to 1,000 replicates; None without R."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    script = R_SCRIPT.format(table=DATA / "UKdat_5.csv", replicates=replicates)
    words = [program, "-e", script]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    if found.returncode:
        return None
    return f"{float(found.stdout.split()[-1]) * 1000 / replicates:.0f}"


def main() -> None:
    rows = [
        "| task | R: SparseMSE / MultipleSystemsEstimation | goal | measured |",
        "| --- | --- | --- | --- |",
    ]
    for task in tasks():
        seconds = task.run()
        rows.append(f"| {task.name} | {task.theirs} | {task.goal} | {seconds:.4g} |")
        print(rows[-1], flush=True)
    here = r_here()
    beside = (
        "R is not on this machine; its figures were measured for the project beforehand."
        if here is None
        else f"R on this machine: BCa 1,000, stepwise, five lists: {here} (SparseMSE)."
    )
    print(beside)
    if len(sys.argv) > 1:
        page = Path(sys.argv[1])
        text = page.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        table = "\n".join([*rows, "", beside])
        page.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
