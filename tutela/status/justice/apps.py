"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "tutela.status.justice"
    label = "justice"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties; link its page."""
        import_module("tutela.status.justice.offences")
        import_module("tutela.status.justice.entries")
        import_module("tutela.status.justice.duties")
        import_module("tutela.status.justice.alarm")
        import_module("tutela.status.justice.offered")
        import_module("tutela.status.justice.standing")
