"""The keys of the house. `migrate` fills the table once the tables stand.

Going back destroys them: what they sealed, such as second factors, must then be set up anew, and
pseudonyms become others. Back up first.
"""

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
