"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SolutionConfig(AppConfig):
    name = "tutela.futures.solution"
    label = "solution"
