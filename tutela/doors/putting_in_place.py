"""Puts the spine's rights, policies and functions into the database, as its owner.

They are one state, not a history: after every `migrate` the files in `sql` are run anew, in the
order of their names, all or nothing. So a new release brings its walls with it, and going back to
an old one brings the old ones.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connections, transaction

SQL = Path(__file__).parent / "sql"


def put_in_place(using: str) -> None:
    """Run all files in one transaction."""
    application = connections["default"].settings_dict["USER"]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for file in sorted(SQL.glob("*.sql")):
            cursor.execute(file.read_text().replace("{app}", f'"{application}"'))
