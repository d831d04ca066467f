"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "tutela.outcomes"
    label = "outcomes"
