"""What every test stands on."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tutela.config.testing.database import django_db_setup

__all__ = ["django_db_setup"]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Argon2 at its least: what makes guessing dear would make the tests slow."""
    Argon2PasswordHasher.time_cost = 1
    Argon2PasswordHasher.memory_cost = 8
    Argon2PasswordHasher.parallelism = 1
