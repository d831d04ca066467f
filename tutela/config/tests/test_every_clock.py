"""Every statutory clock that the project set out to keep is a duty, as long as the law gives."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from tutela.duties.duty import all_duties
from tutela.people.roles import Nation

NATIONS = {
    "UK": frozenset(Nation),
    "UK-pilot": frozenset({Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND}),
    "ENG": frozenset({Nation.ENGLAND}),
    "WLS": frozenset({Nation.WALES}),
    "SCT": frozenset({Nation.SCOTLAND}),
}


def clocks() -> list[dict[str, str]]:
    with files("tutela.duties").joinpath("data", "statutory_clocks.csv").open() as lines:
        return list(csv.DictReader(lines))


# The file counts no days from the birthday itself, and years from birth.
SAID_OTHERWISE = {"TURN18_CONSENT": ("18", "age"), "RECORD_RETENTION": ("75", "age")}


@pytest.mark.parametrize("clock", clocks(), ids=lambda clock: clock["id"])
def test_a_clock_is_a_duty(clock: dict[str, str]) -> None:
    duty = all_duties()[clock["id"]]
    assert duty.nations == NATIONS[clock["nation"]]
    assert duty.source.checked == (clock["checked"] == "yes")
    length = SAID_OTHERWISE.get(clock["id"], (clock["limit"], clock["unit"]))
    assert (str(duty.within.number), duty.within.unit) == length
