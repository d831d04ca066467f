"""Two lists of made-up people for the tests, and a study that holds them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from tutela.evidence.linkage.population import make_population
from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in
from tutela.prevalence.models import Run
from tutela.prevalence.running import given_of
from tutela.prevalence.studies import About
from tutela.prevalence.working import Given, work

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
ABOUT = About("Children of the north", "To plan places of safety", "Agreement of 1 March 2026")
QUICK = {
    "join": 0.9, "break_": 0.4, "review": 0.1, "linkages": 6, "replicates": 100, "sweeps": 200,
    "seed": 1,
}  # fmt: skip
COUNTS = (
    "police,council,charity,count\n"
    "1,0,0,84\n0,1,0,82\n0,0,1,68\n1,1,0,29\n1,0,1,49\n0,1,1,39\n1,1,1,24\n"
)


@cache
def texts(children: int = 200) -> dict[str, str]:
    """Lists by name, as CSV."""
    made = {}
    for name, rows in make_population(children, seed=11, references=0.1).rows.items():
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        made[name] = out.getvalue()
    return made


def begun(viewer, *, lists=None, kind="people"):
    """A study of the viewer's own, with its lists."""
    come_in(viewer)
    study = studies.open_study(ABOUT, days=90, by=viewer, at=AT)
    for place, (name, text) in enumerate((texts() if lists is None else lists).items()):
        number = max(1, text.count("\n") - 1)
        studies.bring(
            study, text, name=name, file=f"{name}.csv", kind=kind, records=number, dated=0,
            at=AT + timedelta(seconds=place),
        )  # fmt: skip
    return study


def taken():
    """As the clerk takes it: the run that waits is now running."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT run, who FROM door_take_run()")
        return cursor.fetchone()


def worked_out(viewer, study):
    """A run of the study, carried out here and now."""
    come_in(viewer)
    run = studies.ask_for_run(study, QUICK, at=AT)
    assert taken() == (run, viewer.id)
    come_in(viewer)
    found = Run.objects.get(id=run)
    studies.keep_results(found, _worked(given_of(found)), at=timezone.now())
    return Run.objects.get(id=run)


_known: dict[str, dict[str, Any]] = {}


def _worked(given: Given) -> dict[str, Any]:
    """The real work, done once for the same input: it is a pure function, and takes seconds."""
    key = repr(given)
    if key not in _known:
        _known[key] = work(given, lambda _stage, _done: None)
    return _known[key]
