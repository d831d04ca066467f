"""Writes the made-up agencies and their people into a database."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password

from tutela.demo.localities import Locality, locality
from tutela.people.models import Agency, Practitioner, Team
from tutela.people.roles import Role

_AT_ONCE = 2_000


def make_people(localities: int, *, using: str) -> None:
    """The agencies, teams and practitioners of so many localities, as the database's owner.

    Nobody gets a password: the six personas sign in through ``DemonstrationBackend``.
    """
    nobody = make_password(None)
    for first in range(0, localities, 100):
        places = [locality(n) for n in range(first, min(first + 100, localities))]
        agencies = [
            Agency(id=h.id, name=h.name, kind=h.kind, nation=h.nation)
            for place in places
            for h in place.houses
        ]
        Agency.objects.using(using).bulk_create(agencies, batch_size=_AT_ONCE)
        teams = {(t.agency_id, t.name): t for place in places for t in _teams(place)}
        Team.objects.using(using).bulk_create(teams.values(), batch_size=_AT_ONCE)
        people = [
            Practitioner(
                id=c.id,
                email=c.email,
                name=c.name,
                agency_id=c.house.id,
                team=teams.get((c.house.id, c.team)),
                job_title=c.job,
                manages=c.manages,
                # Police and the councils take turns at night; a reviewing officer protects data.
                on_duty_rota=c.role in {Role.POLICE, Role.LEAD_WORKER},
                protects_data=c.role is Role.REVIEWING_OFFICER,
                password=nobody,
            )
            for place in places
            for c in place.colleagues
        ]
        Practitioner.objects.using(using).bulk_create(people, batch_size=_AT_ONCE)


def _teams(place: Locality) -> Iterator[Team]:
    for agency, name in sorted({(c.house.id, c.team) for c in place.colleagues if c.team}):
        yield Team(agency_id=agency, name=name)
