"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "tutela.doors"
    label = "doors"
