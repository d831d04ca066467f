"""Ready-made answers about safeguarding."""

from __future__ import annotations

from tutela.identification.entries import Concern
from tutela.protection.safeguarding.entries import (
    CareReferral,
    ContactTriaged,
    CoreGroup,
    EnquiryEnded,
    HarmSuspected,
    MeasureEnded,
    NeedsAssessed,
    ProtectionConference,
    ProtectiveMeasure,
    ReferralDecided,
    SafeguardingContact,
    StrategyDiscussion,
    StrategyNotHeld,
)


def concern(**changes: object) -> Concern:
    given = {
        "raised_by": "police", "seen": "Found in a house", "forms": {"criminal"},
        "safe_now": "yes", "may_go_missing": "no",
    }  # fmt: skip
    return Concern(**(given | changes))


def contact() -> SafeguardingContact:
    return SafeguardingContact(by="school", what="He sleeps in class", owner="Ben")


def triaged() -> ContactTriaged:
    return ContactTriaged(outcome="referral", reasons="Signs of control", decided_by="Ben")


def referral() -> CareReferral:
    return CareReferral(by="police", reasons="Found in a house", family_knows="no")


def decided(step: str = "assess") -> ReferralDecided:
    return ReferralDecided(step=step, reasons="It helps", decided_by="Ben", referrer_told="yes")


def assessed() -> NeedsAssessed:
    return NeedsAssessed(
        seen="yes", seen_alone="yes", interpreter="yes", needs="Rest and school",
        trafficking="Somebody who knows what it means", help="A guardian, from today",
    )  # fmt: skip


def suspected() -> HarmSuspected:
    return HarmSuspected(reasons="A man waits outside", judged_by="Alma", safe_tonight="A carer")


def discussion(**changes: object) -> StrategyDiscussion:
    given = {
        "present": {"social-care", "police", "health"}, "known": "What each knows",
        "trafficking": "A debt", "enquiry": False, "reasons": "It is enough for now",
        "at_once": "A lock on the door", "child_told": "yes",
    }  # fmt: skip
    return StrategyDiscussion(**(given | changes))


def not_held() -> StrategyNotHeld:
    return StrategyNotHeld(reasons="Held last week", instead="The plan stands")


def enquiry_ended(outcome: str = "conference") -> EnquiryEnded:
    return EnquiryEnded(outcome=outcome, seen_alone="yes", found="Harm", follows="A plan")


def conference(**changes: object) -> ProtectionConference:
    given = {
        "sort": "initial", "present": {"social-care", "police", "child"}, "decision": "plan",
        "headings": {"neglect"}, "plan": "Nobody rings him", "reasons": "The risk goes on",
    }  # fmt: skip
    return ProtectionConference(**(given | changes))


def group() -> CoreGroup:
    return CoreGroup(present={"social-care"}, done="He sleeps")


def measure(which: str, **changes: object) -> ProtectiveMeasure:
    given = {"measure": which, "reasons": "To keep him safe", "child_told": "yes"}
    return ProtectiveMeasure(**(given | changes))


def measure_ended() -> MeasureEnded:
    return MeasureEnded(how="followed", follows="An agreement")
