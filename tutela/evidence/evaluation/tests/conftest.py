"""A registered study with its data, in a folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tutela.evidence.evaluation import advocates
from tutela.evidence.evaluation.data import read_data
from tutela.evidence.evaluation.register import register

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def later(days=1):
    return START + timedelta(days=days)


@pytest.fixture
def protocol():
    return advocates.study()


@pytest.fixture
def registered(protocol, tmp_path):
    return register(protocol, tmp_path / "study", by="Alma", at=START)


@pytest.fixture
def data_folder(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, content in advocates.files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def data(protocol, data_folder):
    return read_data(protocol, data_folder)
