"""The fixed answers about the people around a child, and about children who are connected."""

from __future__ import annotations

from tutela.people.choice import Choice


class Holder(Choice):
    """Who holds parental responsibility, or decides in its place."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    FAMILY = "family", "Another of the family"
    AUTHORITY = "authority", "The local authority"
    COURT = "court", "A court"
    OTHER = "other", "Somebody else"
    NOBODY_HERE = "nobody-here", "Nobody who can be reached in the United Kingdom"
    NOT_KNOWN = "not-known", "Not known yet"


class Matter(Choice):
    """What somebody may decide or must agree to."""

    CARE = "care", "Where the child lives and who cares for them"
    HEALTH = "health", "Treatment"
    SCHOOL = "school", "School"
    TRAVEL = "travel", "Travel, and papers for it"
    SHARING = "sharing", "What is passed on about the child"


class Tie(Choice):
    """How two people are tied to each other, said from the other's side: "mother" is the child's
    mother. `INVERSE` says it from the child's."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    SIBLING = "sibling", "Brother or sister"
    RELATIVE = "relative", "Another relative"
    OWN_CHILD = "own-child", "The child’s own child"
    CARER = "carer", "Carer"
    PROFESSIONAL = "professional", "Somebody whose work it is to help"
    FRIEND = "friend", "Friend"
    PARTNER = "partner", "Boyfriend or girlfriend"
    ASSOCIATE = "associate", "Somebody who is often with the child"
    SAYS_FAMILY = "says-family", "Somebody who says that they are family"
    EXPLOITER = "exploiter", "Somebody who exploited the child"
    MAY_EXPLOIT = "may-exploit", "Somebody who may be exploiting the child"


INVERSE = {
    Tie.MOTHER: "their child",
    Tie.FATHER: "their child",
    Tie.SIBLING: "their brother or sister",
    Tie.RELATIVE: "a relative of theirs",
    Tie.OWN_CHILD: "their young parent",
    Tie.CARER: "the child they care for",
    Tie.PROFESSIONAL: "the child they help",
    Tie.FRIEND: "their friend",
    Tie.PARTNER: "their boyfriend or girlfriend",
    Tie.ASSOCIATE: "a child who is often with them",
    Tie.SAYS_FAMILY: "a child whom they call family",
    Tie.EXPLOITER: "a child whom they exploited",
    Tie.MAY_EXPLOIT: "a child whom they may be exploiting",
}
"""What the child is to them. The words are ours, and never blame the child."""

HARMS = frozenset({Tie.EXPLOITER, Tie.MAY_EXPLOIT, Tie.SAYS_FAMILY})


class Level(Choice):
    """How worried people are, as a person judges it. Nothing works it out."""

    ACUTE = "acute", "Act today: the child is in danger"
    HIGH = "high", "Very worried: something is happening or about to"
    RAISED = "raised", "Worried: something may be happening"
    WATCHED = "watched", "Settled, and watched"


class Trace(Choice):
    """Something by which two stories may be found to touch."""

    PHONE = "phone", "A telephone number"
    ADDRESS = "address", "An address"


class Bond(Choice):
    """What connects two children. It is the same from both sides, and blames neither."""

    FOUND_TOGETHER = "found-together", "They were found together"
    SIBLINGS = "siblings", "They are brothers or sisters"
    FRIENDS = "friends", "They are friends"
    EXPLOITER = "exploiter", "The same people exploited them"
    PLACE = "place", "They were in the same place"
    PHONE = "phone", "The same telephone number turns up"
    JOURNEY = "journey", "They travelled together"
    OTHER = "other", "Something else"


class Sure(Choice):
    """How sure it is."""

    KNOWN = "known", "Known: the children say so, or it was seen"
    THOUGHT = "thought", "Thought: it fits, and is being looked into"
