"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "tutela.config"
    label = "config"
