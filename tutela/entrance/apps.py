"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.web.rooms import RoomPage, offer_page


class EntranceConfig(AppConfig):
    name = "tutela.entrance"
    label = "entrance"

    def ready(self) -> None:
        """Link the page that gives a young person their way in from the child's page. Who reads
        everything is offered it; the database says who may use it, and that is never a carer."""
        offer_page(RoomPage(_("Their own way in"), "entrance_card", 90, frozenset(Category)))
