"""Children from referral facts: the domain that suits them, and their attributes as text.

The categories are those of the published statistics; the nationalities named are those that child
referrals of 2022 to 2024 named most. They were fixed from what is published, not from records.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tutela.evidence import vocabulary as words
from tutela.evidence.exploitation import Exploitation, labels_of_all_sets
from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.text import TextTable

from .domain import Domain, domain_of

CHILD_KEY = "child_key"
_OTHER = "Other, several or unknown"
_AWAITING = "None yet"
_NATIONALITIES = (
    "UK", "Albanian", "Vietnamese", "Sudanese", "Eritrean", "Iranian", "Iraqi", "Afghan",
    "Ethiopian", "Romanian", _OTHER,
)  # fmt: skip
_MOST_YEARS = 6


def domain_of_years(years: Sequence[int]) -> Domain:
    """The domain of children first referred in some years. Raises BadInputError."""
    if not 2 <= len(years) <= _MOST_YEARS:
        raise BadInputError("--years", [Problem(f"two to {_MOST_YEARS} years, such as 2022-2025")])
    attributes = {
        "year": [str(year) for year in years],
        "gender": list(words.GENDERS),
        "nationality": list(_NATIONALITIES),
        "exploitation": [*Exploitation, _OTHER],
        "county_lines": list(words.YES_NO),
        "location": list(words.LOCATIONS),
        "responder_type": list(words.RESPONDER_TYPES),
        "country": list(words.COUNTRIES),
        "conclusive_grounds": [*words.OUTCOMES, _AWAITING],
    }
    otherwise = {"nationality": _OTHER, "exploitation": _OTHER}
    return domain_of({"attributes": attributes, "otherwise": otherwise}, "the domain of referrals")


def children_of(referrals: pl.DataFrame, domain: Domain) -> TextTable:
    """Children's first referrals in the domain's years, as text. Raises BadInputError."""
    children = (
        referrals.filter(pl.col("age").cast(pl.String) == words.CHILD)
        .with_columns(pl.col("referred_on").dt.year().cast(pl.String).alias("year"))
        .sort(CHILD_KEY, "referred_on", "referral_key")
        .filter(pl.col("year").is_in(domain.attributes.get("year", ())))
        .with_columns(
            pl.col("exploitation").replace_strict(
                dict(enumerate(labels_of_all_sets())), return_dtype=pl.String
            ),
            pl.col("conclusive_grounds").cast(pl.String).fill_null(_AWAITING),
        )
    )
    if children.is_empty():
        raise BadInputError("the record", [Problem("no child was referred in these years")])
    columns = {
        name: children[name].cast(pl.String).fill_null(words.UNKNOWN).to_list()
        for name in (CHILD_KEY, *domain.names)
        if name in children.columns
    }
    return TextTable("the record", columns, list(range(1, children.height + 1)))
