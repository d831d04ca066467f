"""What can be answered in a review of how life is going. The scale is ours: the published uses of
outcomes frameworks for trafficked children are conversations, and no scale was found in them."""

from __future__ import annotations

from tutela.chronology.kinds import Choice


class Occasion(Choice):
    """When in their time with us a child is asked."""

    ENTRY = "entry", "When we met"
    REVIEW = "review", "A review"
    LEAVING = "leaving", "When they left our care or support"
    AFTER = "after", "Afterwards"


class Given(Choice):
    """What sort of answer there is. None of them is missing: each says something."""

    STEP = "step", "A step on the scale"
    OWN_WAY = "own-way", "In their own way, without a step: a word, a picture, a gesture"
    NOT_DISCUSSED = "not-discussed", "Not talked about this time"
    NOT_SAID = "not-said", "Chose not to say"
    NOT_RELEVANT = "not-relevant", "Does not matter to them, or does not apply"


class Step(Choice):
    """How far it is so, from a life in which nothing of it is there to one in which it holds."""

    NOT = "1", "Not at all: nothing of this is there yet"
    LITTLE = "2", "A little: it is there on some days, or with one person"
    PARTLY = "3", "Partly: about half of it is there"
    MOSTLY = "4", "Mostly: it is there on most days, and something is still missing"
    HOLDS = "5", "Yes: it is there, and it would hold if something went wrong"

    @property
    def number(self) -> int:
        """Its place. Steps are ordered; they are never added up or averaged."""
        return int(self.value)


class Barrier(Choice):
    """What stands in the way. It stands outside the child."""

    STATUS = "status", "Immigration status, or waiting for it"
    HOUSING = "housing", "Where they live, or housing that is not there"
    SCHOOL = "school", "No place at school, college or training"
    WAIT = "wait", "A waiting list, or a decision that does not come"
    ATTITUDE = "attitude", "How people in charge treat them: disbelief, blame, prejudice"
    MONEY = "money", "Money: theirs, or that of a service"
    LAW = "law", "A law or a rule"
    LANGUAGE = "language", "No interpreter, or none whom they accept"
    CHANGES = "changes", "Workers or homes that change"
    THREAT = "threat", "Those who exploited them, or others who threaten"
    NO_SERVICE = "no-service", "A service that does not exist here"
    OTHER = "other", "Something else"


class Duty(Choice):
    """Whose duty it is to remove a barrier. Never the child's."""

    COUNCIL = "council", "The council’s children’s services"
    HOUSING = "housing", "Housing"
    HOME_OFFICE = "home-office", "The Home Office"
    HEALTH = "health", "Health"
    EDUCATION = "education", "A school, college or education department"
    POLICE = "police", "Police, prosecutors or a court"
    GUARDIANS = "guardians", "The guardian service"
    GOVERNMENT = "government", "Government or parliament"
    OTHER = "other", "Somebody else, named below"


class Progress(Choice):
    """How far a goal has come."""

    BEGUN = "begun", "Begun"
    NEARLY = "nearly", "Nearly there"
    REACHED = "reached", "Reached"
    HELD_UP = "held-up", "Held up by something outside the child"
    LEFT = "left", "They want something else now"
