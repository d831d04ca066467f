"""How a line of the log is written: one line, in Coordinated Universal Time."""

from __future__ import annotations

import logging
import time


class OneLine(logging.Formatter):
    """A message with a line break in it stays one line, so that nobody can write a second one."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The line, without the traceback that may follow it."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")
