"""What was said about a record that changes how long it is kept."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("people", "0004_circle_looked_up_by_person"), ("retention", "0001_tables"))
    operations = (
        migrations.CreateModel(
            name="Ground",
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
                ("died", models.DateField(null=True)),
                ("never_looked_after", models.BooleanField(default=False)),
                ("said", models.DateTimeField()),
                ("said_by", models.UUIDField()),
                ("why", models.TextField()),
            ],
            options={
                "base_manager_name": "behind_the_door",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("died__isnull", False), ("never_looked_after", True), _connector="OR"
                        ),
                        name="ground_says_something",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("behind_the_door", django.db.models.manager.Manager()),
            ],
        ),
    )
