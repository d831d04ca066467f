"""Links this room's page, and says at which of its decisions a young person must be heard."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.chronology.kinds import Category
from tutela.participation.decisions import hear_the_child_at
from tutela.protection.age.entries import AgeAssessmentConcluded
from tutela.web import rooms

hear_the_child_at(AgeAssessmentConcluded)
rooms.offer_page(rooms.RoomPage(_("Age"), "age", 14, reads=frozenset({Category.PROTECTION})))
