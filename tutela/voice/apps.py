"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "tutela.voice"
    label = "voice"
