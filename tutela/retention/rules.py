"""How long a record is kept. Pure.

The law of the lead agency's nation sets a time for children who were looked after, from birth, and
another for those who died before 18. We know of no law for children who were never looked after: an
installation may set its own time; without one they are kept as if they had been.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tutela.chronology.entry import Chronology
from tutela.duties.duty import Source
from tutela.duties.limits import birthday
from tutela.identity.derive import births
from tutela.people.roles import Nation
from tutela.protection.placement.entries import PlacementBegan

ADULT = 18


@dataclass(frozen=True)
class Rule:
    """Kept until the so-many-th anniversary of birth; of a child who died before 18, so many years
    from the day of death."""

    from_birth: int
    from_death: int
    source: Source


RULES = {
    Nation.ENGLAND: Rule(
        75,
        15,
        Source(
            "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)",
            "reg. 50; for care leavers SI 2010/2571 regs 9-10",
        ),
    ),
    Nation.SCOTLAND: Rule(
        100,
        25,
        Source("Looked After Children (Scotland) Regulations 2009 (SSI 2009/210)", "reg. 43"),
    ),
    # The times are those of SI 2007/310 (W.27) reg. 10, which these regulations follow; their own
    # words were not seen.
    Nation.WALES: Rule(
        75,
        15,
        Source(
            "Care Planning, Placement and Case Review (Wales) Regulations 2015 (SI 2015/1818)",
            checked=False,
        ),
    ),
    # The times are those of SR 2005/176 reg. 27, for children's homes; the words of reg. 9 were not
    # seen.
    Nation.NORTHERN_IRELAND: Rule(
        75,
        15,
        Source(
            "Arrangements for Placement of Children (General) Regulations (NI) 1996 (SR 1996/453)",
            "reg. 9",
            checked=False,
        ),
    ),
}


@dataclass(frozen=True)
class Said:
    """What was said about a record that changes its time: the day on which the child died, and
    that they were never looked after."""

    died: date | None = None
    never_looked_after: bool = False


def kept_until(
    chronology: Chronology, nation: Nation, said: Said, own_years: int | None = None
) -> date | None:
    """The day from which a record may be erased; None when nothing says when the child was born.

    Where several dates of birth stand, or only a month or a year is known, the latest day counts:
    a record is never erased too early. ``own_years`` is the installation's own time, from birth,
    for children who were never looked after.
    """
    born = births(chronology)
    if not born:
        return None
    rule = RULES[nation]
    if said.died is not None and all(said.died < birth.turns(ADULT)[0] for birth in born):
        return birthday(said.died, rule.from_death)
    years = rule.from_birth
    if own_years is not None and said.never_looked_after and not was_looked_after(chronology):
        years = own_years
    return max(birth.turns(years)[1] for birth in born)


def was_looked_after(chronology: Chronology) -> bool:
    """Does the record show a home that an agency found?"""
    return any(True for _ in chronology.of(PlacementBegan))
