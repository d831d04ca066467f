"""CPU time of this process and of its database sessions together: what a request really costs.

Wall time on a shared machine says little; CPU still varies, so each figure is the median of several
alternating rounds, and what is reported is a ratio within one run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from django.db import connections

_TICKS = os.sysconf("SC_CLK_TCK")


def _backend_seconds(alias: str) -> float:
    """CPU seconds of the server process behind a connection, as the kernel counts them."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        nanoseconds = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except (OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    return nanoseconds / 1e9


def cpu_of(work: Callable[[], object], *, times: int, alias: str = "default") -> float:
    """CPU seconds of one call, in this process and the database together."""
    backend, mine = _backend_seconds(alias), time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - mine + _backend_seconds(alias) - backend) / times


def medians(
    works: Sequence[tuple[str, Callable[[], object]]],
    *,
    times: int,
    rounds: int = 5,
    alias: str = "default",
) -> dict[str, float]:
    """Median CPU seconds of each piece of work over alternating rounds, after one to warm up."""
    found: dict[str, list[float]] = {name: [] for name, _ in works}
    for _, work in works:
        cpu_of(work, times=max(1, times // 5), alias=alias)
    for _ in range(rounds):
        for name, work in works:
            found[name].append(cpu_of(work, times=times, alias=alias))
    return {name: median(values) for name, values in found.items()}


def report(title: str, seconds: dict[str, float], base: str) -> None:
    """Print milliseconds and ratios to one of them."""
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:44} {value * 1e3:8.2f} ms CPU   {value / seconds[base]:6.2f} x")
