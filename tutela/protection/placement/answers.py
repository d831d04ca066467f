"""The fixed answers of this room."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class Home(Choice):
    """What sort of place a child lives in."""

    FOSTER = "foster", "With foster carers"
    KINSHIP = "kinship", "With relatives or friends of the family"
    CHILDRENS_HOME = "childrens-home", "In a children’s home"
    SUPPORTED = "supported", "In supported accommodation (16 or 17)"
    SECURE = "secure", "In a secure children’s home"
    HOSPITAL = "hospital", "In hospital"
    PARENTS = "parents", "With a parent"
    INDEPENDENT = "independent", "In a home of their own"
    HOTEL = "hotel", "In a hotel"
    ADULT = "adult", "In accommodation for adults"
    CUSTODY = "custody", "In custody or a young offender institution"
    DETENTION = "detention", "In immigration detention"
    OTHER = "other", "Somewhere else"


UNSUITABLE = frozenset({Home.HOTEL, Home.ADULT, Home.CUSTODY, Home.DETENTION})
"""Where a child who may have been trafficked should not be. It is said aloud until somebody has
answered it. Our own list."""


class Provider(Choice):
    """Who provides the place."""

    OWN = "own", "The council itself"
    OTHER_COUNCIL = "other-council", "Another council"
    AGENCY = "agency", "A private or voluntary provider"
    FAMILY = "family", "Family or friends"
    STATE = "state", "The Home Office, a prison or a hospital"
    OTHER = "other", "Somebody else"


class WhyEnded(Choice):
    """Why a stay ended."""

    PLANNED = "planned", "As planned"
    CHILD_ASKED = "child-asked", "The child asked for it"
    CARER_ASKED = "carer-asked", "The carer asked for it"
    UNSAFE = "unsafe", "It was no longer safe"
    MISSING = "missing", "The child is missing"
    TRANSFER = "transfer", "Another council took over"
    LEFT_CARE = "left-care", "The young person left care"
    OTHER = "other", "Another reason"


class Answered(Choice):
    """How an unsuitable place was answered."""

    MOVES = "moves", "The child moves, by a day that is set"
    MOVED = "moved", "The child has moved"
    STAYS = "stays", "The child stays for now; a senior manager decided it and why"


class Victim(Choice):
    """What a plan says of trafficking. Source: SI 2010/959 reg. 5(1)(f)."""

    IS = "is", "The child is a victim of trafficking"
    MAY_BE = "may-be", "The child may be a victim of trafficking"
    NO_SIGN = "no-sign", "There is no sign of it"


class Met(Choice):
    """Whether needs that come from trafficking are met. Source: SI 2010/959 Sch. 7 para. 14."""

    YES = "yes", "They are met"
    PARTLY = "partly", "A part of them is met"
    NO = "no", "They are not met"
    NONE = "none", "There is no sign of trafficking"


class ReviewSort(Choice):
    """Which review it was."""

    FIRST = "first", "The first"
    SECOND = "second", "The second"
    LATER = "later", "A later one"


class ReviewEnd(Choice):
    """How a review ended."""

    COMPLETED = "completed", "It was completed"
    ADJOURNED = "adjourned", "It was adjourned"


class TookPart(Choice):
    """How a child was in their review."""

    THERE = "there", "They were there and spoke"
    THERE_SILENT = "there-silent", "They were there and did not wish to speak"
    SOMEBODY = "somebody", "Somebody spoke for them, as they wished"
    WORDS = "words", "Their words, a drawing or a recording were there"
    NOT_WISHED = "not-wished", "They did not wish to take part"
    NOT_ASKED = "not-asked", "They were not asked"
