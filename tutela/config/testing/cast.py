"""The fixed cast of the tests: who is on the team, who is another agency's, who must see nothing.

Stands in the template database, so that each test begins with the same people and no child.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tutela.people.models import Agency, Practitioner, Team
from tutela.people.roles import AgencyKind, Nation
from tutela.prevalence.analysts import name_analyst
from tutela.statistics.models import Work
from tutela.statistics.officers import name_officer

PASSWORD = "a long password of the tests"  # noqa: S105 - opens nothing outside the tests
AGENCIES = {
    "Northshire Council": (AgencyKind.LOCAL_AUTHORITY, Nation.ENGLAND),
    "Southport Council": (AgencyKind.LOCAL_AUTHORITY, Nation.ENGLAND),
    "Glenmore Council": (AgencyKind.LOCAL_AUTHORITY, Nation.SCOTLAND),
    "Lantern Guardians": (AgencyKind.GUARDIAN_SERVICE, Nation.ENGLAND),
    "Northshire Police": (AgencyKind.POLICE, Nation.ENGLAND),
    "Northshire Children's Health": (AgencyKind.HEALTH, Nation.ENGLAND),
    "Northern Statistics": (AgencyKind.OVERSIGHT, Nation.ENGLAND),
}
PEOPLE = {
    "alma": ("Alma Reyes", "Northshire Council", "Social worker", False),
    "ben": ("Ben Okafor", "Northshire Council", "Team manager", True),
    "iris": ("Iris Vaughan", "Northshire Council", "Independent reviewing officer", False),
    "gwen": ("Gwen Parry", "Lantern Guardians", "Independent guardian", False),
    "pavel": ("Pavel Novak", "Northshire Police", "Detective constable", False),
    "hana": ("Hana Suzuki", "Northshire Children's Health", "Nurse", False),
    "stella": ("Stella Marsh", "Southport Council", "Social worker", False),
    "rory": ("Rory Munro", "Glenmore Council", "Social worker", False),
    "ada": ("Ada Finch", "Northern Statistics", "Analyst", False),
}


def email_of(who: str) -> str:
    """The sign-in of one of the cast."""
    return f"{who}@example.org"


def make_cast(using: str) -> None:
    """Make the agencies and their people, as the owner of the database."""
    agencies = {
        name: Agency.objects.using(using).create(name=name, kind=kind, nation=nation)
        for name, (kind, nation) in AGENCIES.items()
    }
    team = Team.objects.using(using).create(
        agency=agencies["Northshire Council"], name="Children first"
    )
    for who, (name, agency, title, manages) in PEOPLE.items():
        Practitioner.objects.db_manager(using).create_practitioner(
            email=email_of(who),
            name=name,
            agency=agencies[agency],
            team=team if agency == team.agency.name else None,
            job_title=title,
            manages=manages,
            password=PASSWORD,
        )
    named = datetime(2026, 10, 1, tzinfo=UTC)
    name_analyst(email_of("ada"), at=named, using=using)
    # Ada brings and publishes releases; Rory checks them.
    for who, work in (("ada", Work.DRAFT), ("ada", Work.PUBLISH), ("rory", Work.CHECK)):
        name_officer(email_of(who), work, at=named, using=using)
