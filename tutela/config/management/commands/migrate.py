"""Django's `migrate`, and after it the walls are put in place, the access table is published, and
the house gets the keys that it has not yet."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from tutela.access.publishing import publish_policy
from tutela.doors.putting_in_place import put_in_place
from tutela.keyring.house import make_house_keys


class Command(Migrate):
    """Tables, walls and access table belong together: none is put in place without the others."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then do the rest, unless only part of the tables was asked for."""
        super().handle(*args, **options)
        if not options["app_label"]:
            put_in_place(options["database"])
            publish_policy(options["database"])
            make_house_keys(options["database"])
