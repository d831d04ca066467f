"""Checkpoints from time to time, while Tutela is served."""

from __future__ import annotations

import sys

import pytest

from tutela.config import places
from tutela.config.rounds import COMMAND, Rounds

ENDS = (sys.executable, "-c", "")


@pytest.fixture
def witnessed(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTELA_WITNESSES", str(tmp_path / "witnesses.toml"))
    places.witnesses_file().write_text('origin = "a"\n')


def test_a_round_is_begun_every_ten_minutes(witnessed):
    rounds = Rounds(minutes=10, command=ENDS)
    assert rounds.turn(1000.0)
    rounds.end()
    assert not rounds.turn(1599.0)
    assert rounds.turn(1600.0)
    rounds.end()


def test_a_round_that_lasts_is_not_begun_twice(witnessed):
    waits = (sys.executable, "-c", "import sys; sys.stdin.read(); import time; time.sleep(30)")
    rounds = Rounds(minutes=0, command=waits)
    assert rounds.turn(0.0)
    assert not rounds.turn(1.0)
    rounds._running.terminate()
    rounds.end()
    assert rounds.turn(2.0)
    rounds._running.terminate()
    rounds.end()


def test_where_nobody_holds_checkpoints_no_round_is_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTELA_WITNESSES", str(tmp_path / "none"))
    rounds = Rounds(command=ENDS)
    assert not rounds.turn(0.0)
    rounds.end()
    # What is begun is the command line, asked for a checkpoint.
    assert rounds._command[: len(ENDS)] == list(ENDS)
    assert rounds._command[len(ENDS) :] == ["witness", "checkpoint", "--quiet"]
    assert COMMAND[0] == sys.executable
