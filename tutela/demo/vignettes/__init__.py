"""Children whose stories were written by hand, after situations that research and practice know.

None of them is, or is drawn from, a real child. Dates are counted back from the day on which the
demonstration stands, so that on any day something is due, overdue, and done in time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tutela.demo.story import Story
from tutela.demo.vignettes.across_the_country import idris
from tutela.demo.vignettes.asked_at_last import rhys, zain
from tutela.demo.vignettes.by_sea_and_field import lukas, osarugue
from tutela.demo.vignettes.county_lines import freya
from tutela.demo.vignettes.disbelieved_before import aram, ardit
from tutela.demo.vignettes.does_not_know_where import selam
from tutela.demo.vignettes.first_nights import guled, naveed, unnamed
from tutela.demo.vignettes.found_in_a_house import quan
from tutela.doors.importing import PlannedChild

STORIES: tuple[Callable[[Story], None], ...] = (
    quan, selam, idris, freya, naveed, aram, ardit, rhys, osarugue, unnamed, lukas, guled, zain,
)  # fmt: skip


def vignettes(*, seed: int, now: datetime) -> tuple[PlannedChild, ...]:
    """The hand-written records, always in the same order."""
    return tuple(_told(number, seed, now) for number in range(len(STORIES)))


def _told(number: int, seed: int, now: datetime) -> PlannedChild:
    story = Story(number, seed=seed, now=now)
    STORIES[number](story)
    return story.finished()
