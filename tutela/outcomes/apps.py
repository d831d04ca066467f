"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "tutela.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        """Declare this room's kinds of entry, and link its pages."""
        import_module("tutela.outcomes.entries")
        import_module("tutela.outcomes.projections")
        import_module("tutela.outcomes.offered")
        import_module("tutela.outcomes.seam")
