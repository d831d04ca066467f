"""This room, as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "tutela.voice"
    label = "voice"

    def ready(self) -> None:
        """Declare this room's kinds of entry, and stand behind the young person's door."""
        import_module("tutela.voice.entries")
        import_module("tutela.voice.plain")
        import_module("tutela.voice.standing")
        import_module("tutela.voice.lacking")
        import_module("tutela.voice.telling")
        from tutela.entrance.inside import lead_to  # noqa: PLC0415 - views need Django to be set up
        from tutela.voice.space import inside  # noqa: PLC0415

        lead_to(inside)
