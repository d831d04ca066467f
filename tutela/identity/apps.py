"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "tutela.identity"
    label = "identity"
