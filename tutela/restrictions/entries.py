"""The kinds of entry of this room: a restriction looked at again."""

from __future__ import annotations

from tutela.chronology.kinds import Category, Content, Protected, Text, ask, kind


@kind(
    "restriction-reviewed",
    title="Restriction looked at again",
    category=Category.RECORD,
    when="When was it looked at?",
    says="The restriction was looked at again and stays",
    refers_to="record-restricted",
    group="The record",
)
class RestrictionReviewed(Content):
    """Somebody asked whether the record must still be restricted, and found that it must."""

    why: Protected[Text] = ask(
        "Why must it stay restricted?",
        hint="If it need not, record that the restriction is lifted instead. It never lifts by "
        "itself.",
    )
