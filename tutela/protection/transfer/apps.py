"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "tutela.protection.transfer"
    label = "transfer"
