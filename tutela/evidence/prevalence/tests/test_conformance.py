"""We get what other programs get, to the tolerance beside each reference value."""

import pytest

from tutela.evidence.prevalence import conformance


# Thousands of sweeps for each table: Korea stands for them here, the command does all of them.
def _quick(reference):
    return "lcmcr" not in reference["id"].lower()


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param(r, id=f"{k}-{r['id']}")
        for k, r in enumerate(conformance.references())
        if _quick(r)
    ],
)
def test_the_reference_value_is_reproduced(reference):
    found = list(conformance.checks(reference))
    assert found
    assert [check for check in found if not check.holds] == []


def test_the_latent_class_median_is_that_of_the_authors_program():
    reference = next(r for r in conformance.references() if r["id"] == "lcmcr.Korea.pooled")
    assert all(check.holds for check in conformance.checks(reference))


def test_the_table_of_the_page_says_what_does_not_hold():
    good = conformance.Check("a.b", "population", 0.0, 1e-6)
    bad = conformance.Check("a.c", "population", 0.1, 1e-6, "why")
    table = conformance.as_markdown([good, bad])
    assert "| `a.b` | population | exact | 1e-06 | holds |" in table
    assert "**does not hold**; why" in table
