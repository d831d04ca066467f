"""Links the plan from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.web import rooms

rooms.offer_page(
    rooms.RoomPage(
        _("Plan for a solution that lasts"),
        "solution",
        order=65,
        reads=frozenset({Category.FUTURES}),
    )
)
