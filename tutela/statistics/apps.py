"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tutela.web.navigation import Place, add_place, of_those


class StatisticsConfig(AppConfig):
    name = "tutela.statistics"
    label = "statistics"

    def ready(self) -> None:
        """Put the tables in the menu, and the releases for those who work on them."""
        from tutela.statistics.officers import work_of  # noqa: PLC0415 - models come first

        add_place(Place(_("Tables"), "tables", 50))
        add_place(
            Place(
                _("Releases"),
                "releases",
                52,
                seen_by=of_those(lambda person: bool(work_of(person))),
            )
        )
