"""`tutela serve`, as ./run starts it: a process that ends everything it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from tutela.config import serve
from tutela.config.testing.plugin import FOLDER

TUTELA = Path(sys.executable).with_name("tutela")


@pytest.fixture
def environment(request):
    """A new installation's: its own folder and keys, and no database elsewhere."""
    ours = Path(os.environ[FOLDER], f"serve {abs(hash(request.node.name)) % 10**6}")
    taken_out = {"DATABASE_URL", "DATABASE_OWNER_URL", "TUTELA_MASTER_KEY", "TUTELA_SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in taken_out}
    return kept | {"TUTELA_DATA": str(ours)}


@pytest.fixture
def port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def serving(environment, port):
    """`tutela serve` on a free port; if the test fails, it still ends."""
    with subprocess.Popen(
        [TUTELA, "serve", "--empty", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process, wanted):
    said = []
    for line in process.stderr:
        said.append(line)
        if wanted in line:
            return said
    raise AssertionError(f"{wanted!r} was never said, but: {''.join(said)}")


def status_of_the_first_page(port):
    page = HTTPConnection("127.0.0.1", port)
    try:
        page.request("GET", "/")
        return page.getresponse().status
    finally:
        page.close()


def test_it_serves_and_however_it_ends_nothing_is_left_and_it_starts_again(environment, port):
    for how in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        with serving(environment, port) as process:
            said = read_until(process, "Ctrl-C stops it")
            assert any(f"http://127.0.0.1:{port}/" in line for line in said)
            assert status_of_the_first_page(port) < 500
            started = psutil.Process(process.pid).children(recursive=True)
            # The database, the web server and its two workers, at the least.
            assert len(started) >= 4
            process.send_signal(how)
            rest = process.stderr.read()
            process.wait()
        psutil.wait_procs(started)
        assert not any(child.is_running() for child in started)
        if how != signal.SIGKILL:
            assert process.returncode == 0
            assert "Stopped." in rest


def test_setting_up_again_makes_nothing_and_asks_for_the_key_it_made(environment):
    first = subprocess.run(
        [TUTELA, "serve", "--prepare", "--empty"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert first.stderr.splitlines() == [
        "Making a new database ...",
        "Bringing the database's tables up to date ...",
        "Tutela is set up. Start it with ./run",
    ]
    # Without --empty: what was begun for real work gets no made-up children later.
    second = subprocess.run(
        [TUTELA, "serve", "--prepare"], env=environment, capture_output=True, text=True, check=True
    )
    assert second.stderr.splitlines() == ["Tutela is set up. Start it with ./run"]

    # A lost key stops it before anything is changed.
    Path(environment["TUTELA_DATA"], "secrets", "master-key").unlink()
    third = subprocess.run(
        [TUTELA, "serve"], env=environment, capture_output=True, text=True, check=False
    )
    assert third.returncode == 1
    assert "The master key is missing" in third.stderr
    assert "Traceback" not in third.stderr


def test_a_port_in_use_is_told_at_once_and_nothing_is_begun(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = subprocess.run(
            [TUTELA, "serve", "--port", str(port)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use")
    assert "--port" in done.stderr
    assert not Path(environment["TUTELA_DATA"]).exists()


def test_whoever_starts_it_to_outlive_a_terminal_means_it(monkeypatch):
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, *serve.ENDED_BY)}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        serve._end_in_good_order()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        with pytest.raises(serve.StoppedError):
            signal.raise_signal(signal.SIGTERM)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def test_a_web_server_that_ends_by_itself_is_told():
    web = subprocess.Popen([sys.executable, "-c", ""])
    web.wait()
    with pytest.raises(serve.ServeError, match="The web server ended"):
        serve._must_live(web, None)
