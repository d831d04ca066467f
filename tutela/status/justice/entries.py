"""The kinds of entry of this room: a child as suspect or defendant, and as victim and witness."""

from __future__ import annotations

from tutela.status.justice.accused import (
    AccusedOf,
    Charged,
    ConvictionReviewed,
    CourtOutcome,
    DefenceConsidered,
    HeldInCustody,
    IndicatorsKnown,
    NonProsecutionRaised,
    Plea,
    ProsecutorDecision,
)
from tutela.status.justice.victim import (
    Compensation,
    CrimeOutcome,
    SpecialMeasures,
    VictimOfCrime,
)

__all__ = [
    "AccusedOf",
    "Charged",
    "Compensation",
    "ConvictionReviewed",
    "CourtOutcome",
    "CrimeOutcome",
    "DefenceConsidered",
    "HeldInCustody",
    "IndicatorsKnown",
    "NonProsecutionRaised",
    "Plea",
    "ProsecutorDecision",
    "SpecialMeasures",
    "VictimOfCrime",
]
