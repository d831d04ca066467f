"""Dates of birth: a placeholder is no day, and what can't be read is said."""

from datetime import date

import pytest

from tutela.evidence.linkage.births import Birth, NotADateError, read_birth, slips


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("2008-03-14", Birth(2008, date(2008, 3, 14))),
        ("14/03/2008", Birth(2008, date(2008, 3, 14))),
        ("14.3.2008", Birth(2008, date(2008, 3, 14))),
        ("2008-03-14 00:00:00", Birth(2008, date(2008, 3, 14))),
        ("01/01/2008", Birth(2008)),
        ("2008", Birth(2008)),
        ("2008-03", Birth(2008)),
        ("about 2008", Birth(2008, estimated=True)),
        ("", Birth()),
        ("Not known", Birth()),
    ],
)
def test_a_date_is_read_as_what_is_known(text: str, birth: Birth) -> None:
    assert read_birth(text) == birth


@pytest.mark.parametrize("text", ["31/02/2008", "2008-13", "8 March", "1808", "99/99/2008", "12"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADateError):
        read_birth(text)


def test_an_estimated_date_is_a_year() -> None:
    assert read_birth("2008-03-14", estimated=True) == Birth(2008, None, estimated=True)


def test_a_slip_and_a_swap_of_day_and_month_share_a_mark() -> None:
    day = set(slips(date(2008, 3, 4)))
    assert day & set(slips(date(2008, 4, 3)))
    assert day & set(slips(date(2009, 3, 4)))
    assert not day & set(slips(date(2009, 5, 4)))
