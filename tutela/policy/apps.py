"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "tutela.policy"
    label = "policy"

    def ready(self) -> None:
        """Put the room's pages in the menu."""
        import_module("tutela.policy.offered")
