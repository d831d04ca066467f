"""Clerks for the tests: real processes, on the database of the test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from django.db import connections

PATIENCE = 120.0


def environment() -> dict[str, str]:
    """As the tests', but that a new process finds the test's own database."""
    place = connections["default"].settings_dict
    user, password = quote(place["USER"]), quote(place.get("PASSWORD") or "")
    where = urlencode({"host": place["HOST"]} if place["HOST"].startswith("/") else {})
    host = "" if where else f"{place['HOST']}:{place['PORT'] or 5432}"
    address = f"postgresql://{user}{':' if password else ''}{password}@{host}/{place['NAME']}"
    return os.environ | {"DATABASE_URL": f"{address}?{where}"}


@contextmanager
def clerk_at_work() -> Iterator[subprocess.Popen[bytes]]:
    """A clerk, and its end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tutela.config.clerk"], env=environment()
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise AssertionError("it never came to that")
        time.sleep(0.1)
