"""What may be answered about a child who is missing, and about what drew or drove them away."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class MissingKind(Choice):
    """Two situations that guidance keeps apart. Source: DfE statutory guidance on children who run
    away or go missing from home or care (January 2014)."""

    MISSING = "missing", "Missing: nobody knows where they are"
    AWAY = "away", "Away without agreement: we know where they are"


class FromWhere(Choice):
    """From where somebody went."""

    PLACEMENT = "placement", "From where they were placed"
    HOME = "home", "From the family’s home"
    HOTEL = "hotel", "From a hotel or other accommodation of the Home Office"
    SCHOOL = "school", "From school or college"
    JOURNEY = "journey", "On the way somewhere"
    ARRIVAL = "arrival", "From a port, airport or police station, before they were placed"
    OTHER = "other", "From somewhere else"
    NOT_KNOWN = "not-known", "Not known"


class ToldWhom(Choice):
    """Who was told that a child is missing. Source: the same guidance; the competent authority from
    general knowledge."""

    POLICE = "police", "Police"
    PARENT = "parent", "Parents, or whoever has parental responsibility"
    GUARDIAN = "guardian", "Independent guardian"
    REVIEWING_OFFICER = "reviewing-officer", "Independent reviewing officer"
    MANAGER = "manager", "Manager on call"
    HOST_AUTHORITY = "host-authority", "The authority in whose area they live"
    COMPETENT_AUTHORITY = "competent-authority", "Competent authority"
    SOLICITOR = "solicitor", "Solicitor"
    SCHOOL = "school", "School or college"
    HELPLINE = "helpline", "A helpline for missing people"
    OTHER = "other", "Somebody else"


class HowFound(Choice):
    """How it became known where a child is."""

    CAME_BACK = "came-back", "They came back by themselves"
    RANG = "rang", "They rang or wrote to somebody"
    POLICE = "police", "Police found them"
    WORKER = "worker", "A worker, carer or guardian found them"
    FAMILY = "family", "Family or friends found them"
    OTHER_AGENCY = "other-agency", "Another agency recorded them"
    OTHER = "other", "Another way"


class BackTo(Choice):
    """Where a child is now that they are back."""

    SAME = "same", "Where they lived before"
    OTHER_PLACEMENT = "other-placement", "Another placement"
    FAMILY = "family", "With family"
    HOSPITAL = "hospital", "In hospital"
    CUSTODY = "custody", "In a police station, or held"
    OTHER = "other", "Somewhere else"


class InterviewOutcome(Choice):
    """Whether the talk after a return took place."""

    HELD = "held", "It was held"
    NOT_WISHED = "not-wished", "It was offered, and the child did not wish it"
    NOT_HELD = "not-held", "It was not held"


class Push(Choice):
    """What made it hard to stay. The list is ours, from what young people have told researchers."""

    UNSAFE = "unsafe", "They did not feel safe there"
    HURT = "hurt", "Somebody there hurt or frightened them"
    ALONE = "alone", "Nobody there spoke their language, or they felt alone"
    FAR = "far", "They were far from people they know"
    NOT_BELIEVED = "not-believed", "They were not believed, for instance about their age"
    STATUS = "status", "Fear of a decision about their status, or of being sent away"
    MOVED = "moved", "They were to be moved, or had just been"
    SCHOOL = "school", "No school, or trouble at school"
    NO_MONEY = "no-money", "No money, food or telephone of their own"
    RULES = "rules", "Rules that made no sense to them"
    LOW = "low", "They felt very low"
    OTHER = "other", "Something else"
    NOT_SAID = "not-said", "They did not wish to say"


class Pull(Choice):
    """What drew, called or forced them away."""

    EXPLOITER = "exploiter", "Somebody who exploits them called or came for them"
    THREAT = "threat", "A threat to them or their family"
    DEBT = "debt", "Money that they are told they owe"
    WORK = "work", "Work, or being made to work"
    MONEY = "money", "Being given money, things, drugs or alcohol"
    RELATIONSHIP = "relationship", "Somebody they love or think they love"
    FRIENDS = "friends", "Friends"
    FAMILY = "family", "Family, here or in another country"
    COMMUNITY = "community", "Their community or faith"
    OTHER_CHILD = "other-child", "Another child who went or was in danger"
    OTHER = "other", "Something else"
    NOT_SAID = "not-said", "They did not wish to say"
