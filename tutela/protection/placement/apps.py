"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "tutela.protection.placement"
    label = "placement"
