"""Links this room's pages, and says at which of its decisions a child must be heard."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.participation.decisions import hear_the_child_at
from tutela.people.roles import AgencyKind
from tutela.protection.transfer.entries import TransferDecision
from tutela.web.navigation import Place, add_place, of_those
from tutela.web.rooms import RoomPage, offer_page

hear_the_child_at(TransferDecision)
add_place(
    Place(
        _("Transfers"),
        "transfers",
        45,
        of_those(lambda person: person.agency.kind == AgencyKind.LOCAL_AUTHORITY),
    )
)
offer_page(
    RoomPage(_("Move to another authority"), "transfer", 38, reads=frozenset({Category.PROTECTION}))
)
