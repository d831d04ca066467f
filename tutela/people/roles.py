"""Who does what around a child. A role is held towards one child, from and until a date."""

from __future__ import annotations

from tutela.people.choice import Choice


class Role(Choice):
    """A role towards one child. Each label is one a person outside the profession can approve."""

    LEAD_WORKER = "lead-worker", "Lead social worker"
    MANAGER = "manager", "Team manager"
    REVIEWING_OFFICER = "reviewing-officer", "Independent reviewing officer"
    GUARDIAN = "guardian", "Independent guardian"
    FIRST_RESPONDER = "first-responder", "First responder"
    POLICE = "police", "Police officer"
    HEALTH = "health", "Health professional"
    EDUCATION = "education", "Education professional"
    LEGAL = "legal", "Legal representative"
    PANEL_MEMBER = "panel-member", "Panel member"
    PERSONAL_ADVISER = "personal-adviser", "Personal adviser"
    POST_18_WORKER = "post-18-worker", "Post-18 worker"
    DUTY_WORKER = "duty-worker", "Duty worker in an emergency"
    CARER = "carer", "Carer"
    YOUNG_PERSON = "young-person", "Young person"
    COMPETENT_AUTHORITY = "competent-authority", "Competent authority"
    LOCAL_AUTHORITY = "local-authority", "Local authority"


NEVER_IN_A_CIRCLE = frozenset({Role.COMPETENT_AUTHORITY, Role.LOCAL_AUTHORITY})
"""Duties may fall to these, but no person reads a child's record in such a role."""


class Nation(Choice):
    """Nations of the United Kingdom; the nation of the lead agency decides which rules hold."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"


class AgencyKind(Choice):
    """Kinds of agency that may hold accounts. There is none for immigration enforcement, and the
    database refuses any kind that is not listed here."""

    LOCAL_AUTHORITY = "local-authority", "Local authority"
    GUARDIAN_SERVICE = "guardian-service", "Guardian service"
    POLICE = "police", "Police force"
    HEALTH = "health", "Health service"
    EDUCATION = "education", "School or college"
    CHARITY = "charity", "Charity"
    LEGAL = "legal", "Legal practice"
    OVERSIGHT = "oversight", "Inspection or statistics"
