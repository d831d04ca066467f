"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TransitionConfig(AppConfig):
    name = "tutela.futures.transition"
    label = "transition"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.futures.transition.entries")
        import_module("tutela.futures.transition.duties")
        import_module("tutela.futures.transition.offered")
        import_module("tutela.futures.transition.standing")
