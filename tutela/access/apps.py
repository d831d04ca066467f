"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tutela.access"
    label = "access"

    def ready(self) -> None:
        """Declare this room's kinds of entry."""
        from tutela.access import entries  # noqa: F401, PLC0415 - declares by being imported
