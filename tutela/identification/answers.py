"""The fixed answers of this room, in words that neither blame nor doubt.

Codes and labels that follow a published list say which; the others are ours.
"""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class ExploitationForm(Choice):
    """The five forms under which the referral statistics count exploitation."""

    SEXUAL = "sexual", "Sexual exploitation"
    LABOUR = "labour", "Labour exploitation"
    DOMESTIC = "domestic", "Domestic servitude"
    CRIMINAL = "criminal", "Criminal exploitation"
    ORGANS = "organ-harvesting", "Organ removal"


class MadeTo(Choice):
    """What a child was made to do, or what was done to them.

    Narrower than the tick-boxes of the referral form, so that cannabis, begging and carrying drugs
    stay apart; ``rules.FORM_BOXES`` says which box each one ticks.
    """

    WORK = "work", "Work for nothing or almost nothing"
    WAGES = "wages-taken", "Had their wages taken"
    DEBT = "debt", "Work to pay off a debt"
    FRAUD = "fraud", "Was used for fraud: identity, benefits or a bank account"
    SOLD_FOR_SEX = "sold-for-sex", "Was sold for sex"
    SEXUAL_ABUSE = "sexual-abuse", "Was sexually exploited in another way"
    HELD = "held", "Was taken somewhere, held and sexually assaulted"
    IMAGES = "images", "Had sexual pictures or films made of them"
    CANNABIS = "cannabis", "Was made to grow cannabis"
    DRUGS = "drugs", "Was made to carry or sell drugs"
    BEG = "beg", "Was made to beg"
    STEAL = "steal", "Was made to steal"
    OTHER_CRIME = "other-crime", "Was made to commit another crime"
    HOUSEHOLD = "household", "Do housework or look after children for nothing or almost nothing"
    MARRIAGE = "marriage", "Was made to marry"
    ORGANS = "organs", "Had an organ removed, or was to have one removed"
    OTHER = "other", "Something else"


class Where(Choice):
    """In which part of the world."""

    UK = "uk", "In the United Kingdom"
    OVERSEAS = "overseas", "In another country"
    NOT_KNOWN = "not-known", "Not known: the child may not know which country they were in"


class Stage(Choice):
    """The stages of being trafficked. Source: the acts in SI 2022/877 and the Palermo Protocol."""

    RECRUITMENT = "recruitment", "How it began: recruitment"
    TRANSPORT = "transport", "Being taken from one place to another"
    TRANSFER = "transfer", "Being handed over to somebody else"
    HARBOURING = "harbouring", "Being kept or received somewhere"
    EXPLOITATION = "exploitation", "The place where they were exploited"


class Movement(Choice):
    """How a journey came about. Several may be true at once, and they may change on the way:
    a child who pays a smuggler at home may be owned by a debt at the end."""

    OWN_WISH = "own-wish", "They wanted to travel, or had to flee"
    FAMILY_SENT = "family-sent", "Their family sent them"
    PAID = "paid", "Somebody was paid to bring them"
    OWED = "owed", "They, or their family, came to owe money for it"
    PROMISED = "promised", "They were promised something that was not true"
    TAKEN = "taken", "They were taken or forced"
    CHANGED = "changed", "It changed on the way: control grew"
    NOT_KNOWN = "not-known", "Not known yet"


class Act(Choice):
    """What was done. Source: Slavery and Human Trafficking (Definition of Victim) Regulations
    2022 (SI 2022/877)."""

    RECRUITED = "recruitment", "Recruited"
    TRANSPORTED = "transportation", "Taken from one place to another"
    TRANSFERRED = "transfer", "Handed over to somebody else"
    HARBOURED = "harbouring", "Kept somewhere"
    RECEIVED = "receipt", "Received"
    CONTROLLED = "control", "Somebody took control over them, or passed control on"


class Means(Choice):
    """How a child was controlled. Codes after IOM's Human Trafficking Case Data Standard 2.0
    (CC BY 4.0), "methods of control"; the words are ours."""

    DEBT = "debt-bondage", "A debt that can't be paid off"
    EARNINGS = "takes-earnings", "Their earnings were taken"
    MONEY = "restricts-financial-access", "They were kept from money"
    THREATS = "threats", "Threats to them or their family"
    FEAR = "psychological-abuse", "Fear, shame or humiliation"
    VIOLENCE = "physical-abuse", "Violence"
    SEXUAL_VIOLENCE = "sexual-abuse", "Sexual violence"
    PROMISES = "false-promises", "Promises that were not true"
    SUBSTANCES = "psychoactive-substances", "Drugs or alcohol"
    MOVEMENT = "restricts-movement", "They could not come and go"
    CARE = "restricts-medical-care", "They were kept from a doctor"
    HOURS = "excessive-working-hours", "Hours that no child should work"
    CHILDREN = "uses-children", "Their own children or other children were used against them"
    AUTHORITIES = "threat-of-law-enforcement", "Told that police or officials would hurt them"
    NECESSITIES = "withholds-necessities", "Food, sleep or warmth withheld"
    DOCUMENTS = "withholds-documents", "Their papers were kept from them"
    BELONGING = "belonging", "Affection, gifts or belonging to a group"
    BELIEF = "belief", "An oath, a ritual or a belief"
    OTHER = "other", "In another way"


class RaisedBy(Choice):
    """Who first said or saw that something was wrong."""

    CHILD = "child", "The child"
    FAMILY = "family", "Family or friends"
    CARER = "carer", "A carer"
    SCHOOL = "school", "A school or college"
    HEALTH = "health", "A health professional"
    POLICE = "police", "The police"
    SOCIAL_WORK = "social-work", "A social worker"
    GUARDIAN = "guardian", "A guardian"
    CHARITY = "charity", "A charity"
    LAWYER = "lawyer", "A lawyer"
    OFFICIAL = "official", "An official at the border or of the Home Office"
    PUBLIC = "public", "A member of the public"
    OTHER = "other", "Somebody else"


class GapReason(Choice):
    """What can explain that an account has gaps, changes, or comes late. Ours, after the toolkit
    for first responders (April 2026), which asks for gaps to be explained."""

    FEAR = "fear", "Fear of the people who exploited them"
    FAMILY = "family", "Fear for their family"
    AUTHORITIES = "authorities", "Fear of police or officials"
    TRAUMA = "trauma", "Trauma affects what can be remembered and said"
    SHAME = "shame", "Shame"
    INTERPRETER = "interpreter", "The interpreter, the language or the dialect"
    AGE = "age", "Their age when it happened, and their understanding"
    TIME = "time", "It was long ago, or they had no way to know dates"
    PLACE = "place", "They did not know where they were"
    TOLD_WHAT_TO_SAY = "told-what-to-say", "They were told what to say"
    CONTROL = "control", "They were still under control, or still bound to somebody"
    HEALTH = "health", "Illness, injury, substances or exhaustion"
    TRUST = "trust", "Trust takes time: few had asked, or asked well"
    NOT_ASKED = "not-asked", "Nobody asked, and it should not be asked again now"
    NO_GAPS = "no-gaps", "There is nothing to explain"


class LastContact(Choice):
    """When the exploiters were last in contact. The steps are those of the referral form."""

    WEEK = "within-last-week", "Within the last week"
    MONTH = "within-last-month", "Within the last month"
    THREE_MONTHS = "within-last-3-months", "Within the last 3 months"
    SIX_MONTHS = "within-last-6-months", "Within the last 6 months"
    YEAR = "within-last-6-12-months", "6 to 12 months ago"
    LONGER = "over-a-year-ago", "Over a year ago"
    NOT_SURE = "not-sure", "Not sure"


class CompetentAuthority(Choice):
    """Who decides whether a child is recognised as having been exploited."""

    SCA = "sca", "Single Competent Authority"
    IECA = "ieca", "Immigration Enforcement Competent Authority"
    LOCAL_PANEL = "local-panel", "Local decision-making panel"
    EARLIER = "earlier", "An authority before April 2019"


class GroundsOutcome(Choice):
    """The outcome of a decision."""

    POSITIVE = "positive", "Positive"
    NEGATIVE = "negative", "Negative"


class PanelOutcome(Choice):
    """What a panel decided about one of the two questions at a sitting."""

    POSITIVE = "positive", "Positive"
    NEGATIVE = "negative", "Negative"
    NOT_DECIDED = "not-decided", "Not decided at this sitting"


class ReconsiderationGround(Choice):
    """Why a decision should be looked at again. Source: Modern slavery statutory guidance."""

    NEW_INFORMATION = "new-information", "There is further information"
    GUIDANCE = "guidance", "The decision did not follow the guidance"


class ReconsiderationOutcome(Choice):
    """What came of it."""

    POSITIVE = "positive", "The decision is now positive"
    NEGATIVE = "negative", "It was looked at again and is still negative"
    NOT_ACCEPTED = "not-accepted", "The request was not accepted"


class ReferralChange(Choice):
    """How a referral pauses, goes on or ends without a decision."""

    SUSPENDED = "suspended", "It is paused, as when a child is missing"
    RESUMED = "resumed", "It goes on"
    WITHDRAWN = "withdrawn", "It was withdrawn"
    CLOSED = "closed", "It was closed without a decision"
    DUPLICATE = "duplicate", "It was a second referral for the same events"
    DISQUALIFIED = (
        "disqualified",
        "The authority decided to disqualify (Nationality and Borders Act 2022 s.63)",
    )


class ConsentAnswer(Choice):
    """What a young person who turns 18 without a conclusive decision chooses."""

    STAY = "stay", "Stay in the National Referral Mechanism"
    LEAVE = "leave", "Leave it"
    NOT_DECIDED = "not-decided", "Has not decided yet"


class ConsentGiven(Choice):
    """How the choice was given. Source: Home Office transition leaflet, from 13 February 2026."""

    WRITTEN = "written", "In writing"
    SAID = "said", "Said to a professional of a first responder organisation"
