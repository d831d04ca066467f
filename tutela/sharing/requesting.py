"""Requests for disclosure: who asks, by what power, what was decided and by whom. Pure.

No deadline is counted. A request of this kind has none in the law that this project holds with
certainty; one that names a day of its own carries it in its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from tutela.chronology.kinds import Choice


class Power(Choice):
    """What a request relies on, as it says itself."""

    COURT_ORDER = "court-order", "An order of a court"
    STATUTE = "statute", "A power or duty in a law, which it names"
    POLICE = "police", "A police request in an investigation"
    SAFEGUARDING = "safeguarding", "Safeguarding a child or another person"
    CONSENT = "consent", "The agreement of the person it is about"
    NONE = "none", "It names none"
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement", "Immigration enforcement"


class Step(Choice):
    """What can be done about a request."""

    RELEASE = "release", "Something may be released"
    REFUSE = "refuse", "Nothing is released"
    GUARDIAN_TOLD = "guardian-told", "The guardian was told"
    GUARDIAN_NOT_TOLD = "guardian-not-told", "The guardian is not told"
    LETTER = "letter", "The answer was sent"


DECIDES = frozenset({Step.RELEASE, Step.REFUSE})
APPROVERS = 2


class Asked(BaseModel):
    """What came, in words. Sealed as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requester: str
    organisation: str
    contact: str
    law: str | None = None
    about: str
    wanted: str
    purpose: str


@dataclass(frozen=True)
class Taken:
    """A step that was taken."""

    step: Step
    by: UUID
    name: str
    at: datetime
    protects_data: bool
    note: str = ""


class Decision(Choice):
    """Where a request stands."""

    OPEN = "open", "Not decided"
    RELEASED = "released", "Something may be released"
    REFUSED = "refused", "Nothing is released"


def decision(steps: Iterable[Taken]) -> Decision:
    """What two different people decided alike, one of whom protects data. Each decides once, and
    where two disagree a third settles it."""
    taken = [step for step in steps if step.step in DECIDES]
    for choice, outcome in ((Step.REFUSE, Decision.REFUSED), (Step.RELEASE, Decision.RELEASED)):
        alike = [step for step in taken if step.step is choice]
        people = {step.by for step in alike}
        if len(people) >= APPROVERS and any(step.protects_data for step in alike):
            return outcome
    return Decision.OPEN


def may_decide(power: Power) -> frozenset[Step]:
    """How a request that relies on this may be decided. Immigration enforcement is refused."""
    if power is Power.IMMIGRATION_ENFORCEMENT:
        return frozenset({Step.REFUSE})
    return DECIDES


def problems_of_release(power: Power, asked: Asked, steps: Iterable[Taken]) -> tuple[str, ...]:
    """What stands in the way of releasing anything, in words."""
    found = []
    if power is Power.IMMIGRATION_ENFORCEMENT:
        found.append("A request for immigration enforcement is refused")
    if power is Power.NONE:
        found.append("It names no power. Ask what it relies on, and register the answer anew")
    if power in {Power.COURT_ORDER, Power.STATUTE} and not asked.law:
        found.append("It does not say which order or law")
    told = {Step.GUARDIAN_TOLD, Step.GUARDIAN_NOT_TOLD}
    if not any(step.step in told for step in steps):
        found.append("Tell the guardian first, or write down why not")
    return tuple(found)
