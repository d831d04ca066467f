"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "tutela.protection.representation"
    label = "representation"
