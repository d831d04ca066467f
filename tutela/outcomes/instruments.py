"""The instruments of this installation: our own working set, and what was loaded beside it.

A loaded instrument is its file in one folder (`TUTELA_INSTRUMENTS`). Every process that serves
reads the folder when it starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from tutela.outcomes.instrument import Instrument, Outcome, read_instrument
from tutela.people.lists import Item

WORKING_SET = "working-set"


@cache
def working_set() -> Instrument:
    """Our own set: not the Creating Stable Futures Positive Outcomes Framework."""
    return read_instrument(files("tutela.outcomes").joinpath("data/working_set.csv").read_bytes())


@cache
def instruments() -> tuple[Instrument, ...]:
    """All instruments, the loaded ones first. Raises BrokenInstrument for a spoilt file."""
    folder = Path(settings.TUTELA_INSTRUMENTS)
    found = [read_instrument(path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    return (*found, working_set())


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by its code."""
    return {outcome.code: outcome for one in instruments() for outcome in one.outcomes}


def outcome_items() -> Iterable[Item]:
    """The outcomes as a list to choose from, under their principles."""
    for one in instruments():
        names = dict(one.principles)
        for outcome in one.outcomes:
            yield Item(outcome.code, outcome.text, names[outcome.principle])


def keep(data: bytes, folder: Path) -> Path:
    """Put an instrument into the folder of those loaded; the same one again replaces it whole.

    Raises BrokenInstrument, and ValueError for one that calls itself our working set.
    """
    read = read_instrument(data)
    if read.id == WORKING_SET:
        raise ValueError("the working set comes with Tutela and can't be replaced")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{read.id}.csv"
    aside = path.with_suffix(".new")
    aside.write_bytes(data)
    os.replace(aside, path)
    return path
