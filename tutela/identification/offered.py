"""Links the referral work from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.web import rooms

rooms.offer_page(
    rooms.RoomPage(
        _("Referral and its pack"),
        "referral",
        order=20,
        reads=frozenset({Category.IDENTIFICATION}),
    )
)
