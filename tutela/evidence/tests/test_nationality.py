import polars as pl
import pytest

from tutela.evidence.nationality import label_of, read_nationality
from tutela.evidence.tests.published_files import LEAF_CELLS


@pytest.mark.parametrize(
    ("published", "each"),
    [
        ("Albanian", ("Albanian",)),
        ("Albanian Greek", ("Albanian", "Greek")),
        ("British Virgin Islander Citizen of the Dominican Republic",
         ("British Virgin Islander", "Citizen of the Dominican Republic")),
        ("Congolese Drc ", ("Congolese (DRC)",)),
        ("Congolese (Drc)", ("Congolese (DRC)",)),
        ("Congolese Congo Rwandan", ("Congolese (Congo)", "Rwandan")),
        ("Citizen of Guinea Bissau UK", ("Citizen of Guinea-Bissau", "UK")),
        ("South Sudanese Sudanese", ("South Sudanese", "Sudanese")),
        ("Turkish UKrainian", ("Turkish", "Ukrainian")),
        ("Afghan Unknown", ("Afghan",)),
        ("Unknown", ("Not specified or unknown",)),
        ("Scottish", ("UK",)),
        ("Albanian and Greek", ("Albanian", "Greek")),
    ],
)  # fmt: skip
def test_a_label_is_read_into_the_nationalities_that_it_stands_for(published, each):
    assert read_nationality(published).each == each


def test_every_published_label_is_recognised_and_kept():
    labels = pl.read_csv(LEAF_CELLS)["Nationality"].unique()
    read = [read_nationality(label) for label in labels]
    assert [one.label for one in read if not one.recognised] == []
    assert {one.label for one in read} == {label.strip() for label in labels}


def test_a_label_that_is_not_known_stands_for_itself_and_says_so():
    read = read_nationality("Ruritanian Greek")
    assert (read.label, read.each, read.recognised) == (
        "Ruritanian Greek",
        ("Ruritanian Greek",),
        False,
    )


def test_several_nationalities_are_written_in_one_order():
    assert label_of({"Greek", "Albanian"}) == label_of(["Albanian", "Greek"])
    assert label_of(()) == "Not specified or unknown"
