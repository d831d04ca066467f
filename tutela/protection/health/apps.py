"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "tutela.protection.health"
    label = "health"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page and say what a child's page
        tells of it."""
        import_module("tutela.protection.health.entries")
        import_module("tutela.protection.health.duties")
        import_module("tutela.protection.health.offered")
        import_module("tutela.protection.health.standing")
