"""Puts the boards in the menu, and links one child's meetings, actions and letters."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category, Problem
from tutela.doors.projections import Whole
from tutela.doors.recording import also_ask
from tutela.duties.duty import all_duties
from tutela.people.lists import Item, declare_made_list
from tutela.web import navigation, rooms


def duties() -> Iterable[Item]:
    """Every duty on a clock, by its title."""
    known = sorted(all_duties().values(), key=lambda duty: duty.title)
    return [Item(duty.id, duty.title) for duty in known]


def only_managers(content: object, whole: Whole, viewer: Viewer) -> Iterable[Problem]:
    """A manager's oversight is recorded by a manager."""
    if not viewer.manages:
        yield Problem("", "A manager records their own decision. Ask yours to look at the record")


declare_made_list("duties", duties)
also_ask("management-oversight", only_managers)
rooms.offer_page(
    rooms.RoomPage(_("Working together"), "work", order=40, reads=frozenset({Category.PROTECTION}))
)
rooms.offer_link(("letter-written",), _("Open the letter"), "letter")
navigation.add_place(navigation.Place(_("What needs a look"), "team", 25))
