"""Links sharing from the child's page and from its entries, and puts its pages in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.people.models import Practitioner
from tutela.web import navigation, rooms


def keeps_the_register(request: HttpRequest) -> bool:
    """Managers, and whoever protects the agency's data."""
    user = request.user
    return isinstance(user, Practitioner) and (user.manages or user.protects_data)


rooms.offer_page(
    rooms.RoomPage(
        _("Sharing and consent"), "sharing", order=50, reads=frozenset({Category.PROTECTION})
    )
)
rooms.offer_link(("transition-proposed", "transition-sent"), _("Open"), "share")
navigation.add_place(navigation.Place(_("Shared with you"), "shared_with_me", 40))
navigation.add_place(
    navigation.Place(_("Requests for disclosure"), "requests", 60, keeps_the_register)
)
