"""The caseload loaded by several processes, each with its own connection as the owner.

It imports no model: a new process meets this module before Django is set up in it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context

PIECE = 1_000
"""Children that one process takes at a time."""


def load_shared(
    children: int, *, seed: int, now: datetime, using: str, database: str, processes: int
) -> Iterator[int]:
    """Load all children, ``PIECE`` to a process at a time. Yields how many have been written.

    ``using`` is the alias and ``database`` the name of the database. Raises what a process raises.
    """
    # A forked process would share this one's connections.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(using, database)
    ) as pool:
        pieces = [
            pool.submit(_load_piece, first, min(first + PIECE, children), seed, now, using)
            for first in range(0, children, PIECE)
        ]
        written = 0
        try:
            for piece in as_completed(pieces):
                written += piece.result()
                yield written
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(using: str, database: str) -> None:
    import django  # noqa: PLC0415 - see above

    # Records make no cycles; looking for them after each few hundred objects is for nothing.
    gc.set_threshold(200_000)
    django.setup()
    from django.db import connections  # noqa: PLC0415

    for alias in (using, "default"):
        connections[alias].settings_dict["NAME"] = database


def _load_piece(first: int, until: int, seed: int, now: datetime, using: str) -> int:
    from tutela.demo.loading import caseload  # noqa: PLC0415 - see above
    from tutela.doors.importing import record_many  # noqa: PLC0415

    for _ in record_many(caseload(until, seed=seed, now=now, first=first), using=using):
        pass
    return until - first
