"""Does the time of an answer say whether an account or a code exists?

    .venv/bin/python -m bench.signin --times 60

At each door, tries that fail for different reasons are interleaved and timed in process, with
Argon2 as in production. Printed is the probability that a try at something that exists takes
longer than one at something that does not: 0.5 says nothing, and 0.35 to 0.65 is the target.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.ground import a_database

Try = Callable[[], Any]
TARGET = (0.35, 0.65)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        doors = {**_staff(), **_young()}
        for door, (unlike, others) in doors.items():
            for reason, one in others.items():
                p = _slower(one, unlike, chosen.times)
                told = "says nothing" if TARGET[0] <= p <= TARGET[1] else "GIVES AWAY"
                print(f"{door:<22} {reason:<28} {p:.2f}  {told}")


def _slower(one: Try, other: Try, times: int) -> float:
    """The probability that one takes longer than the other (Mann-Whitney's U over n squared)."""
    from tutela.signin.models import Tries  # noqa: PLC0415 - needs Django

    taken: dict[Try, list[float]] = {one: [], other: []}
    order = [one, other] * (times + 3)
    random.Random(7).shuffle(order)  # noqa: S311 - an order, no secret
    for tried in order:
        Tries.objects.all().delete()
        began = time.perf_counter()
        tried()
        taken[tried].append(time.perf_counter() - began)
    pairs = [(a, b) for a in taken[one][3:] for b in taken[other][3:]]
    return sum(a > b for a, b in pairs) / len(pairs)


def _staff() -> dict[str, tuple[Try, dict[str, Try]]]:
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tutela.config.testing.cast import email_of, make_cast  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415
    from tutela.signin import renewals  # noqa: PLC0415

    make_cast("owner")
    people = {p.email: p for p in Practitioner.objects.all()}
    gone, never = people[email_of("ben")], people[email_of("iris")]
    gone.is_active = False
    gone.save()
    never.set_unusable_password()
    never.save()
    renewals.open_for_new(people[email_of("alma")].id, at=timezone.now())

    def password(who: str) -> Try:
        return lambda: Client(SERVER_NAME="localhost").post(
            "/sign-in/", {"login": email_of(who), "password": "not the right one"}
        )

    def halves(who: str) -> Try:
        code = "AAAA-AAAA-AAAA-AAAA"
        return lambda: Client(SERVER_NAME="localhost").post(
            "/sign-in/new/", {"email": email_of(who), "code": code}
        )

    return {
        "password": (
            password("nobody"),
            {"wrong": password("alma"), "left": password("ben"), "passkey only": password("iris")},
        ),
        "code in two halves": (halves("nobody"), {"asked for": halves("alma")}),
    }


def _young() -> dict[str, tuple[Try, dict[str, Try]]]:
    from django.db import connections, transaction  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tutela.access.viewer import viewer_of  # noqa: PLC0415
    from tutela.config.testing.cast import email_of  # noqa: PLC0415
    from tutela.doors.gate import open_gate  # noqa: PLC0415
    from tutela.doors.opening import open_record  # noqa: PLC0415
    from tutela.entrance import cards  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415
    from tutela.people.roles import Role  # noqa: PLC0415

    alma = viewer_of(Practitioner.objects.get(email=email_of("alma")))
    codes = {}
    for name in ("wrong", "locked", "frozen"):
        child = open_record(by=alma, role=Role.LEAD_WORKER, why="To measure")
        with transaction.atomic():
            gate = open_gate(child, alma)
            codes[name] = cards.issue(gate, nickname="").code
            if name == "frozen":
                cards.freeze(gate, frozen=True)

    def code(typed: str, *, renewed: bool = False) -> Try:
        def tried() -> None:
            Client(SERVER_NAME="localhost").post("/me/", {"code": typed, "pin": "111111"})

        def tried_anew() -> None:
            with connections["owner"].cursor() as owner:
                owner.execute("UPDATE entrance_card SET tries = 0, failures = 0")
            tried()

        return tried_anew if renewed else tried

    for _ in range(6):
        code(codes["locked"])()
    with connections["owner"].cursor() as owner:
        owner.execute("UPDATE entrance_card SET tries_until = now() + interval '1 day'")
    return {
        "young person's code": (
            code("BBBB-BBBB"),
            {
                "locked": code(codes["locked"]),
                "frozen": code(codes["frozen"]),
            },
        ),
        "the same, wrong PIN": (
            code("BBBB-BBBB", renewed=True),
            {"wrong": code(codes["wrong"], renewed=True)},
        ),
    }


if __name__ == "__main__":
    main()
