"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "tutela.protection.education"
    label = "education"
