"""What other rooms' policies hang on, shut. `tutela.doors.putting_in_place` puts the rest there."""

from __future__ import annotations

from django.db import migrations

SHUT = """
CREATE OR REPLACE FUNCTION door_who() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$ SELECT nullif(current_setting('app.who', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION door_children() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT '{}'::uuid[] $$
"""


class Migration(migrations.Migration):
    dependencies = (
        ("people", "0001_initial"),
        ("chronology", "0001_initial"),
        ("access", "0001_initial"),
        ("doors", "0001_tables"),
    )
    operations = (migrations.RunSQL(SHUT, migrations.RunSQL.noop),)
