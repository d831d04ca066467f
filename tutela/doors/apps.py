"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "tutela.doors"
    label = "doors"

    def ready(self) -> None:
        """Declare the derived tables of lists."""
        import_module("tutela.doors.faces")
        import_module("tutela.doors.identifiers")
