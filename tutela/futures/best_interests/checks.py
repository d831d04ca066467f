"""What can't be right about an entry on best interests, in words for whoever records it. Pure.

One of them is more than a slip of the pen: nothing is decided over a child who was not heard unless
their guardian has read why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.futures.best_interests.answers import (
    DecisionOutcome,
    Element,
    HowHeard,
    ReviewOutcome,
    ViewWeight,
)

if TYPE_CHECKING:
    from tutela.futures.best_interests.derive import Determination
    from tutela.futures.best_interests.entries import (
        BestInterestsDecision,
        BestInterestsHeard,
        BestInterestsReview,
        BestInterestsUnheardRead,
        BestInterestsWeighing,
    )


def each_element_once(
    content: BestInterestsWeighing, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One row for each element at most."""
    for element, rows in Counter(w.element for w in content.weighed).items():
        if rows > 1:
            yield Problem("weighed", f"“{element.label}” stands there twice")


def heard_or_explained(
    content: BestInterestsHeard, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What the child said stands there, or why nothing does."""
    if content.how is HowHeard.NOT_HEARD:
        if not content.why_not:
            yield Problem("why_not", "Say why the child was not heard")
    elif not content.child_words:
        yield Problem("child_words", "Write down what the child said, in their own words")


def only_a_reason_is_read(
    content: BestInterestsUnheardRead,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """It answers to an entry that says that the child was not heard."""
    entry = _now(chronology, refers_to)
    if entry is not None and getattr(entry.content, "how", None) is not HowHeard.NOT_HEARD:
        yield Problem("refers_to", "That entry says that the child was heard")


def an_option_is_decided_for(
    content: BestInterestsDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A decision is for one of the options, by a panel; one that is put off is for none."""
    answered_to = _now(chronology, refers_to)
    if answered_to is None:
        return
    is_option = answered_to.kind.slug == "best-interests-option"
    if content.outcome is DecisionOutcome.DECIDED and not is_option:
        yield Problem("refers_to", "Choose the option that was decided for")
    if content.outcome is DecisionOutcome.PUT_OFF and is_option:
        yield Problem("refers_to", "Choose the panel that put it off, not an option")
    found = _determination(chronology, refers_to)
    if found is not None and not any(not p.happened.is_after(happened) for p in found.panels):
        yield Problem("", "Record the panel first, with who sat on it")


def decided_once(
    content: BestInterestsDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What was decided is decided again only after it was reopened."""
    found = _determination(chronology, refers_to)
    if found is None or content.outcome is not DecisionOutcome.DECIDED:
        return
    standing = found.decision
    if standing is not None and not found.is_reopened:
        yield Problem(
            "",
            f"The decision of {tell(standing.happened)} stands. Record that it was looked at again "
            "and reopened, or correct it",
        )


def is_weighed_in_full(
    content: BestInterestsDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Each option was weighed on each element, so that the reasons can be read."""
    found = _determination(chronology, refers_to)
    if found is None or content.outcome is not DecisionOutcome.DECIDED:
        return
    for option in found.options:
        lacking = [e.label for e in Element if e not in option.weighed]
        if lacking:
            yield Problem(
                "",
                f"“{option.content.solution.label}” is not weighed yet on: {'; '.join(lacking)}. "
                "“Not known yet” is an answer too",
            )


def the_child_was_heard(
    content: BestInterestsDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The child was heard; or a reason stands there that the guardian has read themself."""
    found = _determination(chronology, refers_to)
    if found is None or content.outcome is not DecisionOutcome.DECIDED:
        return
    if found.is_heard:
        if content.weight is ViewWeight.NOT_HEARD:
            yield Problem("weight", "The record says that the child was heard. Say what came of it")
        return
    if not found.unheard:
        yield Problem("", "Record how the panel heard the child, or why it did not")
    elif not found.guardian_has_read:
        yield Problem(
            "",
            "The child was not heard. Nothing can be decided until the guardian has read why and "
            "has recorded that themself",
        )
    elif content.weight is not ViewWeight.NOT_HEARD:
        yield Problem("weight", "The record says that the child was not heard")


def weight_is_explained(
    content: BestInterestsDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Where not all agreed, it says who saw it otherwise."""
    if content.agreement == "most" and not content.dissent:
        yield Problem("dissent", "Say who saw it otherwise, and why")


def looks_again_later(
    content: BestInterestsDecision | BestInterestsReview,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """The next look comes after this one."""
    if (
        content.review_on is not None
        and happened.on is not None
        and content.review_on <= happened.on
    ):
        yield Problem("review_on", "Choose a day after this one")


def says_when_again(
    content: BestInterestsReview, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What stands says when it is looked at next."""
    if content.outcome is not ReviewOutcome.REOPENED and content.review_on is None:
        yield Problem("review_on", "Say when it will be looked at next")


def _now(chronology: Chronology, entry: UUID | None) -> Entry | None:
    if entry is None or entry not in chronology:
        return None
    return chronology.now_reads(entry)


def _determination(chronology: Chronology, refers_to: UUID | None) -> Determination | None:
    from tutela.futures.best_interests.derive import determination_of  # noqa: PLC0415 - reads entries

    return determination_of(chronology, refers_to) if refers_to is not None else None
