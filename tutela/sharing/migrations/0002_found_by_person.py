"""What was sent to one person is found without looking at every entry."""

from __future__ import annotations

from django.db import migrations

INDEX = """
CREATE INDEX sharing_by_person ON chronology_entry ((content->>'person'))
    WHERE kind = 'transition-sent'
"""


class Migration(migrations.Migration):
    dependencies = (("sharing", "0001_tables"), ("chronology", "0001_initial"))
    operations = (migrations.RunSQL(INDEX, "DROP INDEX sharing_by_person"),)
