"""The bulletin's tables of referrals and decisions, as the quarterly statistics carry them."""

from __future__ import annotations

from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.measure import Count, Interval, Measure, Median
from tutela.evidence.tables.definitions import (
    AGE_COUNTRY_TYPE_GENDER,
    AT_EXPLOITATION,
    CHILD_NATIONALITY,
    CHILD_YEAR_LOCATION,
    EACH_NATIONALITY,
    LATER_CHANGES,
    NATIONALITY,
    ONLY_CHILDREN,
    ONLY_PRESENT,
    OVERLAPPING,
    QUARTER_AGE,
    QUARTER_AGE_LOCATION,
    QUARTER_TYPE_AGE,
    Table,
)

_RECEIVED = "Referrals to the National Referral Mechanism received in the quarter"
_POSITIVE = {
    "rg": Where("reasonable_grounds", "is", ("Positive",)),
    "cg": Where("conclusive_grounds", "is", ("Positive",)),
}
_DECIDED = {
    "rg": Where("reasonable_grounds", "known"),
    "cg": Where("conclusive_grounds", "known"),
}
_GROUNDS = {"rg": "reasonable_grounds", "cg": "conclusive_grounds"}
_TIMES = (
    "Days are calendar days from the referral to the decision, of decisions made in the quarter. "
    "Referrals that still wait are not among them, so the figure says nothing about their wait."
)
_NOT_CLOSED = Where("withdrawn_on", "unknown")


def _by_quarter(dimension: str, words: str, note: str = ONLY_PRESENT) -> Table:
    name = f"referrals_by_quarter_{dimension}_age"
    return Table(
        name,
        Measure(
            name,
            f"Referrals by quarter, {words} and age at exploitation",
            f"{_RECEIVED}, by {words} and age at exploitation.",
            interval="quarter",
            group_by=(dimension, "age"),
        ),
        across="age",
        notes=(AT_EXPLOITATION, note),
    )


CHILDREN_SHARE = Table(
    "children_share_by_quarter",
    Measure(
        "children_share_by_quarter",
        "Children among all referrals, by quarter",
        f"{_RECEIVED} of people who were 17 or under when they were exploited, out of all "
        "referrals, those of unknown age among them.",
        Count(ONLY_CHILDREN),
        Count(),
        interval="quarter",
    ),
    notes=(AT_EXPLOITATION, LATER_CHANGES),
)


def _decisions(short: str, words: str) -> tuple[Table, ...]:
    """Outcomes, share positive and time, of one kind of decision."""
    grounds = _GROUNDS[short]
    interval: Interval = "rg_quarter" if short == "rg" else "cg_quarter"
    decided, positive = _DECIDED[short], _POSITIVE[short]
    days = f"days_to_{grounds}"
    return (
        Table(
            f"{grounds}_by_quarter_age_outcome",
            Measure(
                f"{grounds}_by_quarter_age_outcome",
                f"{words} decisions by quarter, age at exploitation and outcome",
                f"{words} decisions made in the quarter, whenever the referral was made.",
                Count((decided,)),
                interval=interval,
                group_by=("age", grounds),
            ),
            complete=True,
            across=grounds,
            notes=(AT_EXPLOITATION, LATER_CHANGES),
        ),
        Table(
            f"{grounds}_positive_by_quarter_age",
            Measure(
                f"{grounds}_positive_by_quarter_age",
                f"Positive among all {words.lower()} decisions, by quarter and age",
                f"{words} decisions made in the quarter that were positive, out of all.",
                Count((decided, positive)),
                Count((decided,)),
                interval=interval,
                group_by=("age",),
            ),
            notes=(AT_EXPLOITATION,),
        ),
        Table(
            f"{days}_by_quarter_age",
            Measure(
                f"{days}_by_quarter_age",
                f"Median days to the {words.lower()} decision, by quarter and age",
                f"The middle number of days from referral to {words.lower()} decision.",
                Median(days, (decided,)),
                Count((decided,)),
                interval=interval,
                group_by=("age",),
            ),
            notes=(_TIMES,),
        ),
        Table(
            f"{grounds}_by_authority",
            Measure(
                f"{grounds}_by_authority",
                f"{words} decisions by quarter, competent authority and outcome",
                f"{words} decisions made in the quarter, by who decided.",
                Count((decided,)),
                interval=interval,
                group_by=("authority", grounds),
            ),
            across=grounds,
            notes=(ONLY_PRESENT,),
        ),
    )


AWAITING_REASONABLE = Table(
    "awaiting_reasonable_grounds_by_age",
    Measure(
        "awaiting_reasonable_grounds_by_age",
        "Referrals that await a reasonable grounds decision, by age",
        "Referrals without a reasonable grounds decision at the date of the data that were not "
        "withdrawn, suspended or closed.",
        Count((Where("reasonable_grounds", "unknown"), _NOT_CLOSED)),
        group_by=("age",),
    ),
    complete=True,
    notes=(AT_EXPLOITATION,),
)
AWAITING_CONCLUSIVE = Table(
    "awaiting_conclusive_grounds_by_age",
    Measure(
        "awaiting_conclusive_grounds_by_age",
        "Referrals that await a conclusive grounds decision, by age",
        "Referrals with a positive reasonable grounds decision and no conclusive grounds decision "
        "at the date of the data that were not withdrawn, suspended or closed.",
        Count((_POSITIVE["rg"], Where("conclusive_grounds", "unknown"), _NOT_CLOSED)),
        group_by=("age",),
    ),
    complete=True,
    notes=(AT_EXPLOITATION,),
)
BY_FORM = Table(
    "referrals_by_quarter_form_age",
    Measure(
        "referrals_by_quarter_form_age",
        "Referrals by quarter, each form of exploitation and age at exploitation",
        f"{_RECEIVED}; a person counts under every form that was reported.",
        interval="quarter",
        group_by=("form", "age"),
    ),
    complete=True,
    across="age",
    notes=(AT_EXPLOITATION, OVERLAPPING),
)
BY_RESPONDER = Table(
    "referrals_by_responder_age",
    Measure(
        "referrals_by_responder_age",
        "Referrals by first responder and age at exploitation",
        "Referrals to the National Referral Mechanism in the whole period, by the organisation "
        "that made them.",
        group_by=("responder_type", "responder", "age"),
    ),
    across="age",
    notes=(AT_EXPLOITATION, ONLY_PRESENT),
)
BY_FORCE = Table(
    "referrals_by_force_age",
    Measure(
        "referrals_by_force_age",
        "Referrals by responsible police force and age at exploitation",
        "Referrals to the National Referral Mechanism in the whole period, by the force that is "
        "responsible for the investigation.",
        group_by=("country", "force", "age"),
    ),
    across="age",
    notes=(AT_EXPLOITATION, ONLY_PRESENT),
)
COUNTY_LINES = Table(
    "county_lines_by_quarter_age_gender",
    Measure(
        "county_lines_by_quarter_age_gender",
        "Referrals flagged as county lines, by quarter, age at exploitation and gender",
        f"{_RECEIVED} in which the exploitation was flagged as county lines.",
        Count((Where("county_lines", "is", ("Yes",)),)),
        interval="quarter",
        group_by=("age", "gender"),
    ),
    across="gender",
    notes=(AT_EXPLOITATION, ONLY_PRESENT),
)

REFERRAL_TABLES = (
    QUARTER_AGE,
    CHILDREN_SHARE,
    QUARTER_AGE_LOCATION,
    CHILD_YEAR_LOCATION,
    _by_quarter("gender", "gender"),
    QUARTER_TYPE_AGE,
    BY_FORM,
    COUNTY_LINES,
    NATIONALITY,
    CHILD_NATIONALITY,
    EACH_NATIONALITY,
    _by_quarter("responder_type", "first responder type"),
    BY_RESPONDER,
    AGE_COUNTRY_TYPE_GENDER,
    _by_quarter("country", "country of the responsible police force"),
    BY_FORCE,
    _by_quarter("authority", "competent authority"),
)
DECISION_TABLES = (
    *_decisions("rg", "Reasonable grounds"),
    *_decisions("cg", "Conclusive grounds"),
    AWAITING_REASONABLE,
    AWAITING_CONCLUSIVE,
)
