"""Links this room's page from the child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.web.rooms import RoomPage, offer_page

offer_page(RoomPage(_("Home"), "home", 30, reads=frozenset({Category.PROTECTION})))
