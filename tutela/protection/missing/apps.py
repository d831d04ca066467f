"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "tutela.protection.missing"
    label = "missing"
