"""PINs that somebody who knows people would try first are not taken."""

from __future__ import annotations

import pytest

from tutela.entrance.pins import is_pin, is_weak, random_pin


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "111111", "000000", "121212", "123123", "112211", "890123",
     "010209", "310508", "093007", "081231", "200907", "072009", "123321", "111112"],
)  # fmt: skip
def test_these_are_weak(pin):
    assert is_weak(pin)


@pytest.mark.parametrize("pin", ["482917", "590273", "704618", "987201"])
def test_these_are_not(pin):
    assert not is_weak(pin)


def test_more_than_four_fifths_of_all_pins_remain():
    left = sum(not is_weak(f"{n:06}") for n in range(0, 1_000_000, 7)) * 7
    assert left > 800_000


@pytest.mark.parametrize("text", ["", "12345", "1234567", "48291a", "４８２９１７", "48 917"])
def test_six_figures_are_a_pin_and_nothing_else_is(text):
    assert not is_pin(text)
    assert is_pin("482917")


def test_a_pin_by_chance_is_never_weak():
    assert not any(is_weak(random_pin()) for _ in range(200))
