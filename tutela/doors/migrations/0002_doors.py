"""The spine's rights, policies and functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connections, migrations

SQL = Path(__file__).parent.parent / "sql"


def _put_in_place(apps: Any, schema_editor: Any) -> None:
    app = connections["default"].settings_dict["USER"]
    with schema_editor.connection.cursor() as cursor:
        for file in sorted(SQL.glob("*.sql")):
            cursor.execute(file.read_text().replace("{app}", f'"{app}"'))


class Migration(migrations.Migration):
    dependencies = (
        ("people", "0001_initial"),
        ("chronology", "0001_initial"),
        ("access", "0001_initial"),
        ("doors", "0001_tables"),
    )
    operations = (
        migrations.RunPython(_put_in_place, migrations.RunPython.noop),
        migrations.RunSQL("SELECT door_guard('doors_knownas')", migrations.RunSQL.noop),
    )
