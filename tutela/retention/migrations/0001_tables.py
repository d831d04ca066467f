"""Holds and erasures.

Going back is refused where a record was erased: an older release would take its emptied entries for
a chain that somebody broke.
"""

from __future__ import annotations

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

NOTHING_WAS_ERASED = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM retention_erasure) THEN
        RAISE EXCEPTION 'records were erased; an older release could not read what is left of them';
    END IF;
    -- The walls stand on these tables; those of the older release are put in place after it.
    DROP TRIGGER IF EXISTS entry_stays ON chronology_entry;
    DROP FUNCTION IF EXISTS entry_stays_unless_erased();
    IF to_regproc('stays_as_written') IS NOT NULL THEN
        CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON chronology_entry
            FOR EACH ROW EXECUTE FUNCTION stays_as_written();
    END IF;
END $$;
"""
_MANAGERS = [
    ("objects", django.db.models.manager.Manager()),
    ("behind_the_door", django.db.models.manager.Manager()),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = (("people", "0001_initial"), ("chronology", "0001_initial"))
    operations = (
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("placed", models.DateTimeField()),
                ("placed_by", models.UUIDField()),
                ("reason", models.TextField()),
                ("released", models.DateTimeField(null=True)),
                ("released_by", models.UUIDField(null=True)),
                ("release_reason", models.TextField(blank=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.child"
                    ),
                ),
            ],
            options={"base_manager_name": "behind_the_door"},
            managers=_MANAGERS,
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="people.child",
                    ),
                ),
                ("erased_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("kept_until", models.DateField()),
                ("first", models.UUIDField()),
                ("second", models.UUIDField()),
                ("places", models.IntegerField()),
                ("seal", models.BinaryField()),
            ],
            options={"base_manager_name": "behind_the_door"},
            managers=_MANAGERS,
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released__isnull", True)),
                fields=("child",),
                name="hold_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released__isnull", True), ("released_by__isnull", True)),
                    models.Q(("released__isnull", False), ("released_by__isnull", False)),
                    _connector="OR",
                ),
                name="hold_is_released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True),
                name="erasure_is_done_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_until__lte", models.F("erased_on"))),
                name="erasure_is_not_early",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, NOTHING_WAS_ERASED),
    )
