"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "tutela.practice"
    label = "practice"
