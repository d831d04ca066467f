"""By when a child is to be moved under the National Transfer Scheme."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, declare
from tutela.duties.limits import working_days
from tutela.people.roles import Role
from tutela.protection.placement.entries import PlacementBegan, PlacementEnded
from tutela.protection.transfer.derive import is_from_hotel, transfers
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferAnswered,
    TransferEnded,
    TransferMoved,
    TransferOffer,
    TransferReceived,
)

PROTOCOL = Source("National Transfer Scheme protocol for unaccompanied children, v7.0 (June 2025)")
OWN_RULE = Source("A rule of this installation; no law sets a time")


def is_not_from_hotel(entry: Entry, chronology: Chronology) -> bool:
    """The child was not in a hotel, as far as is known."""
    return not is_from_hotel(entry, chronology)


def is_its_move_or_end(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The move, or the end, of the transfer that this referral began."""
    return any(
        t.referral.id == start.id
        and entry.id in {e.id for e in (t.moved, t.ended, t.received) if e is not None}
        for t in transfers(chronology)
    )


def is_its_receipt(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The receipt for this move."""
    return any(
        t.moved is not None
        and t.moved.id == start.id
        and t.received is not None
        and t.received.id == entry.id
        for t in transfers(chronology)
    )


declare(
    Duty(
        id="NTS_TRANSFER",
        title="Move under the National Transfer Scheme",
        starts_with=(NtsReferral,),
        starts_when=is_not_from_hotel,
        within=working_days(10),
        met_by=(TransferMoved,),
        met_when=is_its_move_or_end,
        ends_with=(TransferEnded,),
        ends_when=is_its_move_or_end,
        looks_at=(TransferOffer, TransferAnswered, PlacementBegan, PlacementEnded),
        falls_to=Role.LOCAL_AUTHORITY,
        source=PROTOCOL,
        category=Category.PROTECTION,
    ),
    Duty(
        id="NTS_TRANSFER_HOTEL",
        title="Move out of a hotel under the National Transfer Scheme",
        starts_with=(NtsReferral,),
        starts_when=is_from_hotel,
        within=working_days(5),
        met_by=(TransferMoved,),
        met_when=is_its_move_or_end,
        ends_with=(TransferEnded,),
        ends_when=is_its_move_or_end,
        looks_at=(TransferOffer, TransferAnswered, PlacementBegan, PlacementEnded),
        falls_to=Role.LOCAL_AUTHORITY,
        source=PROTOCOL,
        category=Category.PROTECTION,
    ),
    Duty(
        id="TRANSFER_RECEIPT",
        title="Receipt of the new authority for a child who has moved",
        starts_with=(TransferMoved,),
        within=working_days(1),
        met_by=(TransferReceived,),
        met_when=is_its_receipt,
        looks_at=(NtsReferral, TransferOffer, TransferAnswered),
        falls_to=Role.LOCAL_AUTHORITY,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
)
