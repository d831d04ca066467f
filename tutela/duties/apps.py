"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "tutela.duties"
    label = "duties"
