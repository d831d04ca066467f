"""Codes of an authenticator app (RFC 6238): each is taken once, and never one older than the last.

allauth makes and compares them. It remembers a used one for thirty seconds, though with a step of
tolerance a code lives for ninety; so the last step taken is kept with the secret instead.
"""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

STEP = 30
"""Seconds for which an app shows a code."""

TOLERANCE = 1
"""Steps by which a phone's clock may be wrong, either way."""

_LAST = "step"


def step_of(secret: str, code: str, *, at: float, after: int = 0) -> int | None:
    """The step whose code this is, within the tolerance and later than ``after``; None where it is
    none of them. Pure."""
    now = int(at) // STEP
    for step in range(max(now - TOLERANCE, after + 1), now + TOLERANCE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def spend(person: UUID, code: str, *, at: float) -> bool:
    """Take the code that a person's app shows. Was it right, and not used before?"""
    with transaction.atomic():
        app = (
            Authenticator.objects.select_for_update()
            .filter(user_id=person, type=Authenticator.Type.TOTP)
            .first()
        )
        if app is None:
            return False
        last = int(app.data.get(_LAST, 0))
        step = step_of(decrypt(app.data["secret"]), code, at=at, after=last)
        if step is None:
            return False
        _remember(app, step)
        return True


def begin(app: Authenticator, step: int) -> None:
    """The code that proved the set-up is spent too."""
    _remember(app, step)


def _remember(app: Authenticator, step: int) -> None:
    app.data[_LAST] = step
    app.save(update_fields=["data"])
