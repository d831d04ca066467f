"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "tutela.connections"
    label = "connections"
