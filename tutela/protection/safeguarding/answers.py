"""The fixed answers of this room."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class ContactFrom(Choice):
    """Who came to children's social care with a worry."""

    CHILD = "child", "The child"
    FAMILY = "family", "Family or a friend"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    SCHOOL = "school", "School or college"
    HOME_OFFICE = "home-office", "Border Force or another part of the Home Office"
    GUARDIAN = "guardian", "Guardian service"
    CHARITY = "charity", "A charity"
    OTHER_COUNCIL = "other-council", "Another council"
    PUBLIC = "public", "Somebody else"


class Triage(Choice):
    """What a first look at a contact came to."""

    REFERRAL = "referral", "It becomes a referral to children’s social care"
    PROTECT_NOW = "protect-now", "The child must be protected today"
    OPEN = "open", "A social worker works with the child already"
    EARLY_HELP = "early-help", "Help for the family without an assessment"
    ADVICE = "advice", "Information and advice"
    NOTHING = "nothing", "Nothing more is done"


class NextStep(Choice):
    """What follows a referral to children's social care."""

    ASSESS = "assess", "Assess what the child needs"
    STRATEGY = "strategy", "Hold a strategy discussion"
    PROTECT_NOW = "protect-now", "Protect the child at once"
    EARLY_HELP = "early-help", "Help without an assessment"
    NOTHING = "nothing", "Nothing more is done"


class Took(Choice):
    """Who took part in a discussion or a conference."""

    SOCIAL_CARE = "social-care", "Children’s social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    REFERRER = "referrer", "Whoever raised the worry"
    SCHOOL = "school", "School or college"
    GUARDIAN = "guardian", "Guardian"
    FAMILY = "family", "Family"
    CHILD = "child", "The child"
    CARER = "carer", "Carer"
    LAWYER = "lawyer", "Lawyer"
    INTERPRETER = "interpreter", "Interpreter"


class EnquiryEnd(Choice):
    """What an enquiry found."""

    CONFERENCE = "conference", "Harm or its risk goes on: a conference is called"
    NO_RISK_NOW = "no-risk-now", "There was harm; the risk does not go on"
    NO_HARM = "no-harm", "No significant harm was found"


class ConferenceSort(Choice):
    """Which conference it was."""

    INITIAL = "initial", "The first one"
    REVIEW = "review", "A review"


class PlanDecision(Choice):
    """What a conference decided about a plan."""

    PLAN = "plan", "There is a child protection plan"
    NO_PLAN = "no-plan", "No plan is needed"
    ENDS = "ends", "The plan ends"


class HarmCategory(Choice):
    """Under which heading a plan stands. Those of the English and Welsh returns."""

    NEGLECT = "neglect", "Neglect"
    PHYSICAL = "physical", "Physical abuse"
    SEXUAL = "sexual", "Sexual abuse"
    EMOTIONAL = "emotional", "Emotional abuse"


class Measure(Choice):
    """On what footing a child is protected or looked after."""

    POLICE_PROTECTION = "police-protection", "Police protection (Children Act 1989 s.46)"
    EMERGENCY_ORDER = "emergency-order", "Emergency protection order (Children Act 1989 s.44)"
    ACCOMMODATED = "accommodated", "Accommodated by the council (Children Act 1989 s.20)"
    CARE_APPLICATION = "care-application", "Application for a care order (Children Act 1989 s.31)"
    INTERIM_ORDER = "interim-order", "Interim care order"
    CARE_ORDER = "care-order", "Care order"
    OTHER_NATION = "other-nation", "An order or a duty of another nation’s law"
    OTHER = "other", "Another order"


class MeasureEnd(Choice):
    """How such a footing ended."""

    EXPIRED = "expired", "Its time was over"
    FOLLOWED = "followed", "Another order or agreement follows"
    COURT = "court", "A court ended it"
    AGREED = "agreed", "It was ended by agreement"
    GROWN = "grown", "The young person turned eighteen"
