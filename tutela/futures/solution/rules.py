"""When a return is safe enough to be planned. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutela.duties.duty import Source
from tutela.futures.solution.answers import Caregiver
from tutela.people.choice import Answer

if TYPE_CHECKING:
    from tutela.futures.solution.entries import ReturnSafety

GUIDELINES = Source(
    "Guidelines for the Alternative Care of Children (UN General Assembly resolution 64/142)",
    "paras 148 onwards",
)
"""No return where an assessment shows danger, or unless a suitable carer has agreed and is able, or
where it is not in the child's best interests."""


def against_a_return(found: ReturnSafety) -> Iterator[str]:
    """What stands against a return, in words; nothing where it may be planned."""
    if found.danger is not Answer.NO:
        yield "that there is no danger"
    if found.caregiver is not Caregiver.ADULT:
        if found.caregiver is Caregiver.NOBODY or found.agreed is not Answer.YES:
            yield "that a carer has agreed"
        if found.able is not Answer.YES:
            yield "that the carer is able to protect and care"
    if found.best is not Answer.YES:
        yield "that a panel determined it to be best"


def may_return(found: ReturnSafety) -> bool:
    """Do the findings allow a return to be planned?"""
    return not any(against_a_return(found))
