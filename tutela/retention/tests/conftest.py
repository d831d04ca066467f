"""Records from long ago, and a terminal."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest
from click.testing import CliRunner

from tutela.chronology.moment import Moment
from tutela.config import places
from tutela.config.commands import retention
from tutela.config.testing.cast import PASSWORD, email_of
from tutela.doors.recording import record
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    NameKind,
    NameStated,
    NameUse,
    Script,
    StatedBy,
)
from tutela.people.models import Child
from tutela.signin import recovery

DAY = Moment.day(date(2026, 11, 3))


def born(child, who, moment, basis=BirthBasis.SAID):
    """Record a date of birth."""
    record(DateOfBirth(born=moment, basis=basis), child=child, by=who.viewer, happened=DAY)


@pytest.fixture
def old(cast, minh):
    """Minh, whose 75th birthday was on 4 May 2025."""
    name = NameStated(
        full="Minh Canary", kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )  # fmt: skip
    record(name, child=minh, by=cast.alma.viewer, happened=DAY)
    born(minh, cast.alma, Moment.day(date(1950, 5, 4)))
    return minh


@pytest.fixture
def reference(old):
    """What people call the record."""
    return Child.behind_the_door.using("owner").get(id=old).reference


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Type a command; ``typed`` are the answers to what it asks."""
    monkeypatch.setattr(retention, "the_database", nullcontext)
    monkeypatch.setenv("TUTELA_DATA", str(tmp_path / "data"))
    return lambda *words, typed=(): CliRunner().invoke(
        retention.retention, [str(w) for w in words], input="".join(f"{t}\n" for t in typed)
    )


@pytest.fixture
def proof(cast):
    """What somebody types to prove themselves: the password, and a recovery code of their own."""
    codes = {who: recovery.make(getattr(cast, who).id) for who in ("alma", "ben")}
    return lambda who: (PASSWORD, codes[who].pop())


@pytest.fixture
def erase(run, reference, proof):
    """Alma and Ben erase the record together."""

    def done():
        by = [f"--by={email_of(who)}" for who in ("alma", "ben")]
        return run("erase", reference, *by, typed=(*proof("alma"), *proof("ben"), reference))

    return done


@pytest.fixture
def erased_list(run):
    """Where the list of erased records lies."""
    return places.erased_list()
