"""What may be answered about sharing: the sorts, the recipients, the grounds in law."""

from __future__ import annotations

from tutela.access.standing import Basis, Purpose
from tutela.chronology.kinds import Category, Choice
from tutela.people.roles import Role


class Sort(Choice):
    """What passes from one to another."""

    SHARE = "share", "Share what somebody needs to know"
    REFER = "refer", "Refer to a service that helps"
    REQUEST = "request", "Ask an agency for something"
    ASSIGN = "assign", "Assign: a colleague here takes the lead"
    TRANSFER = "transfer", "Transfer: another authority takes the lead"


HANDS_OVER = frozenset({Sort.ASSIGN, Sort.TRANSFER})
"""Sorts by which the lead changes, when the other side accepts and not before."""


class RecipientKind(Choice):
    """To whom. There is none for immigration enforcement."""

    ACCOUNT = "account", "Somebody who has an account here"
    AGENCY = "agency", "An agency without an account"
    PERSON = "person", "A person without an account"
    COMPETENT_AUTHORITY = "competent-authority", "The competent authority"


OUTSIDE = frozenset({RecipientKind.AGENCY, RecipientKind.PERSON, RecipientKind.COMPETENT_AUTHORITY})


class UsedFor(Choice):
    """What the recipient may use it for. Never immigration enforcement."""

    CARE = Purpose.CARE.value, Purpose.CARE.label
    PROCEEDINGS = Purpose.PROCEEDINGS.value, Purpose.PROCEEDINGS.label
    OVERSIGHT = Purpose.OVERSIGHT.value, Purpose.OVERSIGHT.label


class Ground(Choice):
    """On what ground of law something is shared. Consent is one of five, never a pretence."""

    CONSENT = Basis.CONSENT.value, Basis.CONSENT.label
    SAFEGUARDING = Basis.SAFEGUARDING.value, Basis.SAFEGUARDING.label
    STATUTORY = Basis.STATUTORY.value, "A law or statutory guidance asks for it"
    COURT_ORDER = Basis.COURT_ORDER.value, Basis.COURT_ORDER.label
    RESPONSIBLE = Basis.RESPONSIBLE.value, "Their agency becomes, or is, responsible for the child"


WITHOUT_CONSENT = frozenset({Ground.SAFEGUARDING, Ground.STATUTORY, Ground.COURT_ORDER})
"""Grounds on which it is said why consent was not asked for, or is not what it rests on."""

NAMES_ITS_LAW = frozenset({Ground.STATUTORY, Ground.COURT_ORDER})


class Onward(Choice):
    """May the recipient pass it on?"""

    NO = "no", "No"
    ASK = "ask", "Only if they ask us first, each time"
    YES = "yes", "Yes, to those whom they must tell by law"


class Told(Choice):
    """Does the young person know?"""

    YES = "yes", "Yes"
    LATER = "later", "Not yet: they will be told"
    NOT_SAFE = "not-safe", "No: telling them now would put somebody at risk"


class Part(Choice):
    """The parts of a record that can be shared. Where the child is, is none of them."""

    IDENTITY = Category.IDENTITY.value, "Who they are"
    IDENTIFICATION = Category.IDENTIFICATION.value, "What happened to them"
    PROTECTION = Category.PROTECTION.value, "Their safety and care"
    HEALTH = Category.HEALTH.value, "Their health"
    EDUCATION = Category.EDUCATION.value, "School or college"
    STATUS = Category.STATUS.value, "Immigration and asylum"
    JUSTICE = Category.JUSTICE.value, "Police and courts"
    FUTURES = Category.FUTURES.value, "Their future"
    VOICE = Category.VOICE.value, "Their own words"
    OUTCOMES = Category.OUTCOMES.value, "How they are doing"


FOR_THE_COMPETENT_AUTHORITY = frozenset({Part.IDENTITY, Part.IDENTIFICATION, Part.STATUS})
"""What a decision on a referral may be given, and nothing else (their life since is not its
business). Our own limit: the referral form asks for no more."""


class AsWhom(Choice):
    """As whom a guest reads. Never as lead or manager; the competent authority and whoever enforces
    immigration law are no guests."""

    HEALTH = Role.HEALTH.value, Role.HEALTH.label
    EDUCATION = Role.EDUCATION.value, Role.EDUCATION.label
    POLICE = Role.POLICE.value, Role.POLICE.label
    LEGAL = Role.LEGAL.value, Role.LEGAL.label
    GUARDIAN = Role.GUARDIAN.value, Role.GUARDIAN.label
    FIRST_RESPONDER = Role.FIRST_RESPONDER.value, Role.FIRST_RESPONDER.label
    PANEL_MEMBER = Role.PANEL_MEMBER.value, Role.PANEL_MEMBER.label
    PERSONAL_ADVISER = Role.PERSONAL_ADVISER.value, Role.PERSONAL_ADVISER.label
    POST_18_WORKER = Role.POST_18_WORKER.value, Role.POST_18_WORKER.label
    CARER = Role.CARER.value, Role.CARER.label


class HowSent(Choice):
    """By what way a package went."""

    HERE = "here", "Here: they open it with their own account"
    SECURE_MAIL = "secure-mail", "Secure e-mail"
    BY_HAND = "by-hand", "By hand, on paper"
    POST = "post", "By post, tracked and signed for"
    TELEPHONE = "telephone", "Read out on the telephone, to a number we looked up"
    PORTAL = "portal", "Through the recipient’s own secure site"
    LINK = "link", "Here: by a link that opens once, with a code told another way"


BY_LINK = frozenset({RecipientKind.AGENCY, RecipientKind.PERSON})
"""Who may read a package here by a link. The competent authority is sent packages and reads none
here."""


class WhyRevoked(Choice):
    """Why a share ends before its time."""

    CONSENT = "consent", "The consent that it rested on was withdrawn or ended"
    NOT_NEEDED = "not-needed", "It is needed no longer"
    RISK = "risk", "It puts the young person, or somebody else, at risk"
    MISTAKE = "mistake", "It was sent by mistake, or to somebody else"
    OTHER = "other", "Another reason"


class HowAsked(Choice):
    """How consent was asked for."""

    TALKED = "talked", "In a talk"
    INTERPRETED = "interpreted", "In a talk, with an interpreter"
    WRITTEN = "written", "In writing"
    PICTURES = "pictures", "With pictures or signs"


class ConsentGiven(Choice):
    """What was answered. Silence is no consent."""

    GIVEN = "given", "Yes"
    PART = "part", "Yes, to a part"
    REFUSED = "refused", "No"
    NOT_DECIDED = "not-decided", "Has not decided"


AGREED = frozenset({ConsentGiven.GIVEN, ConsentGiven.PART})


class GivenBy(Choice):
    """Who answers for the young person, or themselves."""

    YOUNG_PERSON = "young-person", "The young person"
    PARENT = "parent", "A parent, or somebody with parental responsibility"
    AUTHORITY = "authority", "The local authority that holds parental responsibility"
    COURT = "court", "A court"
