"""The web's own fixtures: somebody signed in. And a small protected release, made up."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.tests.test_protection import cells_file
from tutela.evidence.vintages.snapshot import Options, Snapshot
from tutela.statistics.releases import all_releases
from tutela.web.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]


@pytest.fixture(scope="session")
def made():
    """The files of a protected release of a few made-up referrals."""
    words = Publication(
        is_demonstration=True,
        producer="Tutela’s tests",
        contact="stats@tests.example",
        next_release="Never.",
        released="In a test.",
    )
    inputs = {"cells.csv": cells_file(), "publication.json": words.to_json()}
    options = Options(label="2023 Q2", dated=date(2023, 7, 3), exact=False)
    return Snapshot(options, inputs).make().files


def archive(files, folder="release/"):
    """Files as one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(f"{folder}{name}", content)
    return out.getvalue()


def upload(files, name="release.zip"):
    """An archive as a browser sends it."""
    return SimpleUploadedFile(name, files if isinstance(files, bytes) else archive(files))


def bring(client, files, reason="The second quarter. Totals compared with the first."):
    """Bring a draft."""
    return client.post(reverse("releases"), {"file": upload(files), "reason": reason})


def step(client, kind, reason="Looked at every table and sentence."):
    """Take a step with the only release."""
    [told] = all_releases()
    return client.post(reverse("release", args=[told.release.id]), {"step": kind, "reason": reason})


@pytest.fixture(autouse=True)
def _key(settings, tmp_path):
    settings.RELEASE_KEY_FILE = tmp_path / "secrets" / "release-key"


@pytest.fixture
def drafted(as_, made):
    """A release that Ada has brought."""
    assert bring(as_("ada"), made).status_code == 302
    [told] = all_releases()
    return told


@pytest.fixture
def published(as_, drafted):
    """The same, checked by Rory and published by Ada."""
    assert step(as_("rory"), "checked").status_code == 302
    assert step(as_("ada"), "published").status_code == 302
    return drafted
