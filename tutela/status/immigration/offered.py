"""Links this room's page from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.web import rooms

rooms.offer_page(
    rooms.RoomPage(
        _("Immigration, and the years to 25"), "status", 50, reads=frozenset({Category.STATUS})
    )
)
