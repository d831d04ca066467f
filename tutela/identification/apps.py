"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "tutela.identification"
    label = "identification"

    def ready(self) -> None:
        """Declare this room's kinds of entry and duties, and hand its facts to evidence."""
        import_module("tutela.identification.entries")
        import_module("tutela.identification.duties")
        import_module("tutela.identification.seam")
        import_module("tutela.identification.kept")
        import_module("tutela.identification.known")
        import_module("tutela.identification.offered")
        import_module("tutela.identification.standing")
