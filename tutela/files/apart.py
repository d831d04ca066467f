"""Has a file opened in a process of its own, and looks again at what comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any

from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why
from tutela.files.proving import must_be_inert

PATIENCE = 9.0
"""Seconds that a file may take, whatever the machine is doing."""


@dataclass(frozen=True)
class Opened:
    """What came of a file, and which walls stood round the process that opened it."""

    cleaned: Cleaned
    walls: tuple[str, ...] = field(default=())


def opened(job: str, source: IO[bytes], *words: str) -> Opened:
    """Do a job of `tutela.files.cleaning.worker` on a file, which is read from its beginning.

    Raises Refused; a process that dies or takes too long refuses its file.
    """
    source.seek(0)
    with TemporaryFile() as answer:
        _run([job, *words], source, answer)
        answer.seek(0)
        head = _head(answer.readline(4096))
        data = answer.read()
    if "refused" in head:
        raise Refused(Why(str(head["refused"])))
    try:
        left = tuple(Left(str(one)) for one in head["left_out"])
        cleaned = Cleaned(Form(str(head["form"])), data, left, int(head["pages"]))
        walls = tuple(str(wall) for wall in head["walls"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(Why.DAMAGED) from error
    must_be_inert(cleaned)
    return Opened(cleaned, walls)


def _run(words: list[str], source: IO[bytes], answer: IO[bytes]) -> None:
    command = [sys.executable, "-I", "-X", "utf8", "-m", "tutela.files.cleaning.worker", *words]
    try:
        # Nothing of our environment: it may hold the master key.
        subprocess.run(  # noqa: S603 - our own program, and words of our own
            command,
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "OPENPYXL_LXML": "False", "MALLOC_ARENA_MAX": "1"},
            cwd=os.sep,
            timeout=PATIENCE,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Why.TOO_SLOW) from error


def _head(line: bytes) -> dict[str, Any]:
    """The first line of the answer. None came where the process was ended for what it used."""
    try:
        head = json.loads(line)
    except ValueError as error:
        raise Refused(Why.BOMB) from error
    if not isinstance(head, dict):
        raise Refused(Why.DAMAGED)
    return head
