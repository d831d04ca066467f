"""Ready-made answers about guardians."""

from __future__ import annotations

from tutela.protection.guardian.entries import (
    GuardianAllocated,
    GuardianContact,
    GuardianEnded,
    GuardianGap,
    GuardianReferral,
)


def asked() -> GuardianReferral:
    return GuardianReferral(
        service="The guardianship service", parent_here="no", why="He is alone", child_told="yes"
    )


def gap() -> GuardianGap:
    return GuardianGap(told_by="The guardianship service", instead="His social worker")


def named(support: str = "direct") -> GuardianAllocated:
    return GuardianAllocated(
        name="Gwen Parry", service="Lantern Guardians", support=support,
        first_meeting="On Monday, at school", wish="yes",
    )  # fmt: skip


def contact(way: str = "met") -> GuardianContact:
    return GuardianContact(way=way, interpreter="yes", what="They cooked, and talked.")


def ended(why: str = "eighteen") -> GuardianEnded:
    return GuardianEnded(
        why=why, handed_over="All of it", told="At the last visit",
        post_18="yes" if why == "eighteen" else None,
        met_together="yes" if why == "handed-over" else None,
    )  # fmt: skip
