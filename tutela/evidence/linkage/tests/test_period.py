"""Lists of one period: who was met at another time is left out, who has no day is counted."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutela.evidence.commands.link import link
from tutela.evidence.linkage.period import Period, within
from tutela.evidence.linkage.reading import parse_list
from tutela.evidence.linkage.refusals import Refusal
from tutela.evidence.linkage.tests.cast import write_list
from tutela.evidence.problems import BadInputError

HEADER = "id,name,date_of_birth,seen_on\n"
ROWS = (
    "1,Arben Hoxha,2008-03-14,2025-03-31\n"
    "2,Selam Kidane,2009-07-02,01/04/2025\n"
    "3,Zana Karim,2009-07-09,\n"
)
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def people(rows: str = ROWS):
    return parse_list((HEADER + rows).encode(), "police.csv", "police")


def test_people_met_outside_the_period_are_left_out_and_counted() -> None:
    kept = within(people(), YEAR)
    assert [one.id for one in kept.people] == ["2", "3"]
    assert kept.outside == {"police": 1}
    assert kept.undated == {"police": 1}
    assert "1 records of police don't say when" in kept.warnings[0]


def test_both_ends_belong_to_the_period_and_an_open_end_holds_everything_beyond() -> None:
    assert YEAR.holds(date(2025, 4, 1))
    assert YEAR.holds(date(2026, 3, 31))
    assert not YEAR.holds(date(2026, 4, 1))
    assert Period(start=date(2025, 4, 1)).holds(date(2099, 1, 1))
    assert Period().everything


def test_without_a_period_nobody_is_left_out() -> None:
    assert len(within(people(), Period()).people) == 3


def test_a_list_with_nobody_in_the_period_is_refused() -> None:
    with pytest.raises(Refusal, match="police"):
        within(people(ROWS.splitlines(keepends=True)[0]), YEAR)


def test_a_day_that_is_none_is_said_with_its_row() -> None:
    with pytest.raises(BadInputError, match="seen_on"):
        people("1,Arben Hoxha,2008-03-14,spring\n")


@pytest.mark.parametrize("content", [b"\xff\xfea", b"id,name\n\xff\xfe", b"\x00\x00"])
def test_bytes_that_are_no_text_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadInputError):
        parse_list(content, "police.csv", "police")


def test_the_command_links_one_period_only(tmp_path: Path) -> None:
    files = [write_list(tmp_path, name, ROWS, HEADER) for name in ("police", "charity")]
    words = [*map(str, files), "--out", str(tmp_path / "out"), "--linkages", "0"]
    done = CliRunner().invoke(link, [*words, "--from", "2025-04-01"])
    assert "4 records of 2 lists" in done.output
    wrong = CliRunner().invoke(link, [*words, "--from", "2025-04-01", "--to", "2024-04-01"])
    assert wrong.exit_code == 2
