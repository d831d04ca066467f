"""Django's `migrate`, and after it the access table is published to the database."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from tutela.access.publishing import publish_policy


class Command(Migrate):
    """Tables and access table belong together: neither is put in place without the other."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then publish the access table, unless only part of the tables was asked for."""
        super().handle(*args, **options)
        if not options["app_label"]:
            publish_policy(options["database"])
