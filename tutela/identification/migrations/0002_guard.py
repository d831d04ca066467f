"""Only referrals of children within reach are seen."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("identification", "0001_tables"), ("doors", "0002_doors"))
    operations = (
        migrations.RunSQL(
            "SELECT door_guard('identification_referralfacts')", migrations.RunSQL.noop
        ),
    )
