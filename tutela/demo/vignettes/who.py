"""What is written about who a child is on the first day, where there is little to explain."""

from __future__ import annotations

from datetime import datetime, timedelta

from tutela.demo.localities import Colleague
from tutela.demo.origins import FullName
from tutela.demo.story import Story
from tutela.identity.entries import (
    Gender,
    GenderStated,
    InterpreterWish,
    Languages,
    NameKind,
    NameOrder,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Reading,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer

_MINUTE = timedelta(minutes=1)


def latin(own: str, family: str) -> FullName:
    """A name in Latin letters, own name first."""
    whole = f"{own} {family}"
    return FullName(whole, own, family, whole, NameOrder.GIVEN_FIRST, Script.LATIN)


def say_who(
    story: Story,
    when: datetime,
    by: Colleague,
    *,
    name: FullName,
    gender: Gender,
    nationality: str,
    speaks: tuple[str, ...],
    reading: Reading = Reading.WELL,
) -> None:
    """Name, gender, nationality and languages, as the child says them."""
    foreign = name.script is not Script.LATIN
    stated = NameStated(
        full=name.full,
        kind=NameKind.LEGAL,
        use=NameUse.USE,
        order=name.order,
        own=name.own,
        family=name.family or None,
        script=name.script,
        in_latin=name.latin if foreign else None,
        stated_by=StatedBy.CHILD,
    )
    story.tell(when, stated, by)
    story.tell(when + 2 * _MINUTE, GenderStated(gender=gender, stated_by=StatedBy.CHILD), by)
    held = Nationality(state=NationalityState.HELD, held=(nationality,), stated_by=StatedBy.CHILD)
    story.tell(when + 3 * _MINUTE, held, by)
    needs = "eng" not in speaks[:1]
    languages = Languages(
        speaks=speaks,
        best=speaks[0],
        reading=reading,
        reads=() if reading is Reading.NOT_YET else speaks[:1],
        interpreter=Answer.YES if needs else Answer.NO,
        interpreter_wish=InterpreterWish.ANYONE if needs else None,
        help_needed=Answer.NO,
    )
    story.tell(when + 5 * _MINUTE, languages, by)
