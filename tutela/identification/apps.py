"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "tutela.identification"
    label = "identification"
