"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "tutela.protection.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; say what a child's page tells of them."""
        import_module("tutela.protection.safeguarding.entries")
        import_module("tutela.protection.safeguarding.duties")
        import_module("tutela.protection.safeguarding.standing")
