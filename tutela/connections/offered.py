"""Links the people around, and connections, from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.connections.entries import ChildrenConnected
from tutela.doors.binding import binds
from tutela.web import rooms

rooms.offer_page(
    rooms.RoomPage(
        _("The people around, and connections"),
        "people_around",
        order=30,
        reads=frozenset({Category.PROTECTION}),
    )
)
binds(ChildrenConnected, lambda said: (said.other,))
