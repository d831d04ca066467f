"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "tutela.status.justice"
    label = "justice"
