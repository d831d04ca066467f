"""The keys of the house. `migrate` fills the table once the tables stand."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: tuple[tuple[str, str], ...] = ()
    operations = (
        migrations.CreateModel(
            name="HouseKey",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("made", models.DateTimeField()),
            ],
        ),
    )
