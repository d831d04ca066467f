"""Every step of the tables goes back and forth over records that are there, and loses none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from tutela.access.models import DatabasePurpose
from tutela.config.settings import ROOMS
from tutela.config.testing.figures import figure
from tutela.demo.localities import number_of_localities
from tutela.demo.people_of import make_people
from tutela.demo.vignettes import STORIES, idris, vignettes
from tutela.doors.importing import record_many
from tutela.doors.rebuilding import rebuild
from tutela.doors.verifying import broken_chains

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow,
]  # fmt: skip
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def steps() -> list[tuple[str, str, str]]:
    """Each migration of ours that is not the first of its room: room, the one before, itself."""
    ours = {room.rpartition(".")[2] for room in ROOMS}
    graph = MigrationLoader(None).graph
    found = []
    for app, name in graph.nodes:
        before = [n for a, n in graph.node_map[app, name].parents if a == app]
        if app in ours and before:
            found.append((app, str(before[0]), name))
    return sorted(found)


def migrate(*to: str) -> None:
    """Django's own command: the walls, which are put up after ours, take longer than the steps."""
    call_command(Migrate(), *to, database="owner", verbosity=0, interactive=False)


def told(*numbers: int) -> None:
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    make_people(number_of_localities(500), using="owner")
    every = vignettes(seed=1, now=NOW)
    list(record_many([every[number] for number in numbers], using="owner"))


def counted() -> dict[str, int]:
    """How many rows each table holds that a migration must carry over."""
    tables = ("chronology_entry", "people_child", "people_membership", "access_audit")
    with connections["owner"].cursor() as owner:
        found = {}
        for table in tables:
            owner.execute(f"SELECT count(*) FROM {table}")
            (found[table],) = owner.fetchone()
    return found


def test_each_step_goes_back_and_forth_over_records():
    told(0)
    before = counted()
    for app, one_before, name in steps():
        migrate(app, one_before)
        migrate()
        assert counted() == before, (app, name)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    assert list(broken_chains()) == []
    # Derived tables whose step went back are made anew, as `tutela rebuild` does.
    list(rebuild())
    assert list(rebuild(only_compare=True)) == []
    figure("migrations that go back and forth over records", steps=len(steps()))


def test_a_step_back_that_would_open_what_is_kept_shut_is_refused():
    told(STORIES.index(idris))
    with pytest.raises(Exception, match="an older release would open them"):
        migrate("people", "0001")
