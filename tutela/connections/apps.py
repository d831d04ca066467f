"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "tutela.connections"
    label = "connections"

    def ready(self) -> None:
        """Declare this room's kinds of entry, its duty and what is matched; link its page."""
        import_module("tutela.connections.entries")
        import_module("tutela.connections.duties")
        import_module("tutela.connections.matching")
        import_module("tutela.connections.offered")
        import_module("tutela.connections.standing")
