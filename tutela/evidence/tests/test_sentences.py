from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.evidence.bulletin.contents import build_bulletin
from tutela.evidence.bulletin.figures import (
    Cells,
    Change,
    Largest,
    NotShownError,
    Number,
    Percent,
    Sentence,
    whole_percent,
)
from tutela.evidence.bulletin.sentences import Said, headline, wrong
from tutela.evidence.published.cells import read_cells_file
from tutela.evidence.tests.made_up import many
from tutela.evidence.tests.published_files import LONGITUDINAL


def tables_of(frame):
    return {one.table.id: one.cells for one in build_bulletin({"referrals": frame}).tables}


@pytest.fixture(scope="module")
def published():
    return tables_of(read_cells_file(LONGITUDINAL).frame)


# As printed by the bulletins named in the domain's sources.
@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [(4524, 4134, "9% more than"), (4524, 4738, "5% fewer than"), (4316, 4521, "5% fewer than"),
     (4316, 3992, "8% more than"), (4758, 4312, "10% more than"), (4758, 4132, "15% more than"),
     (4142, 4413, "6% fewer than"), (910, 590, "54% more than"), (7, 7, "as many as"),
     (1001, 1000, "less than 1% more than")],
)  # fmt: skip
def test_changes_read_as_the_bulletins_print_them(now, before, printed):
    tables = {"t": pl.DataFrame({"q": ["now", "before"], "count": [now, before]})}
    change = Change(Cells("t", (("q", "now"),)), Cells("t", (("q", "before"),)))
    assert change.text(tables) == printed


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(2500, 4953, 50), (2705, 5188, 52), (13704, 17004, 81), (3300, 17004, 19), (7432, 17004, 44),
     (8622, 17004, 51), (4946, 10613, 47), (244, 910, 27), (549, 2255, 24)],
)  # fmt: skip
def test_percentages_read_as_the_bulletins_print_them(part, whole, printed):
    assert whole_percent(part, whole) == printed


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_never_more_than_half_a_point_off(part, whole):
    assert abs(whole_percent(part, whole) * whole - 100 * part) * 2 <= whole


def test_the_headline_of_the_last_published_quarter(published):
    said = [one.text for one in headline(published, date(2023, 12, 31))]
    assert said[0] == (
        "In 2023 Q4, 4,142 people were referred to the National Referral Mechanism: less than 1% "
        "more than in the quarter before (4,131) and 6% fewer than in the same quarter a year "
        "before (4,413)."
    )
    assert said[1].startswith("47% of them (1,945) were children when they were exploited")


def test_a_quarter_that_has_not_ended_is_not_the_headline(published):
    said = headline(published, date(2023, 12, 30))
    assert said[0].text.startswith("In 2023 Q3, 4,131 people")


def test_every_sentence_is_borne_out_by_its_tables(published):
    assert wrong(headline(published, date(2023, 12, 31)), published) == []


def test_a_sentence_that_the_tables_do_not_bear_out_is_found(published):
    said = headline(published, date(2023, 12, 31))
    slip = Said(said[0].sentence, said[0].text.replace("4,142", "4,141"))
    assert len(wrong([slip, *said[1:]], published)) == 1
    assert "can't be worked out" in wrong([said[0]], {})[0]


def test_a_sentence_about_a_withheld_cell_is_left_out(published):
    column = pl.when(pl.col("quarter") == "2023 Q4").then(None).otherwise(pl.col("count"))
    tables = {
        "referrals_by_quarter_age": published["referrals_by_quarter_age"].with_columns(
            column.alias("count")
        )
    }
    assert headline(tables, date(2023, 12, 31)) == []


def test_all_sentences_on_decisions_come_from_facts():
    said = [one.text for one in headline(tables_of(many(3_000)), date(2023, 12, 31))]
    assert any("reasonable grounds decisions were made" in one for one in said)
    assert any("awaited a conclusive grounds decision" in one for one in said)
    assert any("reported most often for children" in one for one in said)


@pytest.mark.parametrize("counts", [[3, 3], [0, 0], [None, 5]])
def test_there_is_no_largest_where_it_is_not_plain(counts):
    tables = {"t": pl.DataFrame({"form": ["a", "b"], "count": counts})}
    with pytest.raises(NotShownError):
        Largest(Cells("t"), "form").text(tables)


def test_nothing_is_said_of_a_share_of_nobody():
    tables = {"t": pl.DataFrame({"count": [0]})}
    with pytest.raises(NotShownError):
        Sentence("{}", (Percent(Cells("t"), Cells("t")),)).text(tables)
    assert Number(Cells("t")).text(tables) == "0"
