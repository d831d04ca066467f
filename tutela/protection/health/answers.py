"""Fixed answers about health. The wording is ours."""

from __future__ import annotations

from tutela.people.choice import Choice


class Practice(Choice):
    """Who looks after a child's health as a matter of course."""

    DOCTOR = "doctor", "A general practitioner (GP)"
    DENTIST = "dentist", "A dentist"
    OPTICIAN = "optician", "An optician"
    OTHER = "other", "Somebody else"


class Registered(Choice):
    """Whether a practice takes a child on."""

    YES = "yes", "Registered"
    ASKED = "asked", "Asked for, no answer yet"
    REFUSED = "refused", "Refused"
    LEFT = "left", "Registered no longer"


class Visit(Choice):
    """What an appointment is for."""

    DOCTOR = "doctor", "A general practitioner (GP)"
    DENTIST = "dentist", "Teeth"
    EYES = "eyes", "Eyes or ears"
    HOSPITAL = "hospital", "A hospital or a specialist"
    MIND = "mind", "Mental health"
    VACCINATION = "vaccination", "Vaccination"
    SEXUAL_HEALTH = "sexual-health", "Sexual health"
    PREGNANCY = "pregnancy", "Pregnancy"
    MEDICAL = "medical", "An examination for evidence"
    OTHER = "other", "Something else"


class Kept(Choice):
    """What became of an appointment. A child does not "fail to attend": somebody brings them."""

    KEPT = "kept", "The child was seen"
    NOT_BROUGHT = "not-brought", "The child was not brought"
    NOT_WISHED = "not-wished", "The child did not wish to go"
    NO_INTERPRETER = "no-interpreter", "There was no interpreter, or not a fitting one"
    CANCELLED = "cancelled", "The service cancelled or moved it"


class Need(Choice):
    """What a child needs help with."""

    INJURY = "injury", "Injury, or the marks of one"
    PAIN = "pain", "Pain"
    TEETH = "teeth", "Teeth"
    EYES = "eyes", "Eyes or ears"
    INFECTION = "infection", "Infection, or a test for one"
    VACCINATION = "vaccination", "Vaccinations that are missing"
    FOOD = "food", "Food and weight"
    SLEEP = "sleep", "Sleep"
    MIND = "mind", "Fear, sadness or memories that come back"
    SELF_HARM = "self-harm", "Hurting themselves, or not wishing to live"
    SUBSTANCES = "substances", "Drugs or alcohol"
    SEXUAL_HEALTH = "sexual-health", "Sexual health"
    PREGNANCY = "pregnancy", "Pregnancy"
    FGM = "fgm", "Female genital mutilation"
    DISABILITY = "disability", "Disability or learning difficulty"
    LONG_TERM = "long-term", "A long-term illness"
    OTHER = "other", "Something else"


class HelpAnswer(Choice):
    """What a service answers when it is asked to help."""

    BEGUN = "begun", "Help has begun"
    ACCEPTED = "accepted", "Accepted; the child waits"
    REFUSED = "refused", "Refused"
    NOT_WISHED = "not-wished", "The child does not wish it now"


class NeedEnd(Choice):
    """How a need came to an end."""

    MET = "met", "It is met"
    PASSED = "passed", "It has passed by itself"
    GOES_ON = "goes-on", "It goes on after care, with a service that knows the young person"


class AssessmentSort(Choice):
    """Which health assessment of a child in care it was."""

    FIRST = "first", "The first one"
    REVIEW = "review", "A later one"


class Assessor(Choice):
    """Who assessed a child's health."""

    DOCTOR = "doctor", "A doctor"
    NURSE = "nurse", "A nurse or midwife"


class HealthReader(Choice):
    """Who may be kept from reading an entry about health. The values are those of
    `tutela.people.roles.Role`, by which the doors and the database hold the page shut."""

    CARER = "carer", "The carer"
    PERSONAL_ADVISER = "personal-adviser", "The personal adviser"
