"""A check at intake says whom to ask, and nothing that a wall would hide."""

from dataclasses import fields
from pathlib import Path

import pytest

from tutela.evidence.linkage.intake import Answer, check
from tutela.evidence.linkage.model import shipped_model
from tutela.evidence.linkage.store import Store, build, load, save
from tutela.evidence.linkage.tests.cast import linked, person

KEY = b"sixteen bytes or more"
KNOWN = person("Arben Hoxha", "2008-03-14", nationality="Albanian", number="77")


def store() -> Store:
    others = [(one, "Other Council") for one in linked().people[:300]]
    return build([*others, (KNOWN, "Hull City Council")], shipped_model(), KEY)


@pytest.mark.parametrize("name", ["HODJA Arbën", "Arben Hoxha", "Arden Hoxha"])
def test_a_child_already_known_is_found_under_another_spelling(name: str) -> None:
    answer = check(person(name, "14/03/2008", nationality="Albanian"), store())
    assert answer == Answer(possible=True, ask="Hull City Council")
    assert answer.words == "A possible match exists. Ask the lead of Hull City Council."


def test_a_child_not_known_gets_a_plain_answer() -> None:
    answer = check(person("Zhyan Hawrami", "2011-11-30", nationality="Iraqi"), store())
    assert answer == Answer(possible=False)
    assert "No possible match" in answer.words


def test_the_answer_has_no_room_for_details_or_counts() -> None:
    assert [field.name for field in fields(Answer)] == ["possible", "ask"]
    several = build([(KNOWN, "Hull City Council")] * 5, shipped_model(), KEY)
    one = build([(KNOWN, "Hull City Council")], shipped_model(), KEY)
    assert check(KNOWN, several) == check(KNOWN, one)


def test_the_store_holds_no_name_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    save(store(), tmp_path / "store")
    for path in (tmp_path / "store").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    content = (tmp_path / "store" / "records.parquet").read_bytes().lower()
    for word in (b"arben", b"hoxha", b"arbn", b"2008-03-14", b"albanian"):
        assert word not in content


def test_a_saved_store_answers_the_same_with_its_key_and_nothing_without(tmp_path: Path) -> None:
    save(store(), tmp_path / "store")
    again = load(tmp_path / "store", KEY)
    assert check(KNOWN, again) == check(KNOWN, store())
    wrong = load(tmp_path / "store", b"another key, as long")
    assert check(KNOWN, wrong) == Answer(possible=False)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16"):
        build([], shipped_model(), b"short")


def test_a_child_of_whom_nothing_is_known_matches_nobody() -> None:
    unknown = person("Unknown", "", nationality=None, sex=None, place=None)
    assert check(unknown, store()) == Answer(possible=False)
