"""Who reads and writes the bytes: whoever reads the entry; the original, lead worker and police.

A subquery on the entries obeys their own policy, so this wall moves with the access table.
"""

from __future__ import annotations

from django.db import connections, migrations

WALLS = """
ALTER TABLE files_piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_piece FORCE ROW LEVEL SECURITY;
CREATE POLICY whoever_reads_the_entry ON files_piece FOR SELECT USING (
    EXISTS (SELECT 1 FROM chronology_entry e
             WHERE e.id = files_piece.entry AND e.child_id = files_piece.child_id)
    AND (part = 'copy' OR EXISTS (
        SELECT 1 FROM people_membership m
         WHERE m.child_id = files_piece.child_id AND m.practitioner_id = (SELECT door_who())
           AND m.during @> clock_timestamp() AND m.role IN ('lead-worker', 'police'))));
CREATE POLICY whoever_recorded_the_entry ON files_piece FOR INSERT WITH CHECK (
    EXISTS (SELECT 1 FROM chronology_entry e
             WHERE e.id = files_piece.entry AND e.child_id = files_piece.child_id
               AND e.by_id = (SELECT door_who())));
ALTER TABLE files_sent ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_sent FORCE ROW LEVEL SECURITY;
CREATE POLICY my_own ON files_sent USING (practitioner_id = (SELECT door_who()));
ALTER TABLE files_piece ALTER COLUMN sealed SET STORAGE EXTERNAL
"""
OPEN = """
DROP POLICY IF EXISTS whoever_reads_the_entry ON files_piece;
DROP POLICY IF EXISTS whoever_recorded_the_entry ON files_piece;
DROP POLICY IF EXISTS my_own ON files_sent
"""


def _keep_as_written(apps, schema_editor):
    app = connections["default"].settings_dict["USER"]
    schema_editor.execute(f'REVOKE UPDATE, DELETE ON files_piece, files_sent FROM "{app}"')
    schema_editor.execute(f'REVOKE DELETE ON files_space FROM "{app}"')


class Migration(migrations.Migration):
    dependencies = (
        ("files", "0001_tables"),
        ("chronology", "0001_initial"),
        ("doors", "0002_doors"),
    )
    operations = (
        migrations.RunSQL(WALLS, OPEN),
        migrations.RunPython(_keep_as_written, migrations.RunPython.noop),
    )
