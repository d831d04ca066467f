"""A chronology that grew entry by entry is the same as one made of all entries at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import all_kinds
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import NOW
from tutela.identity.entries import Gender, GenderStated, Likeness, StatedBy

CHILD = UUID(int=7)
CONTENTS = (
    GenderStated(gender=Gender.FEMALE, stated_by=StatedBy.CHILD),
    Likeness(description="Brown hair"),
)
DAYS = (Moment.day(date(2026, 3, 2)), Moment.day(date(2026, 3, 9)), Moment.unknown())


@st.composite
def growing(draw):
    """Entries of two kinds on few days; some correct or withdraw one that nothing mended yet."""
    entries: list[Entry] = []
    for place in range(1, draw(st.integers(1, 8)) + 1):
        mended = {e.mends for e in entries}
        free = [e.id for e in entries if e.id not in mended and not e.withdraws]
        mends = draw(st.none() | st.sampled_from(free)) if free else None
        withdrawn = mends is not None and draw(st.booleans())
        content = draw(st.sampled_from(CONTENTS))
        entries.append(
            Entry(
                id=UUID(int=place), child=CHILD, place=place,
                kind=next(k for k in all_kinds().values() if k.content is type(content)),
                category=draw(st.sampled_from([k.category for k in all_kinds().values()])),
                content=None if withdrawn else content, happened=draw(st.sampled_from(DAYS)),
                recorded=NOW + timedelta(seconds=place), by=CHILD, by_name="", agency=CHILD,
                agency_name="", corrects=None if withdrawn else mends,
                withdraws=mends if withdrawn else None,
            )
        )  # fmt: skip
    return entries


def asked(chronology: Chronology) -> list[object]:
    """Everything that a chronology answers about its entries."""
    ids = [UUID(int=n) for n in range(1, 10)]
    return [
        list(chronology), chronology.at, chronology.standing_entries,
        [chronology.of(c) for c in (GenderStated, Likeness)],
        chronology.of(GenderStated, Likeness), chronology.of(),
        [i in chronology for i in ids], [chronology.standing(i) for i in ids],
        [chronology.mended_by(i) for i in ids], [chronology.now_reads(i) for i in ids],
        [chronology.first_written(i) for i in ids],
    ]  # fmt: skip


@given(growing(), st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_what_was_worked_out_before_is_carried_over_rightly(entries, looks):
    grown = Chronology(CHILD, (), NOW)
    for entry, look in zip(entries, looks, strict=False):
        # What is carried over hangs on what was asked before: nothing, little or all of it.
        if look:
            grown.standing(entry.id) if look == 1 else asked(grown)
        grown = grown.followed_by(entry, at=entry.recorded)
    assert asked(grown) == asked(Chronology(CHILD, tuple(entries), entries[-1].recorded))


def test_what_was_derived_before_is_derived_again():
    story = Chronology(CHILD, (), NOW)
    assert story.once(len) == 0
    (entry,) = [
        Entry(
            id=UUID(int=1), child=CHILD, place=1, kind=all_kinds()["gender"],
            category=all_kinds()["gender"].category, content=CONTENTS[0], happened=DAYS[0],
            recorded=NOW, by=CHILD, by_name="", agency=CHILD, agency_name="",
        )
    ]  # fmt: skip
    assert story.followed_by(entry).once(len) == 1
