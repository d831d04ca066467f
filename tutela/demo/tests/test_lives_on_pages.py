"""Each life that was written by hand is lived through once more, by the same people, on the pages.

Whatever a worker can record is asked, answered step by step, checked and recorded as in a browser
without JavaScript; what comes of it is what the story says. Of each kind the first entry goes
through its pages, and its later ones through the door, which is the same for both.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tutela.access.models import DatabasePurpose
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Content, kind_of
from tutela.demo.people_of import make_people
from tutela.demo.vignettes import STORIES, vignettes
from tutela.doors.importing import Planned, PlannedChild
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.doors.recording import correct, record, withdraw
from tutela.people.models import Practitioner
from tutela.web.asking.form import REASON, REFERS_TO, form_of

MOST_STEPS = 12
OF_THE_HOUSE = frozenset({"emergency-opened"})
"""The house itself writes these when somebody comes in; the tests of emergencies tell them."""


class Living:
    """One life, told again by whoever wrote each entry."""

    def __init__(self, life: PlannedChild) -> None:
        self.life = life
        self.clients: dict[UUID, Client] = {}
        self.asked: set[str] = set()
        self.left_out: set[UUID | None] = set()

    def live(self) -> None:
        """From the opening of the record to its last entry."""
        life = self.life
        open_record(
            by=life.opened_by, role=life.role, why=life.why, child=life.id, recorded=life.recorded
        )
        for planned in life.entries:
            slug = kind_of(planned.content).slug
            if slug in OF_THE_HOUSE or planned.refers_to in self.left_out:
                self.left_out.add(planned.id)
                continue
            if planned.withdraws or not kind_of(slug).offered or slug in self.asked:
                self.through_the_door(planned)
            else:
                self.asked.add(slug)
                self.on_pages(planned)

    def through_the_door(self, planned: Planned) -> None:
        at = {"child": self.life.id, "by": planned.by, "id": planned.id}
        if planned.withdraws:
            withdraw(planned.withdraws, reason=planned.reason, **at)
        elif planned.corrects:
            at |= {"happened": planned.happened, "reason": planned.reason}
            correct(planned.corrects, planned.content, **at)
        else:
            at |= {"happened": planned.happened, "refers_to": planned.refers_to}
            record(planned.content, **at)

    def on_pages(self, planned: Planned) -> None:
        """Asked, checked, recorded, and read again as it was told."""
        slug, client = kind_of(planned.content).slug, self.client(planned.by.id)
        what = "correct" if planned.corrects else "record"
        where = [self.life.id, planned.corrects or slug]
        ask, check = reverse(f"{what}_ask", args=where), reverse(f"{what}_check", args=where)
        sent = self.boxes(planned) | {"_entry": str(planned.id), "_kind": slug}
        assert client.get(ask).status_code == 200
        for _ in range(MOST_STEPS):
            answer = client.post(ask, sent)
            assert answer.status_code == 302, f"{slug}: {_said(answer)}"
            ask = answer.url
            if ask == check:
                break
        assert client.get(check).status_code == 200
        done = client.post(check, {"_entry": str(planned.id)})
        assert done.status_code == 302, f"{slug}: {_said(done)}"
        assert client.get(done.url).status_code == 200
        found = read(self.life.id, as_=planned.by).chronology.entry(planned.id)
        kept = {name: getattr(found.content, name) for name in found.kept_back}
        assert _unordered(found.content) == _unordered(planned.content.model_copy(update=kept))

    def boxes(self, planned: Planned) -> dict[str, list[str]]:
        """What would be typed and ticked."""
        kind = kind_of(planned.content)
        entry = Entry(
            id=uuid4(), child=self.life.id, place=0, kind=kind, category=kind.category,
            content=planned.content, happened=planned.happened, recorded=timezone.now(),
            by=planned.by.id, by_name="", agency=planned.by.agency, agency_name="",
        )  # fmt: skip
        answers = form_of(kind.slug).answers_of(entry)
        boxes = {name: list(answers.many(name)) for name in answers}
        if planned.refers_to:
            boxes[REFERS_TO] = [str(planned.refers_to)]
        if planned.corrects:
            boxes[REASON] = [planned.reason]
        return boxes

    def client(self, who: UUID) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            self.clients[who].force_login(Practitioner.objects.get(id=who))
        return self.clients[who]


def _unordered(content: Content) -> dict[str, Any]:
    """What it says. Ticked boxes come in the order of their list, not in that of the telling."""
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value
        for name, value in content.plain().items()
    }


def _said(answer: Any) -> str:
    """The problems that a page shows."""
    page = answer.context["page"] if answer.context else None
    return str([p.message for part in page.head for p in getattr(part, "problems", ())])


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("number", range(len(STORIES)), ids=[s.__name__ for s in STORIES])
def test_a_life_can_be_lived_through_on_the_pages(number, settings):
    settings.DEMONSTRATION = True
    make_people(3, using="owner")
    # So that the record may be opened in the past, before anybody leaves its circle.
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    living = Living(vignettes(seed=1, now=timezone.now())[number])
    living.live()
    assert len(living.asked) >= 5
