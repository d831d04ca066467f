"""The process that opens files can do nothing else, and a stranger's file can't reach past it."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest

from tutela.files import apart, malware
from tutela.files.apart import opened
from tutela.files.cleaning.outcome import Refused, Why
from tutela.files.malware import COMMAND, must_be_clean
from tutela.files.receiving import nameless
from tutela.files.tests import samples

TRIES = """
import os, socket, sys
from tutela.files.cleaning.walls import shut_in
walls = shut_in(threads={threads})
def tries(what):
    try:
        what()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(*walls, sep="+")
print(
    tries(lambda: open("/etc/passwd")),
    tries(lambda: open("/tmp/a-file-of-mine", "w")),
    tries(lambda: os.listdir("/")),
    tries(socket.socket),
    tries(os.fork),
    tries(lambda: os.execv("/bin/true", ["true"])),
    tries(lambda: os.kill(os.getppid(), 0)),
    tries(lambda: bytearray(600_000_000)),
)
"""


@pytest.mark.parametrize("threads", [False, True])
def test_behind_the_walls_nothing_can_be_opened_sent_started_or_filled(threads: bool):
    done = subprocess.run(
        [sys.executable, "-c", TRIES.format(threads=threads)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    walls, tries = done.stdout.splitlines()
    assert {"limits", "few calls"} <= set(walls.split("+"))
    assert tries.split() == ["PermissionError"] * 7 + ["MemoryError"]


def test_the_opener_gets_nothing_of_our_environment(monkeypatch):
    asked = {}
    monkeypatch.setattr(subprocess, "run", lambda command, **how: asked.update(how))
    with nameless() as source, pytest.raises(Refused):
        opened("txt", source)
    assert not {name for name in asked["env"] if name.startswith(("TUTELA", "DATABASE", "PG"))}
    assert asked["cwd"] == os.sep


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with nameless() as source:
        source.write(samples.pdf())
        source.flush()
        with pytest.raises(Refused) as refused:
            opened("pdf", source)
    assert refused.value.why is Why.TOO_SLOW


@pytest.mark.parametrize(
    "answer", [b"", b"[]\n", b'{"form":"jpeg"}\n', b'{"form":"exe"}\n', b"\xff"]
)
def test_an_answer_that_is_none_refuses_the_file(monkeypatch, answer):
    monkeypatch.setattr(apart, "_run", lambda words, source, into: into.write(answer))
    with nameless() as source, pytest.raises(Refused):
        opened("txt", source)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("true", None),
        ("sh -c 'exit 1'", Why.MALWARE),
        ("sh -c 'exit 2'", Why.NOT_SCANNED),
        ("a-scanner-that-is-not-there", Why.NOT_SCANNED),
        ("sh -c 'grep -q EICAR && exit 1 || exit 0'", Why.MALWARE),
    ],
)
def test_the_scanner_of_the_agency_is_believed_and_its_silence_refuses(monkeypatch, command, why):
    monkeypatch.setenv(COMMAND, command)
    with nameless() as source:
        source.write(b"EICAR")
        source.flush()
        if why is None:
            assert must_be_clean(source)
            return
        with pytest.raises(Refused) as refused:
            must_be_clean(source)
    assert refused.value.why is why


def test_a_scanner_that_does_not_answer_refuses(monkeypatch):
    monkeypatch.setenv(COMMAND, "sleep 30")
    monkeypatch.setattr(malware, "PATIENCE", 0.05)
    with nameless() as source, pytest.raises(Refused) as refused:
        must_be_clean(source)
    assert refused.value.why is Why.NOT_SCANNED


def test_without_a_scanner_nothing_is_scanned(monkeypatch):
    monkeypatch.delenv(COMMAND, raising=False)
    assert not must_be_clean(BytesIO(b"anything"))
