"""Children for whom a place is to be found, as a derived table: what they need, sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import kind_of
from tutela.chronology.seal import canonical
from tutela.doors.projections import Projection, Whole, declare
from tutela.duties.duty import happened_at
from tutela.identity.derive import languages
from tutela.identity.entries import Languages
from tutela.people.keys import ChildKey
from tutela.protection.placement.entries import PlacementBegan, PlacementEnded
from tutela.protection.transfer.derive import Transfer, waiting
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferAnswered,
    TransferEnded,
    TransferMoved,
    TransferNeeds,
    TransferOffer,
    TransferReceived,
)

_KINDS = (
    NtsReferral, TransferNeeds, TransferOffer, TransferAnswered, TransferMoved, TransferReceived,
    TransferEnded, Languages, PlacementBegan, PlacementEnded,
)  # fmt: skip


@dataclass(frozen=True)
class Needs:
    """What a waiting child needs, as it is matched. ``siblings`` are references of records."""

    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    not_wished: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    danger_words: str = ""
    siblings: tuple[str, ...] = ()


def needs_of(chronology: Chronology, transfer: Transfer) -> Needs:
    """What the record says that the child needs in a new place."""
    spoken = languages(chronology)
    speaks = (spoken.best,) if spoken and spoken.best else (spoken.speaks if spoken else ())
    if transfer.needs is None:
        return Needs(languages=speaks)
    said = transfer.needs.says(TransferNeeds)
    return Needs(
        languages=speaks,
        needs=tuple(sorted(said.needs)),
        ties=said.ties,
        wishes=said.wishes,
        not_wished=said.not_wished,
        dangers=(*said.danger_counties, *said.danger_towns),
        danger_words=said.danger_words or "",
        siblings=tuple((said.siblings or "").upper().replace(",", " ").split()),
    )


def sealed_needs(child: UUID, needs: Needs, key: ChildKey) -> str:
    """Sealed under the child's key, bound to its place."""
    return key.seal(canonical(vars(needs)), where=_place(child))


def opened_needs(child: UUID, sealed: str, key: ChildKey) -> Needs:
    """The same, opened. Raises CannotOpen."""
    data: dict[str, Any] = json.loads(key.open(sealed, where=_place(child)))
    told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Needs(**told)


def _place(child: UUID) -> str:
    return f"child/{child}/transfer"


def _model() -> type[models.Model]:
    from tutela.protection.transfer.models import Waiting  # noqa: PLC0415 - needs Django set up

    return Waiting


def _rows(whole: Whole) -> Iterator[models.Model]:
    transfer = waiting(whole.chronology, whole.chronology.at)
    if transfer is not None:
        yield _model()(
            child_id=whole.child,
            since=happened_at(transfer.referral),
            hotel=transfer.is_from_hotel,
            sealed=sealed_needs(whole.child, needs_of(whole.chronology, transfer), whole.key),
        )


declare(
    Projection(
        name="waiting-for-transfer",
        model=_model,
        kinds=lambda: frozenset(kind_of(content).slug for content in _KINDS),
        derive=_rows,
        opened={"sealed": lambda whole, sealed: opened_needs(whole.child, str(sealed), whole.key)},
    )
)
