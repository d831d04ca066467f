import pytest

from tutela.evidence.periods import Quarter
from tutela.evidence.problems import BadInputError
from tutela.evidence.published.cells import read_cells, read_cells_file
from tutela.evidence.tests.published_files import HEADER, LEAF_CELLS, LONGITUDINAL, leaf_file, row

LAST_QUARTER = Quarter(2026, 4)


def refused(content):
    with pytest.raises(BadInputError) as fault:
        read_cells(content, "file.csv", LAST_QUARTER)
    return [(one.row, one.column, one.message) for one in fault.value.problems]


def test_all_people_of_the_published_leaf_cells_are_read():
    cells = read_cells_file(LEAF_CELLS)
    assert cells.total == 21_918
    assert cells.remarks == ()
    assert cells.frame["exploitation"].n_unique() == 24


def test_the_longitudinal_totals_are_checked_and_never_counted():
    cells = read_cells_file(LONGITUDINAL)
    assert cells.totals_checked == 177
    assert cells.total == 94_463
    assert "Total" not in cells.frame["location"].cast(str).to_list()


def test_a_byte_order_mark_and_spaces_around_are_read_through():
    content = b"\xef\xbb\xbf" + leaf_file(row(nationality=" Congolese Drc "))
    assert read_cells(content, "file.csv").frame["nationality"].to_list() == ["Congolese Drc"]


@pytest.mark.parametrize(
    ("bad", "column", "message"),
    [
        (row(people=-3), "People", "negative"),
        (row(people="2.5"), "People", "whole number"),
        (row(people=""), "People", "empty"),
        (row(people="many"), "People", "not a count"),
        (row(people="9" * 13), "People", "more people than there are"),
        (row("2022 Q5"), "Quarter", "“2022 Q5” is not a quarter"),
        (row("Q2"), "Quarter", "is not a quarter"),
        (row("2009 Q1"), "Quarter", "referrals began in 2009 Q2"),
        (row("2027 Q1"), "Quarter", "the last quarter that has begun is 2026 Q4"),
        (row(age="17"), "Age at exploitation", "“17” is not one of"),
        (row(gender="F"), "Gender", "“F” is not one of"),
        (row(responder_type="Church"), "First responder type", "“Church” is not one of"),
        (row(exploitation="Smuggling"), "Exploitation type", "not a form of exploitation"),
        (row(nationality="=SUM(A1)"), "Nationality", "formula"),
        (row(nationality="Alb\x07anian"), "Nationality", "control character"),
        (row(nationality="A" * 501), "Nationality", "longer than"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(bad, column, message):
    [(line, where, said)] = refused(leaf_file(row(gender="Female"), bad))
    assert (line, where) == (3, column)
    assert message in said


def test_every_bad_cell_is_named_at_once():
    problems = refused(leaf_file(row(people=-1), row(gender="?"), row("2022 Q9")))
    assert [(line, column) for line, column, _ in problems] == [
        (2, "People"),
        (3, "Gender"),
        (4, "Quarter"),
    ]


@pytest.mark.parametrize(
    ("header", "column", "message"),
    [
        (HEADER.replace("People", "Persons"), "Persons", "not known"),
        (HEADER.replace(",People", ",Year"), "People", "missing"),
        (HEADER.replace("Quarter,", "Gender,"), "Gender", "more than once"),
        (HEADER.replace("Gender", "Age"), "Age at exploitation", "same as column “Age”"),
        (HEADER.replace("Gender", ""), None, "no heading"),
        (HEADER.replace("Age at exploitation", "Location"), "Age at exploitation", "missing"),
    ],
)
def test_wrong_columns_are_named(header, column, message):
    problems = refused(leaf_file(row(), header=header))
    if "same as" in message:
        assert any("same as column" in said for _, _, said in problems)
    else:
        assert any(where == column and message in said for _, where, said in problems)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (HEADER.encode(), "no row below"),
        (leaf_file(row()).decode().encode("utf-16"), "UTF-16"),
        (leaf_file(row(nationality="Français")).decode().encode("latin-1"), "not UTF-8"),
        (leaf_file(row()).replace(b",", b";"), "semicolons"),
        (b"\x89PNG\x00\x01", "NUL byte"),
        (leaf_file(row() + ",extra"), "has 9 cells where the header has 8"),
        (leaf_file('2022 Q2,"Police'), "not a CSV row"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content, message):
    assert message in refused(content)[0][2]


def test_the_row_of_a_wrong_byte_is_told():
    content = leaf_file(row(), row(nationality="Français")).decode().encode("latin-1")
    [(line, _, message)] = refused(content)
    assert line == 3
    assert "0xE7" in message


def test_a_cell_that_stands_twice_is_refused():
    [(line, _, message)] = refused(leaf_file(row(), row(gender="Female"), row(people=9)))
    assert line == 4
    assert "already in row 2" in message


def test_a_total_beside_leaves_is_checked():
    right = leaf_file(row(), row(gender="Female", people=4), row(gender="Total", people=7))
    assert read_cells(right, "file.csv").total == 7
    wrong = leaf_file(row(), row(gender="Female", people=4), row(gender="Total", people=8))
    [(line, _, message)] = refused(wrong)
    assert line == 4
    assert "says 8 and the rows that it covers add up to 7" in message


def test_a_grand_total_is_checked():
    total = row("Total", people=8, responder_type="Total", responder="Total",
                exploitation="Total", age="Total", gender="Total", nationality="Total")  # fmt: skip
    [(line, _, message)] = refused(leaf_file(row(), row(gender="Female", people=4), total))
    assert (line, "add up to 7" in message) == (4, True)


def test_a_quarter_out_of_order_that_leaves_a_gap_looks_mislabelled():
    rows = [row(quarter) for quarter in ("2022 Q3", "2022 Q4", "2022 Q1", "2023 Q2")]
    [(line, column, message)] = refused(leaf_file(*rows))
    assert (line, column) == (4, "Quarter")
    assert "mislabelled" in message


def test_a_missing_quarter_is_said():
    cells = read_cells(leaf_file(row("2022 Q2"), row("2022 Q4")), "file.csv")
    assert cells.remarks == ("Quarters without any count in the input: 2022 Q3.",)


def test_an_unknown_nationality_is_kept_and_said():
    cells = read_cells(leaf_file(row(nationality="Ruritanian")), "file.csv")
    assert "“Ruritanian”" in cells.remarks[0]


def test_year_and_quarter_may_stand_in_two_columns():
    content = b"Year,Quarter,Age,Location,Referrals\n2022,Q2,Child,UK,5\n"
    frame = read_cells(content, "file.csv").frame
    assert frame.select("year", "quarter", "people").rows() == [("2022", "2022 Q2", 5)]
