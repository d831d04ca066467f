"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "tutela.emergency"
    label = "emergency"

    def ready(self) -> None:
        """Declare this room's kinds of entry, its duty, and by what a child is found; link its
        pages."""
        import_module("tutela.emergency.entries")
        import_module("tutela.emergency.duties")
        import_module("tutela.emergency.finding")
        import_module("tutela.emergency.offered")
