"""At which decisions a child must be heard. Each room says it of its own kinds of entry::

    hear_the_child_at(NrmReferral, ReasonableGroundsDecision)

Source of the principle: Convention on the Rights of the Child, article 12. Which entries count as
decisions is our own list.
"""

from __future__ import annotations

from tutela.chronology.kinds import Content, kind_of, may_also_refer_to
from tutela.participation.entries import ChildHeard

_decisions: dict[str, None] = {}


def hear_the_child_at(*contents: type[Content]) -> None:
    """Entries of these kinds are decisions about the child: they show as "not yet heard" until the
    child has been."""
    for content in contents:
        slug = kind_of(content).slug
        _decisions[slug] = None
        may_also_refer_to(ChildHeard, slug)


def decisions() -> tuple[str, ...]:
    """Slugs of the kinds of entry that are decisions, in the order in which they were named."""
    return tuple(_decisions)
