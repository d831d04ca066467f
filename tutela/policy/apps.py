"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "tutela.policy"
    label = "policy"
