"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tutela.web.navigation import Place, add_place


class StatisticsConfig(AppConfig):
    name = "tutela.statistics"
    label = "statistics"

    def ready(self) -> None:
        """Put the tables in the menu."""
        add_place(Place(_("Tables"), "tables", 50))
