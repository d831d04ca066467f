"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "tutela.identity"
    label = "identity"

    def ready(self) -> None:
        """Declare this room's kinds of entry, and tell lists and duties who the child is."""
        import_module("tutela.identity.entries")
        import_module("tutela.identity.known")
        import_module("tutela.identity.introducing")
        import_module("tutela.identity.seam")
