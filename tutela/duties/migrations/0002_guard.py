"""Only duties towards children within reach are seen."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("duties", "0001_tables"), ("doors", "0002_doors"))
    operations = (migrations.RunSQL("SELECT door_guard('duties_duerow')", migrations.RunSQL.noop),)
