"""A person's own notices."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.notices.models import Notice

MOST = 100


def notices_of(viewer: Viewer) -> tuple[Notice, ...]:
    """The viewer's notices, those not read first, then the latest. Nobody else's are ever shown."""
    with one_transaction():
        stand_at_the_door(viewer)
        rows = Notice.objects.filter(practitioner_id=viewer.id).select_related("practitioner")
        # Not read: no time of reading, which PostgreSQL puts first.
        return tuple(rows.order_by("-read_at", "-at")[:MOST])


def count_unread(viewer: Viewer) -> int:
    """How many notices the viewer has not read. The scope of the transaction is theirs already."""
    return Notice.objects.filter(practitioner_id=viewer.id, read_at__isnull=True).count()


def mark_read(notice: UUID, *, by: Viewer) -> None:
    """The viewer has read this notice of theirs."""
    with one_transaction():
        stand_at_the_door(by)
        Notice.objects.filter(id=notice, practitioner_id=by.id, read_at__isnull=True).update(
            read_at=timezone.now()
        )
