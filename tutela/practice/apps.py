"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "tutela.practice"
    label = "practice"

    def ready(self) -> None:
        """Point words out while somebody writes, and put the room's pages in the menu."""
        import_module("tutela.practice.offered")
