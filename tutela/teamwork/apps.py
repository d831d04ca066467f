"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TeamworkConfig(AppConfig):
    name = "tutela.teamwork"
    label = "teamwork"
