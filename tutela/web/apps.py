"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tutela.web.navigation import Place, add_place


class WebConfig(AppConfig):
    name = "tutela.web"
    label = "web"

    def ready(self) -> None:
        """Put the kit's own pages in the menu."""
        add_place(Place(_("My children"), "my_children", 10))
        add_place(Place(_("Duties"), "board", 20))
        add_place(Place(_("Find a child"), "search", 30))
        add_place(Place(_("Open a record"), "open_record", 40))
        # Rooms and their doors are known once all of them are loaded.
        from tutela.web.children.where import offer_where  # noqa: PLC0415

        offer_where()
