"""Whether a record is open, read off its chronology. Pure."""

from __future__ import annotations

from tutela.access.entries import RecordClosed, RecordReopened
from tutela.chronology.entry import Chronology


def is_open(chronology: Chronology) -> bool:
    """Was the record never closed, or opened again since?"""
    last = chronology.of(RecordClosed, RecordReopened)
    return not last or isinstance(last[-1].content, RecordReopened)
