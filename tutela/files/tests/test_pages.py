"""Documents on pages: who adds, opens and corrects which, and what comes out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.opening import join_circle
from tutela.files.tests import samples
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TOLD = {
    "title": "Letter from the college",
    "shows": "A letter. It says that she has a place from January.",
    "given_by": "The young person",
    "received-day": "20",
    "received-month": "11",
    "received-year": "2026",
    "keep_original": "no",
}


def add(
    client: Client,
    child: UUID,
    data: bytes,
    name: str,
    about: str = "document-education",
    **more: str,
) -> object:
    sent = SimpleUploadedFile(name, data)
    told = {**TOLD, "about": about, "_entry": str(uuid4()), "file": sent, **more}
    return client.post(reverse("add_document", args=[child]), told)


def added(client: Client, child: UUID, data: bytes, name: str, **more: str) -> UUID:
    answer = add(client, child, data, name, **more)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer.url.split("/")[-3])


def opened(client: Client, child: UUID, entry: UUID) -> object:
    answer = client.get(reverse("document_file", args=[child, entry]))
    assert answer.status_code == 200
    return answer


def join(minh: UUID, cast: SimpleNamespace, who: str, role: Role) -> None:
    join_circle(
        getattr(cast, who), child=minh, role=role, ground=Basis.SAFEGUARDING, by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )  # fmt: skip


def test_a_photograph_comes_out_as_a_picture_and_nothing_else(minh, as_):
    alma = as_("alma")
    entry = added(alma, minh, samples.photograph(orientation=6), "IMG_2041.JPG")
    answer = opened(alma, minh, entry)
    assert answer["Content-Type"] == "image/jpeg"
    assert samples.CANARY not in answer.content
    with Image.open(BytesIO(answer.content)) as picture:
        # Turned as it should be seen, with a strip below.
        assert picture.width == 64
        assert picture.height > 96
        assert not picture.getexif()
