"""The list of offences, and what Schedule 4 of the Modern Slavery Act 2015 says of each."""

from __future__ import annotations

from tutela.chronology.kinds import Choice
from tutela.people import lists

NAME = "offences"
lists.declare_list(NAME, package="tutela.status.justice", file="offences.csv")


class Excluded(Choice):
    """Does Schedule 4 take the defence of s.45 away?"""

    YES = "yes", "Schedule 4 excludes it"
    SOME = "some", "Schedule 4 excludes some forms of it"
    NO = "no", "Schedule 4 does not exclude it"
    NOT_LISTED = "not-listed", "It does not stand in Schedule 4 as we hold it"
    UNKNOWN = "unknown", "Not known: look it up in Schedule 4"


def excluded(offence: str) -> Excluded:
    """What Schedule 4 says of an offence on the list; unknown of any other."""
    item = lists.by_value(NAME).get(offence)
    return Excluded(item.more["schedule_4"]) if item else Excluded.UNKNOWN


def law_of(offence: str) -> str:
    """Where an excluded offence stands; empty where that was not written down."""
    item = lists.by_value(NAME).get(offence)
    return item.more["law"] if item else ""
