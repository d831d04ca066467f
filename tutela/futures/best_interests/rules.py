"""Where the procedure comes from, and what a panel should look at in itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutela.duties.duty import Source
from tutela.people.choice import Answer

if TYPE_CHECKING:
    from tutela.futures.best_interests.entries import BestInterestsPanel

ELEMENTS = Source(
    "UN Committee on the Rights of the Child, general comment No. 14 (2013)",
    "paras 52-79",
    checked=False,
)
"""That these paragraphs hold the elements is checked; how they name them is not."""

SOLUTIONS = Source("UN Committee on the Rights of the Child, general comment No. 6", checked=False)

FEWEST = 3
"""A panel usually has three to five members. As recalled of UNHCR's guidelines; not checked."""


def words_to_a_panel(panel: BestInterestsPanel) -> Iterator[str]:
    """What a panel may wish to put right before it decides. None of it stops a decision."""
    members = panel.members
    if len(members) < FEWEST:
        yield "Fewer than three people sit on it. Usually it is three to five."
    if len({m.agency.casefold().strip() for m in members}) < 2:
        yield "All come from one agency. Bring in somebody from another."
    if not any(m.independent is Answer.YES for m in members):
        yield "Nobody on it is independent of the decisions made so far."
    if any(m.confidential is not Answer.YES for m in members):
        yield "Not everybody has promised in writing to keep what they hear to themselves."
