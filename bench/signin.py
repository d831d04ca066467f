"""Does what an answer costs say whether an account or a code exists?

    .venv/bin/python -m bench.signin --times 60 [--json]

At each door, tries that fail for different reasons are compared (see `bench.telling`), with Argon2
as in production.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile

from bench.ground import a_database
from bench.telling import Told, Try, compare


def main() -> None:
    """Measure and print; exit status 1 where something is given away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    told: dict[str, Told] = {}
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        from django.conf import settings  # noqa: PLC0415 - needs Django

        # Against floods from one machine, which this is: it would answer instead of the door.
        settings.ACCOUNT_RATE_LIMITS = {}
        for door, (unlike, others) in {**_staff(), **_young()}.items():
            for reason, one in others.items():
                told[f"{door}, {reason}"] = compare(_afresh(one), _afresh(unlike), chosen.times)
    if chosen.json:
        print(json.dumps({name: str(one) for name, one in told.items()}, indent=1))
    else:
        for name, one in told.items():
            print(f"{name:<40} {one}")
    sys.exit(not all(one.says_nothing for one in told.values()))


def _afresh(tried: Try) -> Try:
    """The same try, before which nothing was counted."""
    from tutela.signin.models import Tries  # noqa: PLC0415 - needs Django

    def anew() -> None:
        Tries.objects.all().delete()
        tried()

    return anew


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
