"""How often a door may be tried. Counted in the database before the try is looked at, so that a
thousand tries at once are counted as a thousand.

A lock is soft: it opens by itself, holds up one way in and never the passkey, so that nobody can
lock a duty worker out. The counts stand outside the request's own transaction (the views that use
them say so), so that a request that fails has been counted too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from tutela.signin.models import Tries
from tutela.signin.sealing import hashed

_COUNT = """
    INSERT INTO signin_tries (key, count, until) VALUES (%(key)s, 1, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN signin_tries.until <= %(now)s THEN 1 ELSE signin_tries.count + 1 END,
        until = CASE WHEN signin_tries.until <= %(now)s THEN %(until)s ELSE signin_tries.until END
    RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    """So many tries of one kind of door, within so long from the first of them."""

    door: str
    most: int
    within: timedelta = timedelta(minutes=15)


ACCOUNT = Limit("account", 5)
CODE = Limit("second factor", 5)
RENEWAL = Limit("renewal", 5)
YOUNG_PEOPLE = Limit("young people of one network", 20)
GUESTS = Limit("guests of one network", 20)
EVERYBODY = Limit("everybody", 1000)


def network_limit() -> Limit:
    """Tries from one network. A large office stands behind one address, and may need more."""
    return Limit("network", settings.TUTELA_TRIES_PER_NETWORK)


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: an IPv4 address, or the /64 of an IPv6 address."""
    return str(truncate_ip(get_adapter().get_client_ip(request)))


def try_once(limit: Limit, whose: str, *, at: datetime) -> bool:
    """Count one try of a door. Is it within the limit?"""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": _key(limit, whose), "now": at, "until": at + limit.within})
        return bool(cursor.fetchone()[0] <= limit.most)


def forgive(limit: Limit, whose: str) -> None:
    """The try was right: it doesn't count. Those before it do, or a guesser could wipe them out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signin_tries SET count = count - 1 WHERE key = %s AND count > 0",
            [_key(limit, whose)],
        )


def forget_the_old() -> None:
    """Drop counts that no longer hold anybody up."""
    Tries.objects.filter(until__lte=timezone.now()).delete()


def _key(limit: Limit, whose: str) -> str:
    return hashed(f"{limit.door}/{whose}", purpose="tries")
