from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.tests.story import Story
from tutela.identity.derive import called, names, names_to_use
from tutela.identity.entries import NameKind, NameStated, NameUse, Script, StatedBy
from tutela.identity.faces import face


def name(
    full: str,
    kind: NameKind = NameKind.LEGAL,
    use: NameUse = NameUse.USE,
    script: Script = Script.LATIN,
    in_latin: str | None = None,
) -> NameStated:
    return NameStated(
        full=full, kind=kind, use=use, script=script, in_latin=in_latin, stated_by=StatedBy.CHILD
    )


def test_without_a_name_there_is_none_to_call() -> None:
    assert called(Story().read()) is None


def test_the_name_a_child_wishes_for_goes_before_the_one_on_papers() -> None:
    story = Story()
    story.tell(name("Minh", NameKind.NICKNAME, NameUse.WISHED), date(2026, 3, 1))
    story.tell(name("Nguyễn Văn Minh"), date(2026, 3, 4))

    assert called(story.read()) == "Minh"
    assert [n.full for n in names(story.read())] == ["Minh", "Nguyễn Văn Minh"]


@pytest.mark.parametrize("use", [NameUse.USE, NameUse.RECORD_ONLY, NameUse.NEVER])
def test_a_name_that_somebody_made_them_use_is_never_shown(use: NameUse) -> None:
    story = Story()
    story.tell(name("Jonny", NameKind.GIVEN_BY_OTHERS, use), date(2026, 3, 1))

    assert called(story.read()) is None
    assert face(story.read()).others == ("Jonny",)


def test_a_child_may_wish_to_keep_a_name_that_was_given_to_them() -> None:
    story = Story()
    story.tell(name("Jonny", NameKind.GIVEN_BY_OTHERS, NameUse.WISHED), date(2026, 3, 1))

    assert called(story.read()) == "Jonny"


def test_a_name_that_hurts_is_not_used_while_there_is_another() -> None:
    story = Story()
    story.tell(name("Selam Tesfay", use=NameUse.RECORD_ONLY), date(2026, 3, 1))
    story.tell(name("Titi", NameKind.NICKNAME, NameUse.NEVER), date(2026, 3, 2))

    assert called(story.read()) == "Selam Tesfay"


def test_names_that_may_be_used_leave_out_those_that_were_forced_or_hurt() -> None:
    story = Story()
    story.tell(name("Selam Tesfay"), date(2026, 3, 1))
    story.tell(name("Titi", NameKind.NICKNAME, NameUse.NEVER), date(2026, 3, 2))
    story.tell(name("Sara", NameKind.GIVEN_BY_OTHERS, NameUse.RECORD_ONLY), date(2026, 3, 3))
    story.tell(name("Kid", NameKind.GIVEN_BY_OTHERS, NameUse.WISHED), date(2026, 3, 4))

    assert [n.full for n in names_to_use(story.read())] == ["Selam Tesfay", "Kid"]


def test_a_name_in_another_script_is_called_as_it_was_given_in_latin_letters() -> None:
    story = Story()
    story.tell(name("ሰላም ተስፋይ", script=Script.ETHIOPIC, in_latin="Selam Tesfay"), date(2026, 3, 1))

    assert called(story.read()) == "Selam Tesfay"
    assert face(story.read()).others == ("ሰላም ተስፋይ",)


def test_a_withdrawn_name_is_gone_and_was_there_before() -> None:
    story = Story()
    entry = story.tell(name("Ahmad Noor"), date(2026, 3, 1))
    before = entry.recorded
    story.withdraw(entry)

    assert called(story.read()) is None
    assert called(story.read(before)) == "Ahmad Noor"
