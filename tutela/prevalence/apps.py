"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tutela.web.navigation import Place, add_place, of_those


class PrevalenceConfig(AppConfig):
    name = "tutela.prevalence"
    label = "prevalence"

    def ready(self) -> None:
        """Put the studies in the menu of those who may hold any."""
        from tutela.prevalence.analysts import is_analyst  # noqa: PLC0415 - models come first

        add_place(Place(_("Children nobody sees"), "studies", 55, seen_by=of_those(is_analyst)))
