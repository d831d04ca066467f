"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "tutela.protection.health"
    label = "health"
