"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "tutela.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties, and link its pages."""
        import_module("tutela.sharing.consent")
        import_module("tutela.sharing.entries")
        import_module("tutela.sharing.duties")
        import_module("tutela.sharing.offered")
