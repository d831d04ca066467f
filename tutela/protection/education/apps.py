"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "tutela.protection.education"
    label = "education"

    def ready(self) -> None:
        """Declare this room's kinds of entry and its duty; link its page; say what a child's
        page tells of it."""
        import_module("tutela.protection.education.entries")
        import_module("tutela.protection.education.duties")
        import_module("tutela.protection.education.offered")
        import_module("tutela.protection.education.standing")
