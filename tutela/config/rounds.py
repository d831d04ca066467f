"""Checkpoints from time to time, while Tutela is served: no other daemon is needed.

Whoever serves calls `turn` often. When it is time, `tutela witness checkpoint` is started as a
program of its own; a round that lasts is not begun twice.
"""

from __future__ import annotations

import subprocess
import sys

from tutela.config.places import PROJECT, witnesses_file

MINUTES = 10
COMMAND = (sys.executable, "-c", "from tutela.config.cli import main; main()")


class Rounds:
    """The rounds of one serving program. ``now`` is a steady clock's seconds."""

    def __init__(self, minutes: float = MINUTES, command: tuple[str, ...] = COMMAND) -> None:
        self._every = minutes * 60
        self._command = [*command, "witness", "checkpoint", "--quiet"]
        self._last: float | None = None
        self._running: subprocess.Popen[bytes] | None = None

    def turn(self, now: float) -> bool:
        """Begin a round, if it is time and somebody holds our checkpoints. Was one begun?"""
        if self._running is not None and self._running.poll() is None:
            return False
        if self._last is not None and now - self._last < self._every:
            return False
        self._last = now
        if not witnesses_file().exists():
            return False
        self._running = subprocess.Popen(  # noqa: S603 - our own program, no shell
            self._command, stdin=subprocess.DEVNULL, cwd=PROJECT
        )
        return True

    def end(self) -> None:
        """Wait for a round that has begun: it ends by itself, in seconds."""
        if self._running is not None:
            self._running.wait()
