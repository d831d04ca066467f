"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class BestInterestsConfig(AppConfig):
    name = "tutela.futures.best_interests"
    label = "best_interests"
