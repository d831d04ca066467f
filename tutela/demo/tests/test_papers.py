"""The documents of a demonstration can be opened."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connections, transaction

from tutela.access.viewer import viewer_of
from tutela.demo import loading
from tutela.demo.loading import load
from tutela.demo.vignettes.cast import TAMSIN
from tutela.doors.gate import open_gate
from tutela.doors.reading import read
from tutela.files.cleaning.outcome import Cleaned, Form
from tutela.files.entries import DOCUMENTS, Document
from tutela.files.keeping import COPY, opened
from tutela.files.proving import must_be_inert
from tutela.people.models import Practitioner

FRIDAY = date(2026, 11, 20)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_documents_of_a_demonstration_open(monkeypatch):
    monkeypatch.setattr(loading, "today", lambda: FRIDAY)
    assert list(load(1, seed=1, on=FRIDAY))[-1] == 1
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM people_child")
        (child,) = cursor.fetchone()
    tamsin = viewer_of(Practitioner.objects.get(id=TAMSIN.id))
    papers = read(child, as_=tamsin).chronology.of(*DOCUMENTS)
    assert len(papers) == 11
    with transaction.atomic():
        gate = open_gate(child, tamsin)
        for entry in papers:
            said = entry.says(Document)
            data = opened(child=child, entry=entry.id, part=COPY, key=gate.key, digest=said.digest)
            assert len(data) == said.size
            must_be_inert(Cleaned(Form(said.kept_as.value), data))
