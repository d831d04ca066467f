"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class WitnessesConfig(AppConfig):
    name = "tutela.witnesses"
    label = "witnesses"
