"""This room, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "tutela.notices"
    label = "notices"

    def ready(self) -> None:
        """Put notices in the menu and on the start page."""
        from tutela.notices.views import unread_at_start  # noqa: PLC0415 - models are loaded now
        from tutela.web.navigation import Place, add_place  # noqa: PLC0415
        from tutela.web.rooms import tell_at_start  # noqa: PLC0415

        add_place(Place(_("Notices"), "notices", 50))
        tell_at_start("notices", unread_at_start)
