"""What a new master key costs: every child's key is wrapped anew.

    .venv/bin/python -m bench.keys [--children 100000]

Runs in a data folder of its own. Prints the figures as one line of JSON too. Also asks what one
unwrapping costs, which is what opening a child's record pays.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
import time
from argparse import ArgumentParser
from uuid import uuid4

from bench.ground import a_database


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=100_000)
    number = parser.parse_args().children
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        from django.db import connections  # noqa: PLC0415 - needs Django

        from tutela.keyring.rotating import held_under, rewrap  # noqa: PLC0415
        from tutela.people.keys import child_key, new_child_key, ring  # noqa: PLC0415

        old = ring().current
        rows = [(child, new_child_key(child)[1]) for child in (uuid4() for _ in range(number))]
        with connections["owner"].cursor() as cursor:
            with cursor.copy(
                "COPY people_child (id, reference, sealed_key, state, shield, opened_at,"
                " head_place, head_digest) FROM STDIN"
            ) as copy:
                for n, (child, sealed) in enumerate(rows):
                    copy.write_row((child, f"B{n}", sealed, "open", "open", "2026-01-01", 0, b""))
            cursor.execute("ANALYZE people_child")
        began = time.process_time()
        for child, sealed in rows[:10_000]:
            child_key(child, sealed)
        unwrapping = (time.process_time() - began) / min(number, 10_000)
        new = base64.b64encode(os.urandom(32)).decode()
        os.environ["TUTELA_MASTER_KEY"] = f"{new} {os.environ['TUTELA_MASTER_KEY']}"
        began, cpu = time.monotonic(), time.process_time()
        done = rewrap(using="owner")
        seconds, spent = time.monotonic() - began, time.process_time() - cpu
        held = held_under(using="owner")["children"]
        assert held == {ring().current.id: number}, held
        assert old.id not in held
        figures = {
            "keys_rewrapped": done,
            "seconds": round(seconds, 2),
            "cpu_seconds_of_the_program": round(spent, 2),
            "microseconds_to_open_a_childs_key": round(unwrapping * 1e6, 1),
        }
        print(f"{done} keys wrapped anew in {seconds:.1f} s ({spent:.1f} s of our own CPU)")
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
