"""How long a record is kept. Pure.

Source: The Care Leavers (England) Regulations 2010 (SI 2010/2571), regulations 9 and 10: until the
75th anniversary of the young person's birth. What the same regulation says of a young person who
dies before that age is not worked out here: such a record is kept to the same anniversary.
"""

from __future__ import annotations

from datetime import date

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Retention
from tutela.identity.derive import births

_YEARS = {Retention.CARE_LEAVER: 75}


def kept_until(chronology: Chronology) -> date | None:
    """The day from which a record may be erased; None when nothing says when the child was born.

    Where several dates of birth stand, or only a month or a year is known, the latest day counts:
    a record is never erased too early. The longest time of any kind of entry in it holds.
    """
    years = [_YEARS[entry.kind.retention] for entry in chronology]
    born = births(chronology)
    if not born or not years:
        return None
    return max(birth.turns(max(years))[1] for birth in born)
