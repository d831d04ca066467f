"""Fixed answers about school. The wording is ours."""

from __future__ import annotations

from tutela.people.choice import Choice


class Learning(Choice):
    """Where a child learns."""

    SCHOOL = "school", "A school"
    SPECIAL = "special", "A special school"
    COLLEGE = "college", "A college"
    ENGLISH = "english", "English lessons (ESOL)"
    TRAINING = "training", "Training or an apprenticeship"
    TUITION = "tuition", "Lessons at home or online, until there is a place"
    OTHER = "other", "Somewhere else"


class PlaceAnswer(Choice):
    """What is answered to whoever seeks a school place."""

    OFFERED = "offered", "A place is offered"
    WAITING = "waiting", "On a waiting list"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "No longer sought"


class HowMuch(Choice):
    """How much a child learns there."""

    FULL = "full", "Full time"
    PART = "part", "Part of the time"


class WhyLeft(Choice):
    """Why a child left a school. None of it is a fault of theirs."""

    FINISHED = "finished", "Finished"
    MOVED = "moved", "They moved home"
    UNSAFE = "unsafe", "It was not safe there"
    EXCLUDED = "excluded", "The school excluded them"
    OTHER_PLACE = "other-place", "They go to another school or college"
    STATUS = "status", "Their immigration status or its end stood in the way"
    NOT_WISHED = "not-wished", "They did not wish to go on"
    OTHER = "other", "Something else"


class PlanSort(Choice):
    """Which education plan it is."""

    FIRST = "first", "The first one"
    REVIEW = "review", "A later one"
