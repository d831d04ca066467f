"""Does what an answer costs say that a child is known, to who stands outside the circle?

    .venv/bin/python -m bench.existence --times 100 [--json]

Somebody with children of their own asks about a child of another council and about none: pages,
search by name, reference and number, entries, packages, links of guests (see `bench.telling`).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from bench.ground import a_database
from bench.telling import Try, compare

CHILDREN = 8
"""Of whom whoever asks leads half: a search opens their names."""

HIDDEN_NAME, HIDDEN_NUMBER = "Zsófia Farkasházy", "943 476 5919"
NO_NAME, NO_NUMBER = "Zsúzsa Farkasvölgy", "401 023 2137"


def main() -> None:
    """Measure and print; exit status 1 where something is given away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        told = {name: compare(*pair, chosen.times) for name, pair in _pairs().items()}
    if chosen.json:
        print(json.dumps({name: str(one) for name, one in told.items()}, indent=1))
    else:
        for name, one in told.items():
            print(f"{name:<40} {one}")
    sys.exit(not all(one.says_nothing for one in told.values()))


def _pairs() -> dict[str, tuple[Try, Try]]:
    """Each question about what exists, beside the same about what does not."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django

    child, reference, entry, sent, link = _hidden()
    client = _somebody_else()
    nobody, nothing = uuid4(), uuid4()

    def get(name: str, *arguments: object) -> Try:
        return lambda: client.get(reverse(name, args=arguments))

    def post(name: str, *arguments: object, **data: str) -> Try:
        return lambda: client.post(reverse(name, args=arguments), data)

    def find(words: str) -> Try:
        return post("search", words=words)

    return {
        "a child's page": (get("child", child), get("child", nobody)),
        "where the child is": (get("where", child), get("where", nobody)),
        "the circle": (get("circle", child), get("circle", nobody)),
        "sharing": (get("sharing", child), get("sharing", nobody)),
        "a question page": (
            get("record_ask", child, "name-stated"), get("record_ask", nobody, "name-stated"),
        ),
        "an entry of that child": (get("entry", child, entry), get("entry", nobody, nothing)),
        "recording for that child": (
            post("record_check", child, "name-stated", full="A name"),
            post("record_check", nobody, "name-stated", full="A name"),
        ),
        "search by the whole name": (find(HIDDEN_NAME), find(NO_NAME)),
        "search by the reference": (find(reference), find(reference[::-1])),
        "search by the number": (find(HIDDEN_NUMBER), find(NO_NUMBER)),
        "a package": (get("parcel", sent), get("parcel", nothing)),
        "a guest's link": (
            _guest(link), _guest("a" * len(link)),
        ),
    }  # fmt: skip


def _guest(token: str) -> Try:
    """A link with a wrong code, each time as if it were the first."""
    from django.db import connections  # noqa: PLC0415 - needs Django
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tutela.signin.models import Tries  # noqa: PLC0415

    address = reverse("invited_by_link", args=[token])

    def tried() -> None:
        Tries.objects.all().delete()
        with connections["owner"].cursor() as owner:
            owner.execute("UPDATE sharing_invitation SET failures = 0")
        Client(SERVER_NAME="localhost").post(address, {"code": "2222-2222"})

    return tried


def _hidden() -> tuple[UUID, str, UUID, UUID, str]:
    """A child of Alma's: the id, the reference, an entry, a package, the secret of a link."""
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.config.testing.cast import make_cast  # noqa: PLC0415
    from tutela.doors.gate import open_gate  # noqa: PLC0415
    from tutela.doors.opening import open_record  # noqa: PLC0415
    from tutela.doors.recording import record  # noqa: PLC0415
    from tutela.identity.entries import Identifier, IdentifierKind, NameStated  # noqa: PLC0415
    from tutela.people.roles import Role  # noqa: PLC0415
    from tutela.sharing import inviting  # noqa: PLC0415
    from tutela.sharing.answers import HowSent  # noqa: PLC0415
    from tutela.sharing.tests import whole  # noqa: PLC0415

    make_cast("owner")
    alma, stella = _viewer("alma"), _viewer("stella")
    children, names = [], []
    for number in range(CHILDREN):
        by = stella if number % 2 else alma
        child = open_record(by=by, role=Role.LEAD_WORKER, why="To measure")
        name = record(
            NameStated(
                full=HIDDEN_NAME if number == 0 else f"Child {number}",
                kind="legal", use="wished", script="latin", stated_by="child",
            ),
            child=child, by=by, happened=Moment.day(date(2026, 11, 3)),
        )  # fmt: skip
        children.append(child)
        names.append(name.id)
    hidden = children[0]
    entry = whole.tell(Identifier(which=IdentifierKind.NHS, value=HIDDEN_NUMBER), hidden, alma)
    sent = whole.sent(hidden, alma, whole.outside(), {names[0]}, how=HowSent.LINK)
    with transaction.atomic():
        gate = open_gate(hidden, alma)
        link = inviting.invite(gate, sent).token
        reference = gate.reference
    return hidden, reference, entry, sent, link


def _viewer(who: str) -> Any:
    from tutela.access.viewer import viewer_of  # noqa: PLC0415 - needs Django
    from tutela.config.testing.cast import email_of  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    return viewer_of(Practitioner.objects.get(email=email_of(who)))


def _somebody_else() -> Any:
    """Stella of another council, signed in."""
    from django.conf import settings  # noqa: PLC0415 - needs Django
    from django.test import Client  # noqa: PLC0415

    from tutela.config.testing.proving import proven  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    settings.DEMONSTRATION = True
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Practitioner.objects.get(id=_viewer("stella").id), "tutela.signin.backend.PasswordBackend"
    )
    return proven(client)


if __name__ == "__main__":
    main()
