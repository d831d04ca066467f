"""What a child's page says of a move to another authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.protection.transfer.derive import TransferState, transfer_now
from tutela.web import rooms
from tutela.web.components import Row, State, Tag


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """Moved, and nobody there has signed for it."""
    now = transfer_now(record.chronology, at)
    if now is not None and now.state(at) is TransferState.MOVED and now.gap(at):
        yield Tag(_("Moved, and nobody there has signed for it"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The last transfer."""
    now = transfer_now(record.chronology, at)
    state = now.state(at) if now is not None else None
    if state is not None:
        yield Row(_("Move to another authority"), _(state.label))


rooms.tell_states("transfer", what_must_be_seen)
rooms.tell_standing("transfer", 38, where_it_stands)
