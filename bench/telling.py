"""Does it show, in what an answer costs, whether something exists?

Two requests that must look alike are interleaved in process. Compared are the questions put to the
database, the CPU (ours, and that of the database's process for this connection, to the nanosecond)
and the time by the clock. Printed is the probability that a request about something that exists
costs more than one about something that does not: 0.5 says nothing. CPU is the figure that counts:
the clock on a shared machine says as much about the neighbours.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Try = Callable[[], Any]
TARGET = (0.35, 0.65)
_WARM = 5


@dataclass(frozen=True)
class Told:
    """What two requests told of each other: ``cpu`` and ``clock`` as probabilities."""

    cpu: float
    clock: float
    questions: tuple[int, int]

    @property
    def says_nothing(self) -> bool:
        """Do they look alike?"""
        return TARGET[0] <= self.cpu <= TARGET[1] and self.questions[0] == self.questions[1]

    def __str__(self) -> str:
        asked = " and ".join(map(str, self.questions))
        alike = "says nothing" if self.says_nothing else "GIVES AWAY"
        return f"CPU {self.cpu:.2f}, clock {self.clock:.2f}, questions {asked}: {alike}"


def compare(exists: Try, does_not: Try, times: int) -> Told:
    """Interleave both so many times each, in an order by chance."""
    taken: dict[Try, list[tuple[float, float]]] = {exists: [], does_not: []}
    order = [exists, does_not] * (times + _WARM)
    random.Random(7).shuffle(order)  # noqa: S311 - an order, no secret
    for tried in order:
        taken[tried].append(_cost(tried))
    ours, others = taken[exists][_WARM:], taken[does_not][_WARM:]
    return Told(
        cpu=_more([a for a, _ in ours], [a for a, _ in others]),
        clock=_more([b for _, b in ours], [b for _, b in others]),
        questions=(_questions(exists), _questions(does_not)),
    )


def _more(some: list[float], others: list[float]) -> float:
    """Mann-Whitney's U over the number of pairs; ties count half."""
    pairs = [(a, b) for a in some for b in others]
    return sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs)


def _cost(tried: Try) -> tuple[float, float]:
    """CPU and clock, in nanoseconds."""
    pid = _backend()
    cpu, clock = time.process_time_ns() + _cpu_of(pid), time.perf_counter_ns()
    tried()
    clock = time.perf_counter_ns() - clock
    # Another process for this connection began meanwhile: its whole life belongs to the request.
    now = _backend()
    spent = time.process_time_ns() + _cpu_of(now) - cpu
    return (spent if now == pid else spent + _cpu_of(pid)), clock


def _backend() -> int:
    from django.db import connection  # noqa: PLC0415 - needs Django

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def _cpu_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except FileNotFoundError:
        return 0


def _questions(tried: Try) -> int:
    from django.db import connection  # noqa: PLC0415 - needs Django
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        tried()
    return len(asked)
