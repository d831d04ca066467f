"""Twenty patterns of misuse among fifty made-up staff over thirty days: how many are raised, and
how often somebody is asked about an ordinary day.

    python -m bench.insiders            # a table
    python -m bench.insiders --json     # the same for a program
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta

import click

from bench.ground import a_database

FIRST = date(2026, 9, 7)
BEFORE, DAYS = 14, 30
"""Days that are only counted, since a day must be compared with something, and days watched."""


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--staff", default=50, show_default=True)
@click.option("--children", default=400, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(seed: int, staff: int, children: int, *, as_json: bool) -> None:
    """Make up an audit with misuse in it, watch it night by night, and count."""
    with tempfile.TemporaryDirectory() as folder, a_database(folder):
        figures = measured(seed=seed, staff=staff, children=children)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
    else:
        for name, figure in figures.items():
            click.echo(f"{name.replace('_', ' '):<28} {figure}")
    sys.exit(0 if figures["stands"] else 1)


def measured(*, seed: int, staff: int, children: int) -> dict[str, object]:
    """The figures, in the database that is open."""
    from tutela.watch.nightly import run  # noqa: PLC0415 - needs Django
    from tutela.watch.tests.staff import PATTERNS, MadeUp  # noqa: PLC0415

    made_up = MadeUp(staff=staff, children=children, seed=seed)
    days = [FIRST + timedelta(days=BEFORE + n) for n in range(DAYS)]
    misuses = made_up.misuses(PATTERNS, days)
    made_up.live(FIRST, BEFORE + DAYS, misuses)
    began = time.process_time()
    raised = [one for day in days for one in run(day)]
    seconds = time.process_time() - began
    wrong = {(m.person, m.day): m.pattern for m in misuses}
    caught = {(r.person, r.day) for r in raised} & set(wrong)
    false = [r for r in raised if (r.person, r.day) not in wrong]
    people = {(r.person, r.day) for r in false}
    per_week = len(people) / (staff / 50) / (DAYS / 7)
    return {
        "seed": seed,
        "staff": staff,
        "days": DAYS,
        "misuses": len(misuses),
        "raised": len(caught),
        "missed": sorted(p for key, p in wrong.items() if key not in caught),
        "false_alerts": len(people),
        "false_by_measure": dict(Counter(r.measure for r in false)),
        "false_per_50_staff_and_week": round(per_week, 2),
        "cpu_seconds_of_our_own": round(seconds, 2),
        "stands": len(caught) >= 0.95 * len(misuses) and per_week <= 1,
    }


if __name__ == "__main__":
    main()
