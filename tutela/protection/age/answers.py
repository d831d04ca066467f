"""What may be answered about a disputed age and its assessment."""

from __future__ import annotations

from tutela.chronology.kinds import Choice
from tutela.identity.entries import AssessedBy as AssessedBy


class DisputedBy(Choice):
    """Who says that somebody is not the age that they give."""

    HOME_OFFICE = "home-office", "Home Office"
    POLICE = "police", "Police"
    LOCAL_AUTHORITY = "local-authority", "A local authority"
    COURT = "court", "A court or a prosecutor"
    PLACEMENT = "placement", "A placement or carer"
    SCHOOL = "school", "A school or college"
    OTHER = "other", "Somebody else"


class Doubt(Choice):
    """What a doubt about an age is said to rest on. None of these is an assessment."""

    LOOKS = "looks", "How they look"
    BEHAVIOUR = "behaviour", "How they behave"
    DOCUMENT = "document", "A document"
    OTHER_DATE = "other-date", "Another date written down elsewhere, here or abroad"
    ACCOUNT = "account", "What they said about their life"
    OTHER = "other", "Something else"


class Meanwhile(Choice):
    """How somebody is treated while their age is disputed."""

    CHILD = "child", "As a child"
    ADULT = "adult", "As an adult"
    NOT_KNOWN = "not-known", "Not known"


class Way(Choice):
    """What an authority does about a doubt. Source: Nationality and Borders Act 2022 s.50."""

    ACCEPTED = "accepted", "Accepts the age that the young person gives, without an assessment"
    ASSESSES = "assesses", "Assesses it itself"
    BOARD = "board", "Asks the National Age Assessment Board to assess"


class AgeOutcome(Choice):
    """What an assessment concluded, on the balance of probabilities."""

    AS_GIVEN = "as-given", "A child, born when they say"
    CHILD = "child", "A child, born on another date"
    ADULT = "adult", "18 or over"
    NO_CONCLUSION = "no-conclusion", "It ended without a conclusion"


class ChallengeWay(Choice):
    """By what way a conclusion is challenged."""

    ASKED_AGAIN = "asked-again", "The authority was asked to look at it again"
    LETTER = "letter", "A solicitor’s letter before going to court"
    COURT = "court", "In court or a tribunal"
    COMPLAINT = "complaint", "A complaint"


class ChallengeOutcome(Choice):
    """What came of a challenge."""

    STANDS = "stands", "The conclusion stands"
    FALLS = "falls", "The conclusion falls: a new assessment is to be made"
    ACCEPTED = "accepted", "The age that the young person gives is accepted"
    COURT_FOUND = "court-found", "A court found the age itself"
    WITHDRAWN = "withdrawn", "The challenge was not carried on"


ENDS_THE_CONCLUSION = frozenset(
    {ChallengeOutcome.FALLS, ChallengeOutcome.ACCEPTED, ChallengeOutcome.COURT_FOUND}
)


class AdultHarm(Choice):
    """What being treated as an adult meant for a child."""

    ADULTS = "adults", "Slept among adults who are strangers"
    HOTEL = "hotel", "Was put into a hotel or hostel for adults"
    DETAINED = "detained", "Was held in immigration detention"
    PRISON = "prison", "Was held in a prison or police cell as an adult"
    CHARGED = "charged", "Was charged or tried as an adult"
    NO_SCHOOL = "no-school", "Had no school"
    NO_CARE = "no-care", "Had no social worker or guardian"
    HURT = "hurt", "Was hurt or abused there"
    EXPLOITED = "exploited", "Was exploited, or exploited again"
    REMOVED = "removed", "Was removed, or was to be removed, from the country"
    OTHER = "other", "Something else"
