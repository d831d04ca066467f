"""Signing in to a demonstration, with a password that stands on the screen.

It is kept nowhere in the database. It opens the six made-up accounts, and only while the database
itself says that it is a demonstration.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists
from django.http import HttpRequest

from tutela.access.models import DatabasePurpose
from tutela.demo.localities import personas
from tutela.demo.password import PASSWORD
from tutela.people.models import Practitioner


class DemonstrationBackend(BaseBackend):
    """Knows the made-up people of a demonstration, and nobody where there is none."""

    def authenticate(
        self, request: HttpRequest | None, *, email: str = "", password: str = "", **_: Any
    ) -> Practitioner | None:
        """The persona with this address, if the password is the demonstration's."""
        who = next((p for p in personas() if p.email == email.strip().casefold()), None)
        if who is None or not compare_digest(password.encode(), PASSWORD.encode()):
            return None
        return self.get_user(who.id)

    def get_user(self, user_id: UUID) -> Practitioner | None:
        """The signed-in persona, as long as this is a demonstration."""
        is_demonstration = Exists(DatabasePurpose.objects.filter(demonstration=True))
        people = Practitioner.objects.select_related("agency")
        return people.filter(is_demonstration, id=user_id, is_active=True).first()
