"""Who gets what: concealed until the child is enrolled, in the log from then on, and provable.

Randomised: permuted blocks of random size within each stratum, drawn from a secret. Nobody who
enrols can know the next allocation; the digest of the secret is in the log from the start, so that
when the secret is opened at the end, anybody can work out every allocation again. Alternation: each
stratum takes turns. Who enrols can foresee it, and the report says so; it is not randomisation.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

from .protocol import Allocation, Design
from .register import NotAllowedError, Registered

KEY = "allocation.key"
_HALVES = (1, 2, 3)  # blocks of 2, 4 and 6, in random order, so that their ends can't be counted


def prepare(registered: Registered, *, by: str, at: datetime) -> Registered:
    """Draw the secret and commit to it. Keep the file from those who enrol children."""
    study = registered.study
    if study.allocation not in {Allocation.RANDOMISED, Allocation.ALTERNATION}:
        raise NotAllowedError("this study allocates nobody")
    if study.design is not Design.PARALLEL:
        raise NotAllowedError("children are allocated in parallel studies only")
    if registered.of("allocation prepared"):
        raise NotAllowedError("the allocation was prepared already")
    secret = secrets.token_hex(32)
    path = registered.folder / KEY
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(secret + "\n", encoding="ascii")
    return registered.add("allocation prepared", by=by, at=at, commitment=commitment(secret))


def allocate(
    registered: Registered, participant: str, stratum: str, *, by: str, at: datetime
) -> tuple[Registered, str]:
    """The arm of a child who has been enrolled. It is in the log before anybody hears it.

    Raises NotAllowedError: not prepared, allocated before, or the data are unlocked already.
    """
    if registered.unlocked is not None:
        raise NotAllowedError("the data are unlocked: nobody can be enrolled any more")
    if not participant.strip():
        raise NotAllowedError("say who was enrolled")
    before = registered.of("allocated")
    if any(event.details["participant"] == participant for event in before):
        raise NotAllowedError(f"{participant} was allocated before; nobody is allocated twice")
    place = sum(event.details["stratum"] == stratum for event in before)
    arm = arm_at(registered, secret_of(registered), stratum, place)
    details = {"participant": participant, "stratum": stratum, "place": place, "arm": arm}
    return registered.add("allocated", by=by, at=at, **details), arm


def audit(registered: Registered) -> list[str]:
    """What is wrong with the allocations in the log: nothing, if the list is empty."""
    secret = secret_of(registered)
    seen: dict[str, int] = {}
    wrong = []
    for event in registered.of("allocated"):
        stratum, place = event.details["stratum"], event.details["place"]
        if place != seen.get(stratum, 0):
            wrong.append(f"{event.details['participant']}: out of turn in {stratum}")
        seen[stratum] = seen.get(stratum, 0) + 1
        if event.details["arm"] != arm_at(registered, secret, stratum, place):
            wrong.append(f"{event.details['participant']}: another arm than was drawn")
    return wrong


def secret_of(registered: Registered) -> str:
    """The secret, if it is the one committed to. Raises NotAllowedError or BadInputError."""
    prepared = registered.of("allocation prepared")
    if not prepared:
        raise NotAllowedError("prepare the allocation first")
    path: Path = registered.folder / KEY
    try:
        secret = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise BadInputError(str(path), [Problem("is not there")]) from error
    if commitment(secret) != prepared[0].details["commitment"]:
        raise BadInputError(str(path), [Problem("is not the secret that was committed to")])
    return secret


def commitment(secret: str) -> str:
    """What is in the log before anybody is enrolled."""
    return hashlib.sha256(f"tutela allocation {secret}".encode()).hexdigest()


def arm_at(registered: Registered, secret: str, stratum: str, place: int) -> str:
    """The arm of the child at this place of a stratum, counting from 0."""
    names = sorted(arm.id for arm in registered.study.arms)
    if registered.study.allocation is Allocation.ALTERNATION:
        # Which arm begins is drawn, so that the first children of all strata do not go one way.
        return names[(place + _drawn(secret, stratum, "first", 2)) % 2]
    start, block = 0, 0
    while True:
        half = _HALVES[_drawn(secret, stratum, f"size {block}", len(_HALVES))]
        if place < start + 2 * half:
            return _shuffled(names * half, secret, f"{stratum}\0{block}")[place - start]
        start, block = start + 2 * half, block + 1


def _shuffled(arms: list[str], secret: str, name: str) -> list[str]:
    order = sorted(range(len(arms)), key=lambda at: _hash(secret, name, f"arm {at}"))
    return [arms[at] for at in order]


def _drawn(secret: str, stratum: str, what: str, choices: int) -> int:
    # 256 random bits over two or three choices: the bias is far below anything that shows.
    return int.from_bytes(_hash(secret, stratum, what)) % choices


def _hash(secret: str, stratum: str, what: str) -> bytes:
    return hmac.new(bytes.fromhex(secret), f"{stratum}\0{what}".encode(), hashlib.sha256).digest()
