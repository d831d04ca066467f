"""What a child's page says of what the young person wrote and nobody answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.voice.derive import unanswered
from tutela.web import rooms
from tutela.web.components import Lines, Link, Row
from tutela.web.dates import moment_in_words


def what_waits_for_an_answer(record: Record, at: datetime) -> Iterator[Row]:
    """Each message that this reader may read and that has no answer."""
    waiting = [
        Link(f"{_(one.said.what.label)}, {moment_in_words(one.entry.happened)}",
             f"#entry-{one.entry.id}")
        for one in unanswered(record.chronology)
    ]  # fmt: skip
    if waiting:
        yield Row(_("The young person wrote; not answered yet"), Lines(waiting))


rooms.tell_standing("voice", 5, what_waits_for_an_answer)
