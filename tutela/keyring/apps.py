"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class KeyringConfig(AppConfig):
    name = "tutela.keyring"
    label = "keyring"
