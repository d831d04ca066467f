"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "tutela.protection.representation"
    label = "representation"

    def ready(self) -> None:
        """Declare this room's kinds of entry; link its page and say what a child's page tells of
        it."""
        import_module("tutela.protection.representation.entries")
        import_module("tutela.protection.representation.offered")
        import_module("tutela.protection.representation.standing")
