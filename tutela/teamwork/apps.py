"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TeamworkConfig(AppConfig):
    name = "tutela.teamwork"
    label = "teamwork"

    def ready(self) -> None:
        """Declare this room's kinds of entry, duties, matters and derived tables."""
        import_module("tutela.teamwork.entries")
        import_module("tutela.teamwork.duties")
        import_module("tutela.teamwork.at_hand")
        import_module("tutela.teamwork.at_hand_of_rooms")
        import_module("tutela.teamwork.at_hand_of_waits")
        import_module("tutela.teamwork.lacking")
        import_module("tutela.teamwork.projections")
        import_module("tutela.teamwork.offered")
