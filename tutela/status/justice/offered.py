"""Links this room's page, and gives its notice its words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.chronology.kinds import Category
from tutela.notices.models import Notice
from tutela.notices.telling import Said, say
from tutela.web.rooms import RoomPage, offer_page


def _charged(notice: Notice) -> Said:
    return Said(
        _("A child in whose circle you are is charged, and may be a victim of trafficking. Raise "
          "non-prosecution with the prosecutor today."),
        reverse("justice", args=[notice.child_id]),
        _("Read the case"),
        urgent=True,
    )  # fmt: skip


say("charged-though-indicated", _charged)
offer_page(
    RoomPage(gettext_lazy("Police and courts"), "justice", 52, reads=frozenset({Category.JUSTICE}))
)
