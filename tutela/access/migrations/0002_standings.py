"""The access table is keyed by how one stands to a child, no more by the role alone.

Its rows are published anew after every migration. On what ground each member stands is taken over
from the chronology.
"""

from __future__ import annotations

from django.db import migrations, models

EMPTY = "DELETE FROM access_grant"
GROUNDS = """
    UPDATE people_membership m SET basis = e.content->>'ground'
      FROM chronology_entry e
     WHERE e.id = m.id AND e.content ? 'ground'
"""


class Migration(migrations.Migration):
    dependencies = (
        ("access", "0001_initial"),
        ("chronology", "0001_initial"),
        ("people", "0002_how_one_stands"),
    )
    operations = (
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="grant", name="grant_stands_once"),
        migrations.RenameField(model_name="grant", old_name="role", new_name="standing"),
        migrations.AlterField(
            model_name="grant", name="standing", field=models.CharField(max_length=90)
        ),
        migrations.AlterField(
            model_name="grant", name="state", field=models.CharField(max_length=20)
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                fields=("standing", "state", "action", "category"), name="grant_stands_once"
            ),
        ),
        migrations.RunSQL(GROUNDS, EMPTY),
    )
