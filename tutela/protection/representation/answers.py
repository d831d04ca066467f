"""Fixed answers about lawyers and interpreters. The wording is ours."""

from __future__ import annotations

from tutela.people.choice import Choice


class Matter(Choice):
    """What a lawyer acts in."""

    IMMIGRATION = "immigration", "Asylum and immigration"
    CRIMINAL = "criminal", "The child is suspected or accused"
    CHALLENGE = "challenge", "To challenge a decision (trafficking, age, support)"
    FAMILY = "family", "Family and care proceedings"
    COMPENSATION = "compensation", "Compensation"
    EVIDENCE = "evidence", "The child as a victim or witness"
    OTHER = "other", "Something else"


class FoundBy(Choice):
    """Who found a lawyer. A lawyer may be sent by those who exploit a child."""

    COUNCIL = "council", "The social worker"
    GUARDIAN = "guardian", "The guardian"
    CHILD = "child", "The child"
    FAMILY = "family", "Family, whom we know to be safe"
    POLICE = "police", "The police station or the court"
    UNKNOWN = "unknown", "Somebody whom we don’t know, or who paid"


class LegalAid(Choice):
    """Who pays for a lawyer."""

    GRANTED = "granted", "Legal aid is granted"
    ASKED = "asked", "Legal aid is asked for"
    REFUSED = "refused", "Legal aid is refused"
    ENDED = "ended", "Legal aid has ended"
    COUNCIL = "council", "The council pays"
    FREE = "free", "The lawyer works without pay"
    OTHER = "other", "Somebody else pays, or nobody knows who"


class SearchEnd(Choice):
    """What a lawyer's office answers."""

    TAKES_ON = "takes-on", "Takes the case on"
    NO_ROOM = "no-room", "Has no room"
    TOO_FAR = "too-far", "Too far away for the child to be seen in person"
    NOT_FUNDED = "not-funded", "Not without pay"
    NOT_SAFE = "not-safe", "Not safe: knows those who exploited the child"
    OTHER = "other", "Said no, for another reason"


class WhyEnded(Choice):
    """Why a lawyer acts no longer."""

    FINISHED = "finished", "The matter is finished"
    CHILD = "child", "The child wished it"
    MOVED = "moved", "The child moved too far away"
    FUNDING = "funding", "Legal aid ended"
    NOT_SAFE = "not-safe", "It was not safe for the child"
    LAWYER = "lawyer", "The lawyer or the office stopped"


class Setting(Choice):
    """What an interpreter was needed for."""

    SOCIAL_WORK = "social-work", "A talk with a social worker or guardian"
    POLICE = "police", "Police"
    LAWYER = "lawyer", "A lawyer"
    IMMIGRATION = "immigration", "An immigration or asylum interview"
    COURT = "court", "A court"
    HEALTH = "health", "A doctor or nurse"
    SCHOOL = "school", "School"
    MEETING = "meeting", "A meeting or a review"


class Again(Choice):
    """Whether the same interpreter is to come again, as the child sees it."""

    YES = "yes", "Yes, the same person again"
    MAYBE = "maybe", "It would be all right"
    NO = "no", "Not this person"
    NEVER = "never", "Never: the child is afraid of them"
    NOT_ASKED = "not-asked", "The child was not asked yet"
