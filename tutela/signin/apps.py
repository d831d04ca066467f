"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "tutela.signin"
    label = "signin"
