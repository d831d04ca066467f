"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TransitionConfig(AppConfig):
    name = "tutela.futures.transition"
    label = "transition"
