"""Exact identifiers as keyed hashes. Derived: `tutela rebuild` fills it in an older database."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("doors", "0002_doors"), ("people", "0001_initial"))
    operations = (
        migrations.CreateModel(
            name="Indexed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("category", models.CharField(max_length=20)),
                ("digest", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="people.child"
                    ),
                ),
            ],
        ),
    )
