"""Loads the made-up caseload into a database, on two processes where it is large.

Refuses a database that holds real records, or whose people could be real.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connections
from django.utils import timezone

from tutela.access.models import DatabasePurpose
from tutela.chronology.moment import LONDON, day_start
from tutela.demo.draws import drawn
from tutela.demo.lives import life_of
from tutela.demo.localities import locality, number_of_localities
from tutela.demo.papers import keep_papers
from tutela.demo.people_of import make_people
from tutela.demo.sharing import load_shared
from tutela.demo.told_transfer import declarations
from tutela.demo.vignettes import vignettes
from tutela.doors.importing import PlannedChild, record_many
from tutela.people.models import Agency, Child, Practitioner
from tutela.people.roles import AgencyKind
from tutela.protection.transfer.models import Declaration
from tutela.watch.decoys import make_decoys
from tutela.watch.models import Overseer

OWNER = "owner"
ALONE = 2_000
"""Up to so many children, a second process would cost more than it brings."""
_RESERVED = (".example", "@example.org", "@example.com", "@example.net", ".test", ".invalid")
"""Addresses that can be nobody's. Source: RFC 2606."""


class CannotLoad(Exception):
    """This database is no place for made-up children, or a demonstration stands in it already."""


def today() -> date:
    """The London day on which somebody loads a demonstration."""
    return timezone.now().astimezone(LONDON).date()


def caseload(children: int, *, seed: int, now: datetime, first: int = 0) -> Iterator[PlannedChild]:
    """The records numbered ``first`` up to ``children``: the vignettes, then those drawn."""
    told = vignettes(seed=seed, now=now)
    yield from told[first:children]
    for child in drawn(max(first, len(told)), max(children, len(told)), seed=seed):
        yield life_of(child, seed=seed, now=now)


def load(children: int, *, seed: int, on: date, processes: int = 2) -> Iterator[int]:
    """Load so many children as they stand at the beginning of the London day ``on``.

    Yields how many have been written. Raises CannotLoad, and ValueError for a day to come.
    """
    if on > today():
        raise ValueError("A demonstration can't stand on a day that has not come yet")
    now = day_start(on)
    _must_be_free()
    DatabasePurpose.objects.using(OWNER).update_or_create(
        only=True, defaults={"demonstration": True}
    )
    make_people(number_of_localities(children), using=OWNER)
    declared = declarations(number_of_localities(children), now)
    Declaration.objects.using(OWNER).bulk_create(declared, batch_size=1_000)
    if children <= ALONE or processes == 1:
        yield from record_many(caseload(children, seed=seed, now=now), using=OWNER, batch=50)
    else:
        connections.close_all()
        yield from load_shared(
            children,
            seed=seed,
            now=now,
            using=OWNER,
            database=connections[OWNER].settings_dict["NAME"],
            processes=processes,
        )
    keep_papers(vignettes(seed=seed, now=now)[:children], using=OWNER)
    _stand_decoys(on)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE")


def _stand_decoys(on: date) -> None:
    """Decoys among the first council's children, watched over with the second council."""
    first, second = (
        Agency.objects.using(OWNER).get(
            id=next(h.id for h in locality(n).houses if h.kind is AgencyKind.LOCAL_AUTHORITY)
        )
        for n in (0, 1)
    )
    make_decoys(first, on=on, using=OWNER)
    Overseer.objects.using(OWNER).get_or_create(agency=first, also=second)


def _must_be_free() -> None:
    purpose = DatabasePurpose.objects.using(OWNER).filter(demonstration=True).exists()
    if Child.behind_the_door.using(OWNER).exists():
        if purpose:
            raise CannotLoad("A demonstration is loaded already. Start from an empty database.")
        raise CannotLoad("This database holds real records. Nothing made up may stand among them.")
    real = Practitioner.objects.using(OWNER)
    for ending in _RESERVED:
        real = real.exclude(email__endswith=ending)
    if not purpose and real.exists():
        raise CannotLoad(
            "This database has accounts of real people. A demonstration asks nobody for a second "
            "factor, so it needs a database of its own."
        )
