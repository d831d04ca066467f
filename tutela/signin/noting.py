"""Signing in and out, wrong tries and changed ways in stand in the audit, beside looks at records.

Never what was typed: a wrong try at an address that nobody has is noted without the address.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import connection, transaction
from django.dispatch import Signal

from tutela.people.models import Practitioner


def note(action: str, person: Practitioner | None, purpose: str = "") -> None:
    """One line of the audit, in the transaction that is under way or in one of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.who', true), '')")
        (before,) = cursor.fetchone()
        _stand(cursor, str(person.id) if person else "")
        cursor.execute("SELECT door_audit(%s, NULL, NULL, '', '{}', NULL, %s)", [action, purpose])
        _stand(cursor, before)


def _stand(cursor: Any, who: str) -> None:
    cursor.execute("SELECT set_config('app.who', %s, true)", [who])


def _on(signal: Signal, action: str, purpose: str = "") -> None:
    def noted(sender: object, *, user: object = None, **_: object) -> None:
        note(action, user if isinstance(user, Practitioner) else None, purpose)

    signal.connect(noted, weak=False, dispatch_uid=f"tutela {action} {purpose}")


def _wrong_try(sender: object, *, credentials: dict[str, Any], **_: object) -> None:
    address = str(credentials.get("email") or credentials.get("username") or "").casefold()
    person = Practitioner.objects.filter(email=address, is_active=True).first()
    note("wrong-try", person, "password")


def note_all() -> None:
    """Listen to everything that is noted."""
    _on(user_logged_in, "sign-in")
    _on(user_logged_out, "sign-out")
    user_login_failed.connect(_wrong_try, weak=False, dispatch_uid="tutela wrong-try")
    _on(account.password_changed, "way-in", "password changed")
    _on(account.password_set, "way-in", "password set")
    _on(account.password_reset, "way-in", "password set anew")
    _on(mfa.authenticator_added, "way-in", "second factor added")
    _on(mfa.authenticator_removed, "way-in", "second factor removed")
    _on(mfa.authenticator_reset, "way-in", "recovery codes made anew")
