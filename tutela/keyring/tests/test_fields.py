"""Exact identifiers are compared as people mean them, however they are typed."""

from __future__ import annotations

import pytest

from tutela.keyring.fields import HOME_OFFICE, NHS, NRM, PHONE, normalised


@pytest.mark.parametrize(
    ("field", "written", "same"),
    [
        (NHS, "943 476 5919", "9434765919"),
        (NHS, "943-476-5919", "9434765919"),
        (NHS, "９４３４７６５９１９", "9434765919"),
        (HOME_OFFICE, "m 1234567/2", "M12345672"),
        (HOME_OFFICE, "M1234567-2", "M12345672"),
        (NRM, "nrm 001.234", "NRM001234"),
        (PHONE, "07700 900123", "+447700900123"),
        (PHONE, "+44 (0)7700 900-123", "+447700900123"),
        (PHONE, "0044 7700 900123", "+447700900123"),
        (PHONE, "+84 91 234 56 78", "+84912345678"),
    ],
)
def test_an_identifier_is_the_same_however_it_is_typed(field, written, same):
    assert normalised(field, written) == same


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (NHS, "12345"), (NHS, "minh"), (NHS, ""), (HOME_OFFICE, "Nguyen"), (HOME_OFFICE, "12"),
        (NRM, "anh thi"), (PHONE, "999"), (PHONE, "7700 900123"), (PHONE, "+1234567890123456789"),
        (PHONE, "07700 CALL ME"),
    ],
)  # fmt: skip
def test_what_is_no_such_identifier_is_compared_with_none(field, written):
    assert normalised(field, written) is None
