"""Giving, freezing and using a young person's card. Every step is a function of the database, which
repeats who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from tutela.access.viewer import Viewer
from tutela.doors.errors import NotAllowed
from tutela.doors.gate import Gate
from tutela.entrance.pins import random_pin
from tutela.signin.sealing import hashed, seal, unseal
from tutela.signin.sessions import end_all
from tutela.signin.symbols import as_typed, in_groups, random_symbols

CODE_LENGTH = 8
"""Symbols of 31: 39.6 bits; with the PIN 59.5."""

MOST_FAILURES = 50
"""Wrong PINs in the life of a card. As many guess the PIN of one card in eighteen thousand."""

LONGEST_NICKNAME = 30


@dataclass(frozen=True)
class NewCard:
    """What is shown once, and handed over: the code and the first PIN."""

    code: str
    pin: str


@dataclass(frozen=True)
class State:
    """What guardian and lead worker see of a card."""

    card: UUID
    issued_at: datetime
    issued_by: str
    frozen_at: datetime | None
    failures: int
    is_first: bool
    last_used: datetime | None

    @property
    def is_worn_out(self) -> bool:
        """Was it tried too often in its life? Then only a new one helps."""
        return self.failures >= MOST_FAILURES


@dataclass(frozen=True)
class Holder:
    """The young person who came in. ``is_first``: they have yet to choose a PIN of their own."""

    card: UUID
    nickname: str
    is_first: bool


@dataclass(frozen=True)
class Around:
    """Somebody who stands around the young person: as what, and from where."""

    role: str
    agency: str


@dataclass(frozen=True)
class Looked:
    """Somebody who looked or wrote on a day: as what, from where, doing what."""

    day: date
    role: str
    agency: str
    actions: tuple[str, ...]


def issue(gate: Gate, *, nickname: str) -> NewCard:
    """A new card; the one before opens nothing any more. Raises NotAllowed."""
    card, code, pin = uuid4(), random_symbols(CODE_LENGTH), random_pin()
    rows = _rows(
        "door_entrance_issue", card, gate.child, _code_hash(code), _sealed_pin(card, pin),
        seal(nickname.strip()[:LONGEST_NICKNAME], where=_place(card, "nickname")),
    )  # fmt: skip
    if not rows:
        raise NotAllowed("entrance-1: the guardian or the lead worker gives a way in")
    [(before,)] = rows
    if before is not None:
        end_all(before)
    return NewCard(in_groups(code), pin)


def freeze(gate: Gate, *, frozen: bool) -> None:
    """Freeze the card, or let it open again. Sessions end at once. Raises NotAllowed."""
    rows = _rows("door_entrance_freeze", gate.child, frozen)
    if not rows:
        raise NotAllowed("entrance-1: the guardian or the lead worker freezes a way in")
    end_all(rows[0][0])


def state(gate: Gate) -> State | None:
    """The present card, as far as this viewer sees it."""
    rows = _rows("door_entrance_state", gate.child)
    return State(*rows[0]) if rows else None


def enter(code: str, pin: str, *, may: bool = True) -> UUID | None:
    """The card that this code and PIN open. None for every reason why they don't, in the same time:
    Argon2 is worked out whatever is wrong, also where ``may`` says that this network has tried too
    often."""
    rows = _rows("door_entrance_try", _code_hash(as_typed(code))) if may else []
    card, sealed = rows[0] if rows else (None, None)
    hashed_pin = _of_nobody() if card is None else unseal(sealed, where=_place(card, "pin"))
    if not check_password(pin, hashed_pin) or card is None:
        return None
    _rows("door_entrance_passed", card)
    found: UUID = card
    return found


def choose(card: UUID, pin: str) -> None:
    """The young person's own PIN, which nobody else knows."""
    _rows("door_entrance_choose", card, _sealed_pin(card, pin))


def holder(card: UUID) -> Holder | None:
    """Who holds this card, as long as it is neither frozen nor ended."""
    rows = _rows("door_entrance_holder", card)
    if not rows:
        return None
    nickname, is_first = rows[0]
    return Holder(card, unseal(nickname, where=_place(card, "nickname")), is_first)


def circle(card: UUID) -> Sequence[Around]:
    """Who stands around the young person now."""
    return [Around(*row) for row in _rows("door_entrance_circle", card)]


def own_viewer(card: UUID) -> Viewer | None:
    """The young person as one who comes to a door: their own, and no other."""
    rows = _rows("door_entrance_own", card)
    return Viewer(rows[0][0], "The young person", rows[0][1]) if rows else None


def looks(card: UUID) -> Sequence[Looked]:
    """Who looked or wrote in the last ninety days, the latest day first."""
    return [
        Looked(day, role, agency, tuple(actions))
        for day, role, agency, actions in _rows("door_entrance_looks", card)
    ]


def _rows(function: str, *arguments: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.callproc(function, arguments)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _code_hash(code: str) -> str:
    return hashed(code, purpose="card")


def _sealed_pin(card: UUID, pin: str) -> str:
    return seal(make_password(pin), where=_place(card, "pin"))


def _place(card: UUID, what: str) -> str:
    return f"card/{card}/{what}"


@cache
def _of_nobody() -> str:
    """The PIN of no card, hashed as dearly as any."""
    return make_password(random_symbols(20))
