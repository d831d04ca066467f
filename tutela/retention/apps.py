"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "tutela.retention"
    label = "retention"

    def ready(self) -> None:
        """Declare until when a record is kept, as a clock."""
        import_module("tutela.retention.duties")
