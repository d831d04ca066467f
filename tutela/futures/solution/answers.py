"""The fixed answers of a plan for a solution that lasts."""

from __future__ import annotations

from tutela.people.choice import Choice


class GoalArea(Choice):
    """Parts of life in which a plan has goals. The first seven follow the Council of Europe's
    recommendation CM/Rec(2007)9 on life projects; the last three are ours."""

    SOCIAL = "social", "Living among others"
    PERSONAL = "personal", "Growing as a person"
    CULTURE = "culture", "Language, faith and culture"
    HOUSING = "housing", "A home"
    HEALTH = "health", "Health"
    LEARNING = "learning", "School and training"
    WORK = "work", "Work"
    SAFETY = "safety", "Being safe from those who exploited them"
    STATUS = "status", "Leave to remain, and papers"
    FAMILY = "family", "Family"


class Progress(Choice):
    """How far an action has come."""

    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"
    STUCK = "stuck", "Stuck"
    DROPPED = "dropped", "No longer wished or needed"


ENDS = frozenset({Progress.DONE, Progress.DROPPED})


class TracingWish(Choice):
    """What a child wishes of the search for their family."""

    YES = "yes", "They wish it"
    NO = "no", "They do not wish it"
    LATER = "later", "Not now; ask again"
    STOP = "stop", "They wish it to stop"


class TracingResult(Choice):
    """What came of a step of the search."""

    ASKED = "asked", "Asked; no answer yet"
    NOT_FOUND = "not-found", "Nobody found"
    FOUND = "found", "Somebody found; no contact yet"
    CONTACT = "contact", "Contact, as the child wished"
    DANGER = "danger", "A danger was found: the search stopped"


class Caregiver(Choice):
    """Who would care for the child there."""

    PARENT = "parent", "A parent"
    FAMILY = "family", "Another of the family"
    OTHER = "other", "Foster carers or a home"
    NOBODY = "nobody", "Nobody"
    ADULT = "adult", "None is needed: 18 or over"


class Began(Choice):
    """What began, and is followed from then on."""

    SETTLED = "settled", "Life here, for good"
    WITH_FAMILY = "with-family", "Life with family here"
    CARE_ENDED = "care-ended", "Care by the local authority ended"
    RETURNED = "returned", "Returned to the country of origin"
    MOVED_ABROAD = "moved-abroad", "Moved to another country"


ABROAD = frozenset({Began.RETURNED, Began.MOVED_ABROAD})


class Point(Choice):
    """At which point it was looked at."""

    ONE = "1-month", "After one month"
    THREE = "3-months", "After three months"
    TWELVE = "12-months", "After a year"
    TWENTY_FOUR = "24-months", "After two years"
    OTHER = "other", "At another time"


class HowKnown(Choice):
    """How it is known how they are."""

    SEEN = "seen", "Seen"
    SPOKEN = "spoken", "Spoken with"
    PARTNER = "partner", "Through a service that sees them"
    NOT_REACHED = "not-reached", "Not reached"
