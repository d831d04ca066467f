"""What may be answered about a child before police, prosecutors and courts."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class Accused(Choice):
    """How far an accusation has come."""

    SUSPECTED = "suspected", "Suspected, not arrested"
    ARRESTED = "arrested", "Arrested"
    INTERVIEWED = "interviewed", "Interviewed under caution"
    BAILED = "bailed", "On bail or released under investigation"


class Body(Choice):
    """Who acts in a case."""

    POLICE = "police", "Police"
    PROSECUTOR = "prosecutor", "Prosecutor"
    COURT = "court", "Court"
    DEFENCE = "defence", "The child’s own lawyer"
    YOUTH_JUSTICE = "youth-justice", "Youth justice service"
    SOCIAL_CARE = "social-care", "Children’s social care"
    HOME_OFFICE = "home-office", "Home Office"
    PRISON = "prison", "Prison or secure home"
    OTHER = "other", "Somebody else"


class Ground(Choice):
    """On what ground it is said that a child must not be prosecuted or punished."""

    PUBLIC_INTEREST = "public-interest", "It is not in the public interest: the child was exploited"
    DEFENCE_45 = "defence-45", "Modern Slavery Act 2015 s.45"
    DEFENCE_22 = "defence-22", "Human Trafficking and Exploitation Act (Northern Ireland) 2015 s.22"
    LORD_ADVOCATE = (
        "lord-advocate",
        "Lord Advocate’s instructions (Human Trafficking and Exploitation (Scotland) Act 2015 s.8)",
    )
    CONVENTION = "convention", "The principle of non-punishment in international law"
    DURESS = "duress", "Duress"
    OTHER = "other", "Another ground"


class Reply(Choice):
    """What was answered."""

    WAITING = "waiting", "No answer yet"
    AGREED = "agreed", "Agreed"
    ADJOURNED = "adjourned", "Put off until a decision on exploitation"
    REFUSED = "refused", "Refused"


class ProsecutorSays(Choice):
    """What a prosecutor decided."""

    STOPPED_INTEREST = "stopped-interest", "Stopped: not in the public interest"
    STOPPED_EVIDENCE = "stopped-evidence", "Stopped: not enough evidence"
    STOPPED_DEFENCE = "stopped-defence", "Stopped: a defence because of exploitation"
    DIVERTED = "diverted", "Dealt with outside court"
    WAITS = "waits", "Waits for a decision on exploitation"
    GOES_ON = "goes-on", "Goes on"


ENDED = frozenset(
    {
        ProsecutorSays.STOPPED_INTEREST,
        ProsecutorSays.STOPPED_EVIDENCE,
        ProsecutorSays.STOPPED_DEFENCE,
        ProsecutorSays.DIVERTED,
    }
)
"""Decisions by which a case against a child is over."""


class PleaSaid(Choice):
    """What was pleaded."""

    GUILTY = "guilty", "Guilty"
    NOT_GUILTY = "not-guilty", "Not guilty"
    NONE = "none", "No plea yet"


class Verdict(Choice):
    """How a case ended in court."""

    CONVICTED = "convicted", "Convicted"
    NOT_GUILTY = "not-guilty", "Not guilty"
    STOPPED = "stopped", "Stopped by the court"


class Held(Choice):
    """Where a child was held."""

    POLICE = "police", "Police station"
    REMAND_CARE = "remand-care", "Remanded to the local authority"
    SECURE = "secure", "Secure home or training centre"
    YOI = "yoi", "A prison for young people"
    ADULT_PRISON = "adult-prison", "Prison for adults"
    IMMIGRATION = "immigration", "Immigration detention after a sentence or charge"


class ReviewOutcome(Choice):
    """What came of looking at a conviction again."""

    UNDER_WAY = "under-way", "It is being looked at"
    SET_ASIDE = "set-aside", "Set aside"
    REDUCED = "reduced", "The sentence was reduced"
    STANDS = "stands", "It stands"


class Measure(Choice):
    """What helps a child to give evidence."""

    SCREEN = "screen", "A screen"
    LINK = "link", "By video from another place"
    PRIVATE = "private", "The public is not there"
    RECORDED = "recorded", "A recorded interview instead of being asked in court"
    CROSS_RECORDED = "cross-recorded", "Questions of the defence recorded before the trial"
    INTERMEDIARY = "intermediary", "Somebody who helps to be understood (an intermediary)"
    NO_WIGS = "no-wigs", "No wigs and gowns"
    SUPPORTER = "supporter", "Somebody of their own beside them"
    NAME_KEPT = "name-kept", "Their name is kept from the public"
    INTERPRETER = "interpreter", "An interpreter whom they trust"


class CaseOutcome(Choice):
    """What came of a case against those who exploited a child."""

    INVESTIGATED = "investigated", "It is being investigated"
    CHARGED = "charged", "Somebody was charged"
    CONVICTED = "convicted", "Somebody was convicted"
    ACQUITTED = "acquitted", "Nobody was convicted"
    CLOSED = "closed", "It was closed without a charge"


class CompensationWay(Choice):
    """By what way compensation is sought."""

    REPARATION = "reparation", "An order of the criminal court"
    SCHEME = "scheme", "The scheme for victims of violent crime"
    CIVIL = "civil", "A claim in a civil court"
    WAGES = "wages", "Wages that were not paid"
    OTHER = "other", "Another way"


class CompensationOutcome(Choice):
    """What came of it."""

    ASKED = "asked", "Asked for, no answer yet"
    PAID = "paid", "Paid or ordered"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Not carried on"
