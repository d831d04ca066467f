"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "tutela.retention"
    label = "retention"
