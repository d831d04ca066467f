"""Days that make a duty fall due when a story wants it to."""

from __future__ import annotations

from datetime import timedelta

from tutela.chronology.moment import day_start
from tutela.demo.story import Story
from tutela.duties.limits import Limit, Start
from tutela.people.roles import Nation


def days_before_due(
    story: Story, limit: Limit, nation: Nation = Nation.ENGLAND, *, at: str = "15:00"
) -> int:
    """How many days ago something happened whose limit runs out today, or on the first later day
    on which it can (a working day does not end on a Sunday)."""
    tonight = day_start(story.on(0) + timedelta(days=1))
    for days in range(120, 0, -1):
        due = limit.due(Start(story.ago(days, at), nation))
        if due is not None and due >= tonight:
            return days
    raise ValueError(f"{limit.words} is longer than a story looks back")
