"""Makes the outcomes a list to choose from, and links one child's page and the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.outcomes.instruments import outcome_items
from tutela.people.lists import declare_made_list
from tutela.web import navigation, rooms

declare_made_list("outcomes", outcome_items)
rooms.offer_page(
    rooms.RoomPage(_("How life is going"), "outcomes", 9, reads=frozenset({Category.OUTCOMES}))
)
navigation.add_place(navigation.Place(_("How life is going"), "outcomes_over_many", 60))
