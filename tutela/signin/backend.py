"""Password by e-mail address. Whether there is such an account shows in no answer and no time."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from tutela.people.models import Practitioner


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """allauth's own tells whoever knows the password that an account was closed; this tells
    nobody anything. Argon2 is worked out exactly once, whoever is asked for."""

    def authenticate(
        self, request: HttpRequest | None, *, email: str = "", password: str = "", **_: Any
    ) -> Practitioner | None:
        """The person, where the password is theirs and they have not left."""
        found = Practitioner.objects.filter(email=email.strip().casefold()).first()
        person = found if found is not None and found.has_usable_password() else None
        hashed = _of_nobody() if person is None else person.password
        if not check_password(password, hashed):
            return None
        return person if person is not None and person.is_active else None

    def get_user(self, user_id: UUID) -> Practitioner | None:
        """The person who is signed in, with the agency, which the menu of every page asks for."""
        found = Practitioner.objects.select_related("agency").filter(id=user_id, is_active=True)
        return found.first()


@cache
def _of_nobody() -> str:
    """A password that nobody knows, hashed as dearly as any."""
    return make_password(secrets.token_urlsafe(32))
