"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "tutela.chronology"
    label = "chronology"
