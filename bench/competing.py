"""Two people correct the same entry in the same moment, again and again.

    python -m bench.competing --times 1000

One of the two must win and the other be told; nothing is lost and nothing written twice.
``--json`` prints the same as one object.
"""

from __future__ import annotations

import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID, uuid4

import click

from bench.ground import a_database, an_agency, one_child


@click.command()
@click.option("--times", default=200, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(times: int, as_json: bool) -> None:
    """Let them compete, and count."""
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        found = compete(times)
    click.echo(json.dumps(found) if as_json else "\n".join(f"{k}: {v}" for k, v in found.items()))
    if found["lost"] or found["both_won"]:
        sys.exit(1)


def compete(times: int) -> dict[str, int]:
    """How often one won and the other was told, and how often not."""
    from django.db import connections  # noqa: PLC0415 - needs Django

    from tutela.access.entries import RecordReopened  # noqa: PLC0415
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.errors import Changed  # noqa: PLC0415
    from tutela.doors.recording import correct, record  # noqa: PLC0415

    worker = an_agency()
    child, happened = one_child(worker), Moment.instant(datetime(2026, 3, 2, 9, tzinfo=UTC))
    found = {"competed": times, "told": 0, "both_won": 0, "lost": 0}

    def save(entry: UUID, start: Barrier) -> UUID | None:
        try:
            start.wait()
            mended = RecordReopened(why="A correction")
            return correct(
                entry, mended, child=child, by=worker, happened=happened, reason="It was wrong",
                id=uuid4(),
            ).id  # fmt: skip
        except Changed:
            return None

    with ThreadPoolExecutor(2) as two:
        for number in range(times):
            if number % 50 == 0:
                # Records of the usual length, so that each save costs what it does in use.
                child = one_child(worker)
            first = record(RecordReopened(why="First"), child=child, by=worker, happened=happened)
            start = Barrier(2)
            saves = [two.submit(save, first.id, start) for _ in range(2)]
            won = [one for one in (done.result() for done in saves) if one is not None]
            found["told"] += 2 - len(won)
            found["both_won"] += len(won) == 2
            found["lost"] += not _there(won)
        for _ in range(2):
            two.submit(connections.close_all)
    connections.close_all()
    return found


def _there(entries: list[UUID]) -> bool:
    from django.db import connections  # noqa: PLC0415 - needs Django

    with connections["owner"].cursor() as owner:
        owner.execute("SELECT count(*) FROM chronology_entry WHERE id = ANY(%s)", [entries])
        return bool(owner.fetchone() == (1,))


if __name__ == "__main__":
    main()
