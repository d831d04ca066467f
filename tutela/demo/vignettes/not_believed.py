"""How Osarugue was not believed at a desk, and told of it."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import SECOND_GUARDIAN
from tutela.participation.treatment import (
    BecauseOf,
    Handling,
    Reader,
    ReportedBy,
    Service,
    Treatment,
    TreatmentHandled,
    TreatmentReported,
)


def not_believed(story: Story) -> None:
    """A complaint, looked into and not answered yet."""
    told = story.tell(
        story.ago(24, "16:00"),
        TreatmentReported(
            reported_by=ReportedBy.CHILD,
            what=frozenset({Treatment.NOT_BELIEVED, Treatment.BLAMED}),
            because=frozenset({BecauseOf.RACE, BecauseOf.SEX}),
            sort=Service.COUNCIL,
            told="At the housing desk somebody said that girls like her come for a flat.",
            child_words="I wanted to be a wall.",
            wishes="That they say sorry, and that another girl does not hear it.",
            kept_from=frozenset({Reader.POST_18_WORKER}),
        ),
        SECOND_GUARDIAN,
    )
    story.tell(
        story.ago(22, "10:00"),
        TreatmentHandled(
            done=frozenset({Handling.ACKNOWLEDGED, Handling.LOOKED_INTO}),
            by="The manager of another team",
            found="A colleague heard it too.",
        ),
        SECOND_GUARDIAN,
        to=told,
    )
