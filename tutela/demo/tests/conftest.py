"""One caseload for all tests of this room that only read it."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.moment import day_start
from tutela.demo.loading import caseload

NOW = day_start(date(2026, 11, 20))


@pytest.fixture(scope="session")
def records():
    """Two thousand records as they stand on a Friday in November 2026."""
    return list(caseload(2_000, seed=1, now=NOW))
