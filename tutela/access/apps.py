"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tutela.access"
    label = "access"
