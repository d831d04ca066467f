"""Links documents, and taking a copy out, from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.files.entries import SLUGS
from tutela.web import rooms

rooms.offer_page(rooms.RoomPage(_("Documents"), "documents", order=40))
rooms.offer_page(rooms.RoomPage(_("Take a copy of the record out"), "take_out", order=90))
rooms.offer_link(SLUGS, _("Open"), "document")
