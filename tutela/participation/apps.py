"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "tutela.participation"
    label = "participation"

    def ready(self) -> None:
        """Declare this room's kinds of entry, link its page, and say what a child's page
        tells of them."""
        import_module("tutela.participation.entries")
        import_module("tutela.participation.treatment")
        import_module("tutela.participation.offered")
        import_module("tutela.participation.standing")
