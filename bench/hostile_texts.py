"""Sends hostile texts into every field of every form that a lead worker can reach.

    .venv/bin/python -m bench.hostile_texts [--every 1] [--json]

In the record of one made-up child with most kinds of entry. Forms are found by following links,
so none is forgotten. Counted: server errors (0), parts of a page that a text became (0), and real
names that a box for words refuses (0). ``--every 10`` sends each tenth text, for a quick look.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from typing import Any

from bench.ground import a_database


def main() -> None:
    """Send and print; exit status 1 where a figure is not 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        figures = _measure(chosen.every)
    if chosen.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
    sys.exit(bool(figures["server_errors"] or figures["executed"] or figures["names_refused"]))


def _measure(every: int) -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415 - needs Django
    from django.urls import reverse  # noqa: PLC0415
    from tqdm import tqdm  # noqa: PLC0415

    from tutela.access.viewer import viewer_of  # noqa: PLC0415
    from tutela.demo.loading import load, today  # noqa: PLC0415
    from tutela.demo.vignettes.cast import TAMSIN  # noqa: PLC0415
    from tutela.doors.caseload import caseload  # noqa: PLC0415
    from tutela.files.tests.sending import Sent, forms_from, send_all  # noqa: PLC0415
    from tutela.files.tests.texts import HOSTILE  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    for _ in load(1, seed=1, on=today()):
        pass
    # Of those whom she leads, the one of whom most was told.
    hers = caseload(viewer_of(Practitioner.objects.get(id=TAMSIN.id))).children
    child = max(hers, key=_entries).child
    client = _signed_in(Client())
    starts = ["/", *(reverse(page, args=[child]) for page in ("child", "record", "documents"))]
    forms = forms_from(client, starts)
    texts = HOSTILE[::every]
    began, done = time.monotonic(), Sent()
    sending = send_all(client, forms, texts)
    for so_far in tqdm(sending, total=len(forms), unit=" forms", disable=None):
        done = so_far
    return {
        "texts": len(texts), "forms": done.forms, "fields": done.fields, "sendings": done.sent,
        "texts_into_fields": done.fields * len(texts), "server_errors": len(done.errors),
        "executed": len(done.run), "names_refused": _refused_names(),
        "seconds": round(time.monotonic() - began), "errors": done.errors[:20],
        "became_part_of_a_page": done.run[:20],
    }  # fmt: skip


def _entries(child: Any) -> int:
    from django.db import connections  # noqa: PLC0415 - needs Django

    with connections["owner"].cursor() as owner:
        owner.execute("SELECT head_place FROM people_child WHERE id = %s", [child.child])
        return int(owner.fetchone()[0])


def _signed_in(client: Any) -> Any:
    """The lead worker of the first made-up child, who has just proved who they are."""
    from django.conf import settings  # noqa: PLC0415 - needs Django

    from tutela.config.testing.proving import proven  # noqa: PLC0415
    from tutela.demo.vignettes.cast import TAMSIN  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEMONSTRATION = True
    client.force_login(
        Practitioner.objects.get(id=TAMSIN.id), "tutela.demo.signin.DemonstrationBackend"
    )
    return proven(client)


def _refused_names() -> int:
    from tutela.files.tests.test_texts import fields_of_words  # noqa: PLC0415 - needs Django
    from tutela.files.tests.texts import NAMES  # noqa: PLC0415
    from tutela.web.asking.answers import Answers  # noqa: PLC0415
    from tutela.web.asking.asks import Unreadable  # noqa: PLC0415

    refused = 0
    for _kind, ask in fields_of_words():
        for name in NAMES:
            try:
                refused += ask.read(Answers({ask.name: [name]})) != name
            except Unreadable:
                refused += 1
    return refused


if __name__ == "__main__":
    main()
