"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AgeConfig(AppConfig):
    name = "tutela.protection.age"
    label = "age"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.protection.age.entries")
        import_module("tutela.protection.age.duties")
        import_module("tutela.protection.age.offered")
        import_module("tutela.protection.age.standing")
