"""What each page costs beside an empty page of the same process, with any number of children.

    .venv/bin/python -m bench.pages --children 1000
    .venv/bin/python -m bench.pages --children 200000 --data FOLDER     (kept, and used again)

CPU of the program and of its database session together, median of alternating rounds, in process
(no web server, no network). Targets: a child's page with 60 entries 8 x, every other page 6 x,
recording 3 x an ordinary form that inserts one row.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.ground import a_database

ENTRIES = 60
DEMONSTRATION = "tutela.demo.signin.DemonstrationBackend"
GENDER = {
    "_kind": "gender", "happened-day": "2", "happened-month": "3", "happened-year": "2026",
    "gender": "female", "stated_by": "child",
}  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--data", help="a folder to keep the database in, and to use again")
    parser.add_argument("--times", type=int, default=20)
    chosen = parser.parse_args()
    with _folder(chosen.data) as folder, a_database(folder):
        _load(chosen.children)
        _measure(chosen.times, chosen.children)


@contextmanager
def _folder(named: str | None) -> Iterator[str]:
    if named:
        Path(named).mkdir(exist_ok=True)
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        yield folder


def _load(children: int) -> None:
    from tqdm import tqdm  # noqa: PLC0415

    from tutela.demo.loading import load, today  # noqa: PLC0415 - needs Django
    from tutela.doors.rebuilding import count_children  # noqa: PLC0415

    if count_children() == 0:
        with tqdm(total=children, unit=" children") as bar:
            for written in load(children, seed=1, on=today()):
                bar.update(written - bar.n)


def _measure(times: int, children: int) -> None:
    from django.conf import settings  # noqa: PLC0415 - needs Django
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from bench.clock import medians, report  # noqa: PLC0415
    from tutela.demo.localities import personas  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "bench.plain"
    settings.DEMONSTRATION = True
    who = {p.manages: p for p in _people([p.email for p in personas()][:2])}
    worker, manager = Client(), Client()
    worker.force_login(who[False], DEMONSTRATION)
    manager.force_login(who[True], DEMONSTRATION)
    child = _full_child(who[False])

    def page(client: Client, address: str) -> Callable[[], object]:
        def get() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return get

    def search(client: Client) -> Callable[[], object]:
        def post() -> None:
            answer = client.post(reverse("search"), {"words": "minh"})
            assert answer.status_code == 200, answer.status_code

        return post

    pages = [
        ("an empty page", page(worker, "/bench/empty/")),
        (f"a child's page, {ENTRIES} entries", page(worker, reverse("child", args=[child]))),
        ("my children", page(worker, reverse("my_children"))),
        ("search", search(worker)),
        ("duties, my children", page(worker, reverse("board"))),
        ("duties, an agency (manager)", page(manager, reverse("board"))),
    ]
    reach = Practitioner.objects.count()
    title = f"Pages at {children:,} children ({reach:,} practitioners)"
    report(title, medians(pages, times=times), "an empty page")
    report("Recording", _recording(worker, child, times), "an ordinary form, one row")


def _people(emails: list[str]) -> Any:
    from tutela.people.models import Practitioner  # noqa: PLC0415

    return Practitioner.objects.filter(email__in=emails)


def _full_child(worker: Any) -> UUID:
    """A child of the worker's, with sixty entries; another one where a database is used again."""
    from datetime import date  # noqa: PLC0415

    from tutela.access.asked import Action, ChildState  # noqa: PLC0415
    from tutela.access.viewer import viewer_of  # noqa: PLC0415
    from tutela.chronology.kinds import Category  # noqa: PLC0415
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.caseload import caseload  # noqa: PLC0415
    from tutela.doors.reading import read  # noqa: PLC0415
    from tutela.doors.recording import record  # noqa: PLC0415
    from tutela.identity.entries import Gender, GenderStated, StatedBy  # noqa: PLC0415

    viewer = viewer_of(worker)
    for known in caseload(viewer).children:
        it = read(known.child, as_=viewer)
        fits = known.state is ChildState.OPEN and len(it.chronology) <= ENTRIES
        if fits and it.may(Action.RECORD, Category.IDENTITY):
            break
    for _ in range(ENTRIES - len(it.chronology)):
        record(
            GenderStated(gender=next(iter(Gender)), stated_by=next(iter(StatedBy))),
            child=it.child, by=viewer, happened=Moment.day(date(2026, 3, 2)),
        )  # fmt: skip
    return it.child


def _recording(client: Any, child: UUID, times: int) -> dict[str, float]:
    """CPU of sending a checked entry, and of an ordinary form, each prepared apart."""
    from statistics import median  # noqa: PLC0415

    from django.urls import reverse  # noqa: PLC0415

    from bench.clock import cpu_of  # noqa: PLC0415

    ask = reverse("record_ask", args=[child, "gender"])
    check = reverse("record_check", args=[child, "gender"])
    plain, recorded = [], []
    for _ in range(times):
        plain.append(cpu_of(lambda: client.post("/bench/form/", {"words": "some words"}), times=1))
        form = client.get(ask).content.decode()
        entry = re.search(r'name="_entry" value="([^"]+)"', form)
        assert entry is not None
        sent = client.post(ask, {**GENDER, "_entry": entry[1]})
        assert sent.status_code == 302, sent.content.decode()[:2000]
        answers: list[Any] = []
        recorded.append(
            cpu_of(lambda: answers.append(client.post(check, {"_entry": entry[1]})), times=1)  # noqa: B023
        )
        assert "recorded" in answers[0].url
    return {"an ordinary form, one row": median(plain), "recording an entry": median(recorded)}


if __name__ == "__main__":
    main()
