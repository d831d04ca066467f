"""Django's own table of sessions held their keys as they were; everybody signs in once more."""

from __future__ import annotations

from django.db import migrations

# An older release makes its table anew: to it the migration of `sessions` has not run.
DROP = """
    DROP TABLE IF EXISTS django_session;
    DELETE FROM django_migrations WHERE app = 'sessions'"""


class Migration(migrations.Migration):
    dependencies = (("signin", "0001_tables"),)
    operations = (migrations.RunSQL(DROP, migrations.RunSQL.noop),)
