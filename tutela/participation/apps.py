"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "tutela.participation"
    label = "participation"
