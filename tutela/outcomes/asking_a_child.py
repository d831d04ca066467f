"""How the young person's own space asks about outcomes: the sentence, the steps as a word and a
picture, and the answers that are no step. Texts are translated where they are shown.

The sentences are the outcomes' own (`tutela.outcomes.instruments`); each picture is named for what
it draws: a plant that grows.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutela.outcomes.answers import Given, Step
from tutela.outcomes.instruments import working_set

QUESTION = "How true is this for you now?"
FREE = "You can skip this. You can answer with a picture, with words, or not at all."


@dataclass(frozen=True)
class Offered:
    """One answer as a child sees it."""

    given: Given
    word: str
    picture: str
    step: Step | None = None


ANSWERS = (
    Offered(Given.STEP, "No", "seed", Step.NOT),
    Offered(Given.STEP, "A little", "sprout", Step.LITTLE),
    Offered(Given.STEP, "Partly", "leaves", Step.PARTLY),
    Offered(Given.STEP, "Mostly", "bud", Step.MOSTLY),
    Offered(Given.STEP, "Yes", "flower", Step.HOLDS),
    Offered(Given.NOT_SAID, "I don’t want to say", "closed-box"),
    Offered(Given.NOT_RELEVANT, "This does not matter to me", "cloud"),
)


@dataclass(frozen=True)
class Asked:
    """One outcome as a child is asked about it: ``outcome`` is what an entry holds."""

    outcome: str
    sentence: str


def asked() -> tuple[Asked, ...]:
    """The outcomes of our working set, in their order."""
    return tuple(Asked(one.code, one.text) for one in working_set().outcomes)
