"""What may be answered about moving a child to another authority."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class Need(Choice):
    """What a child needs where they are to live, and what an authority says that it has."""

    SPECIALIST_FOSTER = "specialist-foster", "Foster carers who know about trafficking"
    SAFE_HOME = "safe-home", "A home that is kept secret and watched over"
    GUARDIAN = "guardian", "An independent guardian who can come"
    LEGAL_AID = "legal-aid", "A solicitor with legal aid for immigration, within reach"
    TRAUMA = "trauma", "Help with trauma, for children"
    SCHOOL = "school", "A school place with help in English, soon"
    SIBLINGS = "siblings", "A home where brothers and sisters live together"
    COMMUNITY = "community", "People of their language or faith near by"


class OfferedHome(Choice):
    """In what home an authority offers a place."""

    FOSTER = "foster", "With foster carers"
    RELATIVES = "relatives", "With relatives"
    RESIDENTIAL = "residential", "In a children’s home"
    SUPPORTED = "supported", "In supported accommodation (16 or 17)"
    NOT_SAID = "not-said", "Not said yet"


class OfferAnswer(Choice):
    """What was answered to an offer."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class TransferEnd(Choice):
    """Why a transfer does not come about."""

    BEST_INTERESTS = "best-interests", "Staying is in the child’s best interests"
    TRAFFICKING = "trafficking", "Moving would put them within reach of those who exploit them"
    FAMILY = "family", "They live with, or near, family"
    AGE = "age", "They are 18"
    MISSING = "missing", "They are missing"
    OTHER = "other", "Another reason"
