"""An older release can be gone back to, unless that would break what it can't know."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections

from tutela.config.testing.cast import PASSWORD, email_of
from tutela.doors.reading import read
from tutela.doors.verifying import broken_chains
from tutela.keyring import house
from tutela.witnesses.checkpoints import make_checkpoint

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def migrate(*words):
    call_command("migrate", *words, database="owner", verbosity=0, interactive=False)


def test_the_tables_go_back_with_what_is_in_them_and_come_again(run, old, reference, cast):
    by = f"--by={email_of('ben')}"
    assert run("hold", reference, by, "--why", "A claim", typed=[PASSWORD]).exit_code == 0
    make_checkpoint("northshire.example/tutela")
    for room, to in (
        ("retention", "zero"), ("witnesses", "zero"), ("doors", "0002"), ("keyring", "zero"),
    ):  # fmt: skip
        migrate(room, to)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname ~ '^(retention|witnesses|keyring)_'"
        )
        assert cursor.fetchone() == (0,)
        # Entries are guarded still.
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("UPDATE chronology_entry SET kind = 'x'")
    migrate()
    house.forget()
    assert read(old, as_=cast.alma.viewer).chronology.entries
    assert list(broken_chains()) == []
    house.forget()


def test_after_an_erasure_there_is_no_way_back(erase):
    assert erase().exit_code == 0
    with pytest.raises(DatabaseError, match="records were erased"):
        migrate("retention", "zero")
