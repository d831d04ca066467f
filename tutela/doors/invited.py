"""What somebody without an account reads by an invitation: one package, for one sitting.

The database decides whether it may still be read, each time anew.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection

from tutela.chronology.kinds import Content, kind_of
from tutela.doors.errors import NotVisible
from tutela.doors.gate import one_transaction
from tutela.doors.parcels import Parcel, parcel_of
from tutela.doors.store import seal_content


def open_as_guest(invitation: UUID) -> Parcel:
    """The package that a guest was invited to. Audited. Raises NotVisible when it is over."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_invited(%s)", [invitation])
        row = cursor.fetchone()
    if row is None:
        raise NotVisible(invitation)
    return parcel_of(row)


def note_receipt(invitation: UUID, parcel: Parcel, receipt: Content) -> None:
    """Record in the child's record that the package reached its recipient."""
    made, kind = uuid4(), kind_of(receipt)
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_invited_receipt(%s, %s, %s)",
            [invitation, made, seal_content(made, kind, receipt, parcel.key)],
        )
