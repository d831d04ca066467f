"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "tutela.signin"
    label = "signin"

    def ready(self) -> None:
        """Note in the audit who comes and goes."""
        from tutela.signin.noting import note_all  # noqa: PLC0415 - models come first

        note_all()
