"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ImmigrationConfig(AppConfig):
    name = "tutela.status.immigration"
    label = "immigration"
