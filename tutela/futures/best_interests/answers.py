"""The fixed answers of best interests work, in words that a young person could read too."""

from __future__ import annotations

from tutela.people.choice import Choice


class Element(Choice):
    """What is looked at, each by itself, when a child's best interests are assessed.

    The names follow general comment No. 14 of the UN Committee on the Rights of the Child (2013),
    whose paragraphs 52-79 hold the elements. Their names were written from memory and have not been
    checked against the text (see `rules.ELEMENTS`); the plain words are ours.
    """

    VIEWS = "views", "What the child thinks and wishes"
    IDENTITY = "identity", "Who the child is: language, faith, culture, sense of self"
    FAMILY = "family", "Family, and the people who matter to them"
    SAFETY = "safety", "Care, protection and safety"
    VULNERABILITY = "vulnerability", "What makes life harder for this child than for others"
    HEALTH = "health", "Health of body and mind"
    EDUCATION = "education", "School, learning and work to come"


class Extent(Choice):
    """How far an assessment goes."""

    FIRST = "first", "A first, short one: what must be decided now"
    FULL = "full", "A full one: for a decision that will last"


class Ahead(Choice):
    """Which decision the assessment is for."""

    SOLUTION = "solution", "A solution that lasts: where and with whom the child will grow up"
    CARE = "care", "Care for the time being"
    FAMILY = "family", "Living with, or apart from, parents or family"
    STATUS = "status", "A step in immigration or asylum"
    OTHER = "other", "Something else"


class Solution(Choice):
    """The three lasting solutions with their variants, and that none is ready yet."""

    STAY = "stay", "Stay in the United Kingdom and settle here"
    STAY_FAMILY = "stay-family", "Stay in the United Kingdom, with family here"
    RETURN_FAMILY = "return-family", "Return to the country of origin, to family"
    RETURN_CARE = "return-care", "Return to the country of origin, to other care"
    THIRD_FAMILY = "third-family", "Move to another country, to family there"
    THIRD_OTHER = "third-other", "Move to another country, without family there"
    NOT_YET = "not-yet", "No lasting solution yet: stay as it is, and look again"


RETURNS = frozenset({Solution.RETURN_FAMILY, Solution.RETURN_CARE})


class Speaks(Choice):
    """What an element means for an option. There is no number, and nothing is added up."""

    FOR = "for", "Speaks for it"
    AGAINST = "against", "Speaks against it"
    BOTH = "both", "Speaks for it and against it"
    NEITHER = "neither", "Makes no difference"
    NOT_KNOWN = "not-known", "Not known yet"


class WeighedBy(Choice):
    """Who weighed an option."""

    ASSESSOR = "assessor", "Whoever made the assessment"
    PANEL = "panel", "The panel"
    GUARDIAN = "guardian", "The guardian"


class HowHeard(Choice):
    """How the panel heard the child."""

    IN_PERSON = "in-person", "The child spoke with the panel"
    MEMBER = "member", "The child spoke with one of the panel"
    GUARDIAN = "guardian", "Through the guardian, as the child wished"
    ADVOCATE = "advocate", "Through an advocate, as the child wished"
    OWN_WAY = "own-way", "In writing, a drawing or a recording of their own"
    NOT_HEARD = "not-heard", "The child was not heard"


class Agreement(Choice):
    """Whether the panel was of one mind."""

    ALL = "all", "All agreed"
    MOST = "most", "Most agreed"


class DecisionOutcome(Choice):
    """What the panel decided."""

    DECIDED = "decided", "Decided"
    PUT_OFF = "put-off", "Put off: more must be known first"


class ViewWeight(Choice):
    """What became of the child's view in the decision."""

    FOLLOWED = "followed", "It is what the child wished"
    PARTLY = "partly", "It is in part what the child wished"
    NOT_FOLLOWED = "not-followed", "It is not what the child wished"
    NO_WISH = "no-wish", "The child did not wish to say"
    NOT_HEARD = "not-heard", "The child was not heard"


class ReviewWhy(Choice):
    """What makes a decision be looked at again."""

    DUE = "due", "The day that was set"
    CHILD = "child", "The child asked for it"
    FACTS = "facts", "Something new is known"
    STATUS = "status", "A decision on immigration or asylum"
    MISSING = "missing", "The child went missing"
    AGE = "age", "The child comes of age"
    OTHER = "other", "Something else"


class ReviewOutcome(Choice):
    """What looking again led to."""

    STANDS = "stands", "The decision stands"
    CHANGED = "changed", "The decision stands, with other conditions"
    REOPENED = "reopened", "Reopened: a panel decides again"
