"""The kinds of entry of this room: what happened to a child, and how it came to be recognised."""

from __future__ import annotations

from tutela.identification.account import (
    AccountGiven,
    Concern,
    ExploitationEpisode,
    Exploiters,
    JourneyStage,
    LifeBefore,
    RiskOfFurtherExploitation,
    TraffickingElements,
)
from tutela.identification.mechanism import (
    ConclusiveGroundsDecision,
    ConsentAt18,
    CrimeReported,
    LocalAuthorityTold,
    LocalPanelDecision,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
    ReconsiderationRequested,
    ReferenceReceived,
    ReferralPrepared,
)

__all__ = [
    "AccountGiven",
    "Concern",
    "ConclusiveGroundsDecision",
    "ConsentAt18",
    "CrimeReported",
    "ExploitationEpisode",
    "Exploiters",
    "JourneyStage",
    "LifeBefore",
    "LocalAuthorityTold",
    "LocalPanelDecision",
    "NrmReferral",
    "NrmReferralChange",
    "ReasonableGroundsDecision",
    "ReconsiderationDecided",
    "ReconsiderationRequested",
    "ReferenceReceived",
    "ReferralPrepared",
    "RiskOfFurtherExploitation",
    "TraffickingElements",
]
