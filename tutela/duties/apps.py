"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "tutela.duties"
    label = "duties"

    def ready(self) -> None:
        """Declare the derived table of duties."""
        import_module("tutela.duties.projections")
