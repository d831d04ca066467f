"""Puts the spine's rights, policies and functions into the database, as its owner.

They are one state, not a history: after every `migrate` the files in `sql` are run anew, in the
order of their names, all or nothing. So a new release brings its walls with it, and going back to
an old one brings the old ones. A room with walls of its own has a folder `sql` too; its files take
their place among these by name.
"""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import connections, transaction


def put_in_place(using: str) -> None:
    """Run all files in one transaction."""
    application = connections["default"].settings_dict["USER"]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for file in files():
            cursor.execute(file.read_text().replace("{app}", f'"{application}"'))


def files() -> list[Path]:
    """The files of all rooms, in the order in which they are run."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("tutela.")]
    found = [file for room in rooms for file in Path(room.path, "sql").glob("*.sql")]
    return sorted(found, key=lambda file: (file.name, str(file)))
