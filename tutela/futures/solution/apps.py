"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SolutionConfig(AppConfig):
    name = "tutela.futures.solution"
    label = "solution"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.futures.solution.entries")
        import_module("tutela.futures.solution.duties")
        import_module("tutela.futures.solution.offered")
        import_module("tutela.futures.solution.seam")
        import_module("tutela.futures.solution.standing")
