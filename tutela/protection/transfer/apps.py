"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "tutela.protection.transfer"
    label = "transfer"

    def ready(self) -> None:
        """Declare this room's kinds of entry, duties and derived table; link its pages."""
        import_module("tutela.protection.transfer.entries")
        import_module("tutela.protection.transfer.duties")
        import_module("tutela.protection.transfer.kept")
        import_module("tutela.protection.transfer.offered")
        import_module("tutela.protection.transfer.standing")
