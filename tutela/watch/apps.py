"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "tutela.watch"
    label = "watch"

    def ready(self) -> None:
        """Give this room's notices their words."""
        import_module("tutela.watch.offered")
