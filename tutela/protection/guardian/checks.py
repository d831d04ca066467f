"""Slips of the pen about guardians. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment

if TYPE_CHECKING:
    from tutela.protection.guardian.entries import GuardianAllocated, GuardianReferral


def waits_once(
    content: GuardianReferral, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child waits for one guardian at a time."""
    from tutela.protection.guardian.derive import waiting_since  # noqa: PLC0415 - it reads the kinds

    if waiting_since(chronology) is not None:
        yield Problem("", "A guardian has been asked for already, and the child is waiting")


def has_no_second_guardian(
    content: GuardianAllocated, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child has one guardian at a time; a coordinator may stand beside."""
    from tutela.protection.guardian.derive import guardian_now  # noqa: PLC0415 - as above
    from tutela.protection.guardian.entries import FOR_THE_CHILD  # noqa: PLC0415

    if content.support in FOR_THE_CHILD and guardian_now(chronology) is not None:
        yield Problem("", "The child has a guardian. Record first that their work ended")
