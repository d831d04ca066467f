"""What every test stands on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from uuid import UUID

import psycopg
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from hypothesis import HealthCheck, settings

from tutela.access.viewer import viewer_of
from tutela.config.databases import connect
from tutela.config.testing.browsing import browser, page
from tutela.config.testing.cast import PEOPLE, email_of
from tutela.config.testing.database import django_db_setup, live_server

# Machines are shared: how long an example takes says nothing about what it shows.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

__all__ = ["browser", "django_db_setup", "live_server", "page"]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Argon2 at its least: what makes guessing dear would make the tests slow."""
    Argon2PasswordHasher.time_cost = 1
    Argon2PasswordHasher.memory_cost = 8
    Argon2PasswordHasher.parallelism = 1


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    """The fixed cast: ``cast.alma`` is a practitioner, ``cast.alma.viewer`` the same at a door."""
    from tutela.people.models import Practitioner  # noqa: PLC0415 - models need Django to be set up

    people = {p.email: p for p in Practitioner.objects.select_related("agency")}
    found = SimpleNamespace(**{who: people[email_of(who)] for who in PEOPLE})
    for person in vars(found).values():
        person.viewer = viewer_of(person)
    return found


@pytest.fixture
def minh(cast: SimpleNamespace) -> UUID:
    """A child whose record Alma opened as lead social worker; Gwen is the guardian."""
    from tutela.access.standing import Basis  # noqa: PLC0415
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.opening import join_circle, open_record  # noqa: PLC0415
    from tutela.people.roles import Role  # noqa: PLC0415

    child = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="A concern from the police")
    join_circle(
        cast.gwen,
        child=child,
        role=Role.GUARDIAN,
        ground=Basis.STATUTORY,
        by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )
    return child


@pytest.fixture
def postgres(django_db_setup: None) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """PostgreSQL without Django, as the owner: for temporary tables, which end with the test."""
    with connect(connections["owner"].settings_dict) as owner:
        yield owner
