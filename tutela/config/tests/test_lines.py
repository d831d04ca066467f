"""Lines of the log, and settings that must not be told of real records."""

from __future__ import annotations

import logging

import pytest

from tutela.access.models import DatabasePurpose
from tutela.config import gunicorn
from tutela.config.lines import OneLine


def test_a_message_with_a_line_break_is_one_line():
    said = "refused\n2026-01-01 INFO tutela: everything is well"
    record = logging.LogRecord("tutela", logging.WARNING, "", 0, said, None, None)
    line = OneLine().format(record)
    assert "\n" not in line
    assert line.split()[0].endswith("Z")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("name", ["DEMONSTRATION", "DEBUG"])
def test_real_records_are_not_served_as_if_they_were_made_up(settings, name):
    setattr(settings, name, True)
    with pytest.raises(SystemExit, match="Nothing is served"):
        gunicorn.when_ready(None)
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    gunicorn.when_ready(None)
