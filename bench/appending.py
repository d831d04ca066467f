"""What appending costs: the database function beside a bare insert of the same row.

    .venv/bin/python -m bench.appending

The bare insert goes into a table with the same columns, indexes, checks and foreign keys, by one
statement, as any application would write one row. Runs in a data folder of its own. Target: the
function at most 1.5 x the bare insert (CPU).
"""

from __future__ import annotations

import os
import tempfile
from uuid import uuid4

from bench.ground import a_database

ROUNDS, TIMES = 7, 400


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        from django.db import connection, connections, transaction  # noqa: PLC0415

        from bench.clock import medians, report  # noqa: PLC0415
        from bench.ground import an_agency, one_child  # noqa: PLC0415
        from tutela.chronology.seal import canonical  # noqa: PLC0415

        worker = an_agency()
        child = one_child(worker)
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_bare (LIKE chronology_entry INCLUDING ALL);"
                "ALTER TABLE bench_bare ADD FOREIGN KEY (child_id) REFERENCES people_child"
                " DEFERRABLE INITIALLY DEFERRED, ADD FOREIGN KEY (by_id) REFERENCES"
                " people_practitioner DEFERRABLE INITIALLY DEFERRED, ADD FOREIGN KEY (agency_id)"
                " REFERENCES people_agency DEFERRABLE INITIALLY DEFERRED;"
                "GRANT INSERT ON bench_bare TO PUBLIC"
            )
        content = canonical({"outcome": "positive", "sealed": "v1." + "A" * 400})

        def appended() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT * FROM door_append(%s, %s, 'a-kind', 1, 'identification', NULL, NULL,"
                    " 'unknown', NULL, NULL, NULL, '', %s)",
                    [uuid4(), child, content],
                )

        places = iter(range(1, 10**9))

        def bare() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO bench_bare (id, child_id, place, kind, version, category,"
                    " precision, recorded_at, by_id, agency_id, role, reason, content, digest)"
                    " VALUES (%s, %s, %s, 'a-kind', 1, 'identification', 'unknown',"
                    " clock_timestamp(), %s, %s, 'lead-worker', '', %s::jsonb, %s)",
                    [
                        uuid4(), child, next(places), worker.id, worker.agency, content,
                        b"x" * 32,
                    ],
                )  # fmt: skip

        # The scope of the door holds for a transaction; here it is set for the session, so that
        # the function alone is measured.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.who', %s, false), set_config('app.child', %s, false)",
                [str(worker.id), str(child)],
            )
        report(
            "Appending one entry",
            medians([("bare insert", bare), ("door_append", appended)], times=TIMES, rounds=ROUNDS),
            "bare insert",
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    main()
