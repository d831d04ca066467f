"""The tables, each a measure with the way in which it is laid out.

`referrals_*` and `child_referrals_*` of the command line contract come first; the bulletin adds
the rest in `tutela.evidence.bulletin`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.measure import Count, Measure
from tutela.evidence.vocabulary import CHILD

AT_EXPLOITATION = "Age is the age at the time of the exploitation, not at the time of the referral."
LATER_CHANGES = (
    "Later releases may show other counts for the same period, as records are updated and "
    "duplicates found."
)
AS_PUBLISHED = (
    "Two nationalities are one label, in the spelling of the source. The table by each nationality "
    "brings spellings together and counts a person under each nationality that they hold."
)
OVERLAPPING = (
    "A person is counted under each category that applies, so the counts add up to more than "
    "the number of people."
)
ONLY_PRESENT = "A combination that is not listed has a count of 0."


@dataclass(frozen=True)
class Table:
    """A table of counts: id, measure and layout.

    `complete`: all combinations of the closed dimensions are listed, with 0 where nobody is.
    `across`: the dimension that a page or workbook lays out as columns.
    """

    id: str
    measure: Measure
    complete: bool = False
    across: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the table shows, in one line."""
        return self.measure.title

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The columns before the count."""
        return self.measure.dimensions


ONLY_CHILDREN = (Where("age", "is", (CHILD,)),)

QUARTER_AGE = Table(
    "referrals_by_quarter_age",
    Measure(
        "referrals_by_quarter_age",
        "Referrals by quarter and age at exploitation",
        "Referrals to the National Referral Mechanism received in the quarter.",
        interval="quarter",
        group_by=("age",),
    ),
    complete=True,
    across="age",
    notes=(AT_EXPLOITATION, LATER_CHANGES),
)

QUARTER_AGE_LOCATION = Table(
    "referrals_by_quarter_age_location",
    Measure(
        "referrals_by_quarter_age_location",
        "Referrals by quarter, age at exploitation and location of exploitation",
        "Referrals to the National Referral Mechanism received in the quarter.",
        interval="quarter",
        group_by=("age", "location"),
    ),
    complete=True,
    across="location",
    notes=(AT_EXPLOITATION, LATER_CHANGES),
)

CHILD_YEAR_LOCATION = Table(
    "child_referrals_by_year_location",
    Measure(
        "child_referrals_by_year_location",
        "Referrals of children by year and location of exploitation",
        "Referrals of people who were 17 or under when they were exploited, received in the "
        "calendar year.",
        Count(ONLY_CHILDREN),
        interval="year",
        group_by=("location",),
    ),
    complete=True,
    across="location",
    notes=(AT_EXPLOITATION, LATER_CHANGES),
)

NATIONALITY = Table(
    "referrals_by_nationality",
    Measure(
        "referrals_by_nationality",
        "Referrals by nationality",
        "Referrals to the National Referral Mechanism in the whole period, by nationality.",
        group_by=("nationality",),
    ),
    notes=(AS_PUBLISHED,),
)

CHILD_NATIONALITY = Table(
    "child_referrals_by_nationality",
    Measure(
        "child_referrals_by_nationality",
        "Referrals of children by nationality",
        "Referrals of people who were 17 or under when they were exploited, in the whole period, "
        "by nationality.",
        Count(ONLY_CHILDREN),
        group_by=("nationality",),
    ),
    notes=(AT_EXPLOITATION, AS_PUBLISHED),
)

EACH_NATIONALITY = Table(
    "referrals_by_each_nationality",
    Measure(
        "referrals_by_each_nationality",
        "Referrals by each nationality held and age at exploitation",
        "Referrals in the whole period; a person with two nationalities counts under both.",
        group_by=("each_nationality", "age"),
    ),
    across="age",
    notes=(OVERLAPPING, ONLY_PRESENT),
)

AGE_COUNTRY_TYPE_GENDER = Table(
    "referrals_by_age_country_type_gender",
    Measure(
        "referrals_by_age_country_type_gender",
        "Referrals by age at exploitation, country of the responsible police force, "
        "exploitation type and gender",
        "Referrals to the National Referral Mechanism in the whole period. An exploitation type "
        "is the set of all forms that were reported for the person.",
        group_by=("age", "country", "type", "gender"),
    ),
    across="gender",
    notes=(AT_EXPLOITATION, ONLY_PRESENT),
)

QUARTER_TYPE_AGE = Table(
    "referrals_by_quarter_type_age",
    Measure(
        "referrals_by_quarter_type_age",
        "Referrals by quarter, exploitation type and age at exploitation",
        "Referrals received in the quarter. An exploitation type is the set of all forms that "
        "were reported for the person.",
        interval="quarter",
        group_by=("type", "age"),
    ),
    across="age",
    notes=(AT_EXPLOITATION, ONLY_PRESENT),
)

TABLES = (
    QUARTER_AGE,
    QUARTER_AGE_LOCATION,
    CHILD_YEAR_LOCATION,
    NATIONALITY,
    CHILD_NATIONALITY,
    EACH_NATIONALITY,
    AGE_COUNTRY_TYPE_GENDER,
    QUARTER_TYPE_AGE,
)
