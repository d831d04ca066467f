"""Ready-made answers about working together."""

from __future__ import annotations

from datetime import date

from tutela.teamwork.entries import (
    ActionAgreed,
    ActionClosed,
    ChallengeAnswered,
    ChallengeRaised,
    LetterWritten,
    ManagementOversight,
    MeetingHeld,
    TookPart,
)


def challenge(stage: str = "worker") -> ChallengeRaised:
    return ChallengeRaised(
        stage=stage, by_whom="Gwen Parry", agency="Lantern Guardians", with_whom="The police",
        about="The day of the statement", for_the_child="He does not sleep",
        wished="Wait until he is ready",
    )  # fmt: skip


def answer(end: str) -> ChallengeAnswered:
    return ChallengeAnswered(end=end, answered_by="Pavel Novak", answer="We wait.")


def action(by: date, what: str = "Buy a lamp") -> ActionAgreed:
    return ActionAgreed(what=what, owner="Alma Reyes", by=by, child_knows="yes")


def done(end: str = "done") -> ActionClosed:
    return ActionClosed(end=end, note="He chose it himself.")


def oversight(again_on: date | None = None) -> ManagementOversight:
    return ManagementOversight(
        occasion="supervision", child_now="He sleeps.", decision="Go on.", reasons="It helps.",
        again_on=again_on,
    )  # fmt: skip


def meeting(**changes: object) -> MeetingHeld:
    given = {
        "sort": "network", "present": (TookPart(name="Alma Reyes", role="Social worker"),),
        "child_part": "there", "discussed": "School", "decisions": "A visit",
    }  # fmt: skip
    return MeetingHeld(**(given | changes))


def letter(**changes: object) -> LetterWritten:
    given = {
        "to": "child", "name": "Minh", "greeting": "Dear Minh,", "subject": "What we agreed",
        "text": "You will have a lamp.\n\nAsk me whatever you like.", "language": "vie",
        "read_out": "yes",
    }  # fmt: skip
    return LetterWritten(**(given | changes))
