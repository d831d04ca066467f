"""Before anything else is imported: a folder of the tests' own, and keys that protect nothing.

Named with `-p` in pyproject.toml, because Django's settings are read before any conftest. It
imports nothing of Tutela, so that coverage sees every import.
"""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

PREFIX = "tutela-test-"
FOLDER = "TUTELA_TEST_FOLDER"
SERVER = pytest.StashKey[ExitStack]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Give the session its folder; the workers of xdist inherit it from the controller."""
    if FOLDER in os.environ:
        return
    _remove_what_killed_sessions_left()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    # PostgreSQL's own user must be able to pass through when root runs the tests.
    folder.chmod(0o711)
    os.environ[FOLDER] = str(folder)
    os.environ["TUTELA_DATA"] = str(folder)
    os.environ["TUTELA_SECRET_KEY"] = "a key that only the tests use"  # noqa: S105 - no secret
    os.environ["TUTELA_MASTER_KEY"] = base64.b64encode(bytes(range(32))).decode()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Under xdist the controller holds the server, so that it outlives each worker."""
    config = session.config
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        from tutela.config.testing.database import session_server  # noqa: PLC0415 - see above

        config.stash[SERVER] = ExitStack()
        config.stash[SERVER].enter_context(session_server())


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """The session's own process ends the server, and then removes its folder; workers don't."""
    if not hasattr(config, "workerinput"):
        config.stash.get(SERVER, ExitStack()).close()
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def _remove_what_killed_sessions_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        session = folder.name.removeprefix(PREFIX).partition("-")[0]
        ours = folder.stat().st_uid == os.geteuid()
        if ours and not Path("/proc", session).exists():
            shutil.rmtree(folder, ignore_errors=True)
