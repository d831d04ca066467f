"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AgeConfig(AppConfig):
    name = "tutela.protection.age"
    label = "age"
