"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "tutela.protection.placement"
    label = "placement"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page and say what a child's page
        tells of it."""
        import_module("tutela.protection.placement.entries")
        import_module("tutela.protection.placement.duties")
        import_module("tutela.protection.placement.offered")
        import_module("tutela.protection.placement.standing")
