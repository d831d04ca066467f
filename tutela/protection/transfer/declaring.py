"""What an authority declares that it has: asked of its managers, read by all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Content, Line, ask
from tutela.doors.errors import NotAllowed
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.people.models import Practitioner
from tutela.people.roles import AgencyKind
from tutela.protection.transfer.answers import Need
from tutela.protection.transfer.models import Declaration

COUNTS_FOR = timedelta(days=90)
"""So long a declaration counts. Our own rule: places change."""
MOST_PLACES = 200


class Declared(Content):
    """What a manager is asked. It is about the authority and about no child."""

    places: int = ask(
        "How many children could you take now?", hint="0 takes you off the list for the moment."
    )
    counties: tuple[Line, ...] = ask(
        "In which counties would they live?", hint="Every one in which you place children.",
        choices="regions",
    )  # fmt: skip
    towns: tuple[Line, ...] = ask(
        "In or near which towns?",
        hint="So that nobody is placed where somebody looks for them.",
        choices="towns",
    )
    languages: tuple[Line, ...] = ask(
        "Which languages do carers or workers there speak?", choices="languages", optional=True
    )
    offers: frozenset[Need] = ask("What have you?", optional=True)


def may_declare(person: Practitioner) -> bool:
    """Is this a manager of a local authority?"""
    return person.manages and person.agency.kind == AgencyKind.LOCAL_AUTHORITY


def declare_places(declared: Declared, *, by: Practitioner, viewer: Viewer) -> None:
    """Write down what an authority has. Raises NotAllowed."""
    if not may_declare(by):
        raise NotAllowed("a declaration is made by a manager of the authority")
    with one_transaction():
        stand_at_the_door(viewer)
        Declaration.objects.create(
            agency_id=by.agency_id,
            by_id=by.id,
            at=timezone.now(),
            places=declared.places,
            areas=[*declared.counties, *declared.towns],
            languages=list(declared.languages),
            offers=sorted(declared.offers),
        )


def declarations(at: datetime) -> Sequence[Declaration]:
    """The latest declaration of each authority that still counts at an aware moment. Somebody
    stands at the door, in the present transaction."""
    latest = (
        Declaration.objects.filter(at__gt=at - COUNTS_FOR, at__lte=at)
        .order_by("agency_id", "-at")
        .distinct("agency_id")
        .select_related("agency")
    )
    return sorted(latest, key=lambda one: one.agency.name)
