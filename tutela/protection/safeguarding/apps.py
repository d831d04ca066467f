"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "tutela.protection.safeguarding"
    label = "safeguarding"
