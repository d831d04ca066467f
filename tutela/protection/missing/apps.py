"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "tutela.protection.missing"
    label = "missing"

    def ready(self) -> None:
        """Declare this room's kinds of entry, its duty and the register; link its page."""
        import_module("tutela.protection.missing.entries")
        import_module("tutela.protection.missing.duties")
        import_module("tutela.protection.missing.register")
        import_module("tutela.protection.missing.offered")
        import_module("tutela.protection.missing.seam")
        import_module("tutela.protection.missing.standing")
