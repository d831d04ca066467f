"""Only who began a draft sees it, and only while the child is within their reach."""

from __future__ import annotations

from django.db import migrations

GUARD = """
    ALTER TABLE web_draft ENABLE ROW LEVEL SECURITY;
    ALTER TABLE web_draft FORCE ROW LEVEL SECURITY;
    CREATE POLICY ones_own ON web_draft
        USING (practitioner_id = (SELECT door_who())
               AND child_id = ANY ((SELECT door_children())::uuid[]))"""


class Migration(migrations.Migration):
    dependencies = (("web", "0002_drafts"), ("doors", "0002_doors"))
    operations = (migrations.RunSQL(GUARD, "DROP POLICY ones_own ON web_draft"),)
