"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RestrictionsConfig(AppConfig):
    name = "tutela.restrictions"
    label = "restrictions"

    def ready(self) -> None:
        """Declare this room's kind of entry and duty, and link its pages."""
        import_module("tutela.restrictions.entries")
        import_module("tutela.restrictions.duties")
        import_module("tutela.restrictions.offered")
