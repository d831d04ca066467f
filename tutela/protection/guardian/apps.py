"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class GuardianConfig(AppConfig):
    name = "tutela.protection.guardian"
    label = "guardian"

    def ready(self) -> None:
        """Declare this room's kinds of entry, duties and derived table; link its board."""
        import_module("tutela.protection.guardian.entries")
        import_module("tutela.protection.guardian.duties")
        import_module("tutela.protection.guardian.projections")
        import_module("tutela.protection.guardian.standing")
        import_module("tutela.protection.guardian.offered")
        import_module("tutela.protection.guardian.seam")
