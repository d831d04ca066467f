"""Names of many scripts and orders meet where a person would say that they are one."""

import pytest

from tutela.evidence.linkage.names import (
    letters,
    near_rest_codes,
    skeleton,
    skeletons,
    telling_codes,
    tokens,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Ahmed", "AHMAD, Muhamad"),
        ("محمد أحمد", "Mohamed Ahmed"),
        ("Abdul Rahman", "عبدالرحمن"),
        ("Abd al-Rahman", "Abdelrahman"),
        ("Hoxha", "Hodja"),
        ("Gëzim Xhafa", "gezim jafa"),
        ("Nguyễn Thị Đào", "DAO NGUYEN THI"),
        ("ተስፋይ ገብረማርያም", "Ghebremariam Tesfai"),
        ("Gebre Mariam Tesfay", "Tesfaye Gebremariam"),
        ("Rahmat Ullah", "Rahmatullah"),
        ("نجیب الله", "Najibullah"),
        ("ڕێبوار قادر", "Rebwar Qadir"),
        ("Yonas", "Jonas"),
        ("FNU Ahmad", "Mr Ahmed"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeletons(tokens(one)) == skeletons(tokens(other)) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nguyen Hai", "Nguyen Hieu"), ("Mohammed", "Mustafa"), ("Selam", "Samuel Ali")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert skeletons(tokens(one)) != skeletons(tokens(other))


@pytest.mark.parametrize(
    "nothing", ["", "Unknown", "not known", "FNU LNU", "?", "名 ".strip("名 ")]
)
def test_no_name_is_no_name(nothing: str) -> None:
    assert tokens(nothing) == ()
    assert letters(skeletons(tokens(nothing))) is None


def test_a_name_divided_otherwise_has_the_same_letters() -> None:
    assert letters(skeletons(tokens("Gul Agha Khan"))) == letters(skeletons(tokens("Gulagha Khan")))


def test_one_slip_in_one_part_is_found_and_twins_are_not_taken_for_a_slip() -> None:
    right = set(near_rest_codes(tokens("Arben Hoxha")))
    assert right & set(near_rest_codes(tokens("Arden Hodja")))
    assert not right & set(near_rest_codes(tokens("Besnik Hoxha")))


def test_the_information_shared_is_counted_in_bits() -> None:
    bits = {"ngn": 1, "vn": 2}
    one = set(telling_codes(("ngn", "trng", "vn"), bits))
    other = set(telling_codes(("hng", "ngn", "vn"), bits))
    assert len(one & other) == 3


def test_a_short_name_keeps_its_vowels() -> None:
    assert skeleton("hoa") != skeleton("hieu")
