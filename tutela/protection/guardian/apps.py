"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class GuardianConfig(AppConfig):
    name = "tutela.protection.guardian"
    label = "guardian"
