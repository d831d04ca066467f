"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class BestInterestsConfig(AppConfig):
    name = "tutela.futures.best_interests"
    label = "best_interests"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.futures.best_interests.entries")
        import_module("tutela.futures.best_interests.duties")
        import_module("tutela.futures.best_interests.offered")
        import_module("tutela.futures.best_interests.standing")
