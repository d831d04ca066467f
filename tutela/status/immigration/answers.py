"""What may be answered about a young person's immigration status."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class ClaimedWhere(Choice):
    """Where asylum was claimed."""

    ARRIVAL = "arrival", "On arrival, at a port or airport"
    POLICE = "police", "At a police station, or when met by officers"
    CARE = "care", "After coming into care"
    OTHER = "other", "Elsewhere"


class InterviewKind(Choice):
    """What sort of interview it was."""

    WELFARE = "welfare", "Welfare interview, without questions about the claim"
    SCREENING = "screening", "Screening"
    SUBSTANTIVE = "substantive", "Interview about the claim"
    OTHER = "other", "Another interview"


class Decision(Choice):
    """What was decided on a claim."""

    REFUGEE = "refugee", "Refugee status"
    HUMANITARIAN = "humanitarian", "Humanitarian protection"
    OTHER_LEAVE = "other-leave", "Asylum refused, other leave given"
    REFUSED = "refused", "Refused, no leave given"
    NOT_CONSIDERED = "not-considered", "Not considered here"
    WITHDRAWN = "withdrawn", "Treated as withdrawn"


class LeaveForm(Choice):
    """Forms of permission to be in the country."""

    REFUGEE = "refugee", "Refugee status"
    HUMANITARIAN = "humanitarian", "Humanitarian protection"
    UASC = "uasc", "Leave for an unaccompanied child (UASC leave)"
    VICTIM = "victim", "Temporary permission to stay for victims of trafficking"
    FAMILY = "family", "Private or family life"
    SETTLED = "settled", "Indefinite leave to remain"
    EU_SETTLED = "eu-settled", "EU settled status"
    EU_PRE_SETTLED = "eu-pre-settled", "EU pre-settled status"
    DISCRETIONARY = "discretionary", "Discretionary leave"
    BRITISH = "british", "British citizenship"
    OTHER = "other", "Another form"


WITHOUT_END = frozenset({LeaveForm.SETTLED, LeaveForm.EU_SETTLED, LeaveForm.BRITISH})
"""Forms that do not run out by themselves."""


class VictimGround(Choice):
    """Why permission for a victim is needed. Source: Nationality and Borders Act 2022 s.65."""

    RECOVERY = "recovery", "To recover from harm"
    COMPENSATION = "compensation", "To seek compensation"
    COOPERATION = "cooperation", "To work with the authorities on an investigation or trial"


class Condition(Choice):
    """What a permission allows or forbids."""

    WORK = "work", "May work"
    STUDY = "study", "May study"
    PUBLIC_FUNDS = "public-funds", "May have public funds"
    NO_WORK = "no-work", "May not work"
    NO_PUBLIC_FUNDS = "no-public-funds", "No public funds"
    ADDRESS = "address", "Must live at, or report to, a place"
    OTHER = "other", "Another condition"


class LeaveEnd(Choice):
    """Why a permission ended before its day, or with it."""

    EXPIRED = "expired", "Its time ran out"
    REPLACED = "replaced", "Another took its place"
    TAKEN_AWAY = "taken-away", "It was taken away or shortened"
    GIVEN_UP = "given-up", "The young person gave it up"
    MISTAKE = "mistake", "It turned out never to have been given"


class AppealOutcome(Choice):
    """What came of an appeal."""

    ALLOWED = "allowed", "Allowed"
    PARTLY = "partly", "Allowed in part"
    DISMISSED = "dismissed", "Dismissed"
    AGAIN = "again", "To be heard or decided again"
    WITHDRAWN = "withdrawn", "Not carried on"


class Allows(Choice):
    """Does a permission allow a life that is settled for good?"""

    YES = "yes", "Yes"
    PARTLY = "partly", "In part"
    NO = "no", "No"
    NOT_YET = "not-yet", "Not decided yet"
