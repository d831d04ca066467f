"""The fixed answers of the way into adulthood."""

from __future__ import annotations

from tutela.people.choice import Choice


class CareStanding(Choice):
    """What the law of England calls a young person who is or was looked after. Source of the first:
    SI 2010/959 reg. 40. How the others are described here was written from memory."""

    ELIGIBLE = "eligible", "Eligible: 16 or 17, looked after for 13 weeks or more since 14"
    RELEVANT = "relevant", "Relevant: 16 or 17, was eligible, no longer looked after"
    FORMER_RELEVANT = "former-relevant", "Former relevant: 18 or over, was eligible or relevant"
    QUALIFYING = "qualifying", "Qualifying: looked after for a shorter time"
    NONE = "none", "None of these, or no longer"


class LifeArea(Choice):
    """The parts of a life that somebody must carry on after 18. The list is ours."""

    HOME = "home", "A home"
    STATUS = "status", "Leave to remain, and papers"
    LEARNING = "learning", "School, training and work"
    HEALTH = "health", "Health of body and mind"
    MONEY = "money", "Money"
    SAFETY = "safety", "Being safe from those who exploited them"
    SUPPORT = "support", "The National Referral Mechanism, and support for adults in it"
    LAW = "law", "Cases: as a victim, a witness, or accused"
    FAMILY = "family", "Family and friends"
    SOMEBODY = "somebody", "Somebody to ring at night"


class Carries(Choice):
    """Who carries a part of it."""

    ADVISER = "adviser", "The personal adviser"
    POST_18 = "post-18", "The post-18 worker"
    SOLICITOR = "solicitor", "A solicitor"
    ADULT_SUPPORT = "adult-support", "The support for adults in the National Referral Mechanism"
    HOUSING = "housing", "A housing service"
    HEALTH = "health", "A health service"
    LEARNING = "learning", "A school, college or employer"
    CARER = "carer", "The carer, who stays"
    FAMILY = "family", "Family or a friend"
    THEMSELVES = "themselves", "The young person, as they wish"
    OTHER = "other", "Somebody else"
    NOT_NEEDED = "not-needed", "Nobody: it is not needed"


class HomeSort(Choice):
    """What sort of home somebody moved into."""

    STAYS = "stays", "Stays with the foster carer"
    LODGINGS = "lodgings", "Supported lodgings"
    SUPPORTED = "supported", "Supported accommodation"
    OWN = "own", "A place of their own"
    STUDENT = "student", "At college or university"
    ASYLUM = "asylum", "Accommodation for adults who ask for asylum"
    SAFE_HOUSE = "safe-house", "A safe house for adults in the National Referral Mechanism"
    HOTEL = "hotel", "A hotel, hostel, or bed and breakfast"
    FAMILY = "family", "With family or friends"
    OTHER = "other", "Another place"


class ReviewedWhy(Choice):
    """What made a pathway plan be reviewed."""

    DUE = "due", "It was time"
    MOVED = "moved", "They moved into accommodation that the authority provides"
    ASKED = "asked", "The young person asked for it"
    ADVISER = "adviser", "The personal adviser asked for it"
    OTHER = "other", "Something else"


class HowSeen(Choice):
    """How an adviser was in touch."""

    AT_HOME = "at-home", "Seen where they live"
    ELSEWHERE = "elsewhere", "Seen somewhere else"
    BY_TELEPHONE = "by-telephone", "Spoken with, not seen"
    NOT_MET = "not-met", "Not met: nobody was there"


SEEN = frozenset({HowSeen.AT_HOME, HowSeen.ELSEWHERE})


class Wish(Choice):
    """What a young person wishes."""

    YES = "yes", "They wish it"
    NO = "no", "They do not wish it"
    THINKING = "thinking", "They wish to think about it"
    NOT_ASKED = "not-asked", "Not asked yet"


class WorkerState(Choice):
    """Whether there is a post-18 worker."""

    ASKED = "asked", "Asked for"
    THERE = "there", "There is one"
    NO_SERVICE = "no-service", "There is no such service here"
    NOT_WISHED = "not-wished", "The young person does not wish it"
    ENDED = "ended", "Ended"
