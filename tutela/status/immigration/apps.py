"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ImmigrationConfig(AppConfig):
    name = "tutela.status.immigration"
    label = "immigration"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.status.immigration.entries")
        import_module("tutela.status.immigration.duties")
        import_module("tutela.status.immigration.offered")
        import_module("tutela.status.immigration.seam")
        import_module("tutela.status.immigration.standing")
