"""Tables of one build are protected together."""

from datetime import date, timedelta
from itertools import product

import polars as pl
import pytest

from tutela.evidence.bulletin.contents import build_bulletin
from tutela.evidence.bulletin.fact_tables import GUARDIANS, MISSING
from tutela.evidence.bulletin.referrals import DECISION_TABLES
from tutela.evidence.bulletin.sentences import headline
from tutela.evidence.published.cells import read_cells
from tutela.evidence.tables.build import build
from tutela.evidence.tables.definitions import (
    CHILD_YEAR_LOCATION,
    QUARTER_AGE,
    QUARTER_AGE_LOCATION,
)
from tutela.evidence.tables.protection import NotSafeError, fitted, protected
from tutela.evidence.tests.made_up import many
from tutela.evidence.tests.published_files import leaf_file, row

AGES = ("Adult (18 or over)", "Child (17 or under)")


def cells_file():
    """Three quarters by age, nationality and form, with a few who are alone."""
    rows = [
        row(quarter, age=age, nationality=nationality, exploitation=form, people=people)
        for people, (quarter, age, nationality, form) in zip(
            (40, 7, 9, 22, 13, 12, 31, 1, 5, 1, 6, 1, 27, 9, 12, 17, 4, 11,
             33, 21, 14, 5, 26, 10, 15, 7, 8, 24, 36, 12, 9, 18, 16, 30, 6, 25),
            product(("2022 Q4", "2023 Q1", "2023 Q2"), AGES, ("Albanian", "Eritrean", "UK"),
                    ("Criminal", "Labour & Criminal")),
            strict=True,
        )
    ]  # fmt: skip
    return leaf_file(*rows)


@pytest.fixture(scope="module")
def leaf_control():
    return protected(build(read_cells(cells_file(), "cells.csv").frame), 5)


def test_no_small_count_is_shown_anywhere(leaf_control):
    for name, cells in leaf_control.withheld.items():
        assert not cells["count"].drop_nulls().is_between(1, 4).any(), name
    assert sum(one["count"].null_count() for one in leaf_control.withheld.values()) > 0


def test_what_is_shown_is_true(leaf_control):
    built = build(read_cells(cells_file(), "cells.csv").frame)
    for one in built.tables:
        names = list(one.table.dimensions)
        shown = leaf_control.withheld[one.table.id].join(one.cells, on=names, suffix="_true")
        assert shown.height == one.cells.height
        assert shown.filter(pl.col("count") != pl.col("count_true")).height == 0


def test_a_hidden_cell_is_never_alone_beside_its_total(leaf_control):
    for cells in leaf_control.withheld.values():
        if "Total" not in cells[cells.columns[-2]].to_list():
            continue
        lines = cells.group_by(cells.columns[:-2]).agg(pl.col("count").null_count())
        assert not (lines["count"] == 1).any()


def test_a_year_is_its_quarters_and_children_are_a_part_of_all():
    some = many(60).with_columns(pl.col("referred_on").dt.truncate("6mo"))
    built = build(some, (QUARTER_AGE, QUARTER_AGE_LOCATION, CHILD_YEAR_LOCATION))
    control = protected(built, 5, seconds=3)
    quarters = control.withheld["referrals_by_quarter_age_location"]
    years = control.withheld["child_referrals_by_year_location"]
    child = quarters.filter(pl.col("age") == AGES[1], pl.col("location") != "Total")
    hidden = child.filter(pl.col("count").is_null()).group_by(
        pl.col("quarter").str.head(4).alias("year"), "location"
    ).len()  # fmt: skip
    one = hidden.filter(pl.col("len") == 1).join(years, on=["year", "location"])
    assert one["count"].drop_nulls().is_empty()  # one hidden quarter: its year can't be shown


def test_a_percentage_is_hidden_with_its_counts():
    built = build_bulletin({"referrals": many(700)}, DECISION_TABLES[:3])
    control = protected(built, 5, seconds=5)
    share = control.withheld["reasonable_grounds_positive_by_quarter_age"]
    assert share.filter(pl.col("count").is_null(), pl.col("percent").is_not_null()).is_empty()
    assert share["percent"].null_count() > 0
    days = control.withheld["days_to_reasonable_grounds_by_quarter_age"]
    assert days.filter(pl.col("count").is_null(), pl.col("median").is_not_null()).is_empty()


def test_tables_that_would_make_the_system_too_large_are_left_out_and_said():
    built = build_bulletin({"referrals": many(60)})
    fitting = fitted(built, largest=200)
    assert fitting.tables[0].table.id == "referrals_by_quarter_age"
    left_out = {one.table.id: one.reason for one in fitting.skipped}
    assert (
        "left out so that the others can be protected together"
        in (left_out["referrals_by_age_country_type_gender"])
    )
    assert len(fitting.tables) + len(fitting.skipped) == len(built.tables) + len(built.skipped)


def test_sentences_take_a_total_in_place_of_its_parts(leaf_control):
    said = [one.text for one in headline(leaf_control.withheld, date(2023, 6, 30))]
    built = build(read_cells(cells_file(), "cells.csv").frame)
    [ages] = [one.cells for one in built.tables if one.table.id == "referrals_by_quarter_age"]
    total = ages.filter(pl.col("quarter") == "2023 Q2")["count"].sum()
    assert said[0].startswith(f"In 2023 Q2, {total:,} people were referred")


def test_conditions_become_parts_of_their_populations():
    start = date(2022, 3, 1)
    missing = [
        {"child_key": f"c{n}", "missing_from": start + timedelta(365 * (n % 3)), "now": "Returned",
         "returned_on": date(2025, 1, 1), "interviewed_on": date(2025, 1, 1) if n % 2 else None,
         "found": "Exploited again" if n < 6 else "Not known to have been exploited again"}
        for n in range(90)
    ]  # fmt: skip
    waiting = [
        {"child_key": f"c{n}", "requested_on": start, "state": "Waiting", "area": "Kent"}
        for n in range(12)
    ]
    built = build_bulletin(
        {"missing": MISSING.frame_of(missing), "guardians": GUARDIANS.frame_of(waiting)}
    )
    control = protected(built, 5)
    again = control.withheld["exploited_again_by_year"]
    assert again["count"].to_list() == again["percent"].to_list() == [None, None, None]
    interviews = control.withheld["return_interviews_in_time_by_year"]
    assert interviews["percent"].to_list() == [50.0, 50.0, 50.0]
    assert control.withheld["guardian_requests_by_year_state"]["count"].null_count() == 0


def test_tables_that_can_not_be_made_safe_are_refused():
    # So few that hiding everything but the zeros still tells who is left.
    built = build_bulletin({"referrals": many(60)}, DECISION_TABLES)
    with pytest.raises(NotSafeError, match="can't be made safe together: reasonable_grounds"):
        protected(built, 5, seconds=5)
