"""The made-up caseload has the published proportions, read back from its entries.

Shares of forms, gender, nationality, responder and location are followed evenly: within one
percentage point at 2,000 children. Outcomes and waits are drawn at random: within what chance
explains (about three standard errors).
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from tutela.demo.draws import drawn
from tutela.demo.margins import LOCATIONS, published
from tutela.demo.tests.conftest import NOW
from tutela.demo.vignettes import STORIES
from tutela.identification.answers import GroundsOutcome, Stage, Where
from tutela.identification.entries import (
    Concern,
    ConclusiveGroundsDecision,
    ExploitationEpisode,
    JourneyStage,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
)
from tutela.identity.entries import DateOfBirth, GenderStated, Nationality
from tutela.people import lists

POINT = 0.01


@pytest.fixture(scope="module")
def drawn_records(records):
    return records[len(STORIES) :]


def first(record, kind):
    return next((p.content for p in record.entries if isinstance(p.content, kind)), None)


def all_of(record, kind):
    return [p for p in record.entries if isinstance(p.content, kind)]


def shares(counts):
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def published_shares(key):
    margins, found = published(), Counter()
    for cell, share in zip(margins.cells, margins.shares, strict=True):
        found[key(cell)] += share
    return found


def assert_close(made, said, within):
    for key in made.keys() | said.keys():
        assert made.get(key, 0) == pytest.approx(said.get(key, 0), abs=within), key


def test_forms_of_exploitation_are_those_published(drawn_records):
    short = {"organ-harvesting": "Organ Harvesting"}
    made = Counter(
        tuple(sorted(short.get(f, f.capitalize()) for f in first(r, Concern).forms))
        for r in drawn_records
    )
    assert_close(shares(made), published_shares(lambda c: c.forms), POINT)


def test_genders_are_those_published(drawn_records):
    said = {"Female": "female", "Male": "male", "Other": "other", "Not Recorded": "not-known"}
    made = Counter(first(r, GenderStated).gender.value for r in drawn_records)
    assert_close(shares(made), published_shares(lambda c: said[c.gender]), POINT)


def test_nationalities_are_those_published(drawn_records):
    made = Counter(first(r, Nationality).held for r in drawn_records)
    british = published_shares(
        lambda c: tuple("British" if n == "UK" else n for n in c.nationalities)
    )
    assert_close(shares(made), british, POINT)


def test_first_responders_are_those_published(drawn_records):
    listed = lists.by_value("first_responders")
    sent = [first(r, NrmReferral) for r in drawn_records]
    made = Counter(listed[s.organisation].more["type"] for s in sent if s is not None)
    assert_close(shares(made), published_shares(lambda c: c.responder_type), POINT)


def location(record):
    places = {
        {Where.UK: "UK", Where.OVERSEAS: "Overseas"}[p.content.where]
        for p in all_of(record, ExploitationEpisode)
    }
    for planned in all_of(record, JourneyStage):
        if planned.content.stage is Stage.EXPLOITATION:
            places.add("UK" if planned.content.to_country == "United Kingdom" else "Overseas")
    return "UK and Overseas" if len(places) == 2 else next(iter(places), None)


def test_locations_of_exploitation_are_those_published(drawn_records):
    # A record of the last days may not hold it yet.
    found = Counter(location(r) for r in drawn_records if first(r, NrmReferral))
    assert found.pop(None, 0) < 0.01 * len(drawn_records)
    said = dict(zip(LOCATIONS, published().published_locations, strict=True))
    assert_close(shares(found), said, POINT)


def test_everybody_was_a_child_when_it_began(drawn_records):
    for record in drawn_records:
        # The latest day that it may have been: who may be a child is one.
        born = first(record, DateOfBirth).born.until
        for planned in all_of(record, ExploitationEpisode):
            if planned.happened.start is not None:
                assert planned.happened.start < born + timedelta(days=18 * 365)


def positive(records, kind):
    made = [p.content.outcome for r in records for p in all_of(r, kind)]
    return sum(o is GroundsOutcome.POSITIVE for o in made) / len(made)


def test_decisions_are_as_often_positive_as_published(drawn_records):
    margins = published()
    assert positive(drawn_records, ReasonableGroundsDecision) == pytest.approx(
        margins.positive_reasonable, abs=0.03
    )
    assert positive(drawn_records, ConclusiveGroundsDecision) == pytest.approx(
        margins.positive_conclusive, abs=0.06
    )


def test_the_wait_for_the_first_decision_is_the_published_mean():
    waits = [d.reasonable_wait for d in drawn(0, 20_000, seed=1)]
    assert sum(waits) / len(waits) == pytest.approx(published().wait_days, rel=0.03)


def waiting(record):
    """When somebody began to wait for a final decision, and when the wait ended, if it did."""
    decided = all_of(record, ReasonableGroundsDecision)
    if not decided or decided[0].content.outcome is not GroundsOutcome.POSITIVE:
        return None
    ends = [p.recorded for p in all_of(record, ConclusiveGroundsDecision)]
    return decided[0].recorded, ends[0] if ends else None


def test_final_decisions_come_at_the_published_pace(drawn_records):
    quarters, decided = 0.0, 0
    for record in drawn_records:
        if all_of(record, NrmReferralChange) or all_of(record, ReconsiderationDecided):
            continue
        wait = waiting(record)
        if wait is not None:
            began, ended = wait
            closed = record.entries[-1].recorded
            is_closed = record.entries[-1].content.__class__.__name__ == "RecordClosed"
            until = ended or (closed if is_closed else NOW)
            quarters += (until - began) / timedelta(days=365.25 / 4)
            decided += ended is not None
    assert decided / quarters == pytest.approx(published().decided_a_quarter, abs=POINT)


def test_the_published_figures_are_those_of_the_bulletins():
    margins = published()
    assert margins.shares.sum() == pytest.approx(1)
    assert margins.positive_reasonable == pytest.approx(4610 / 6241)
    assert margins.positive_conclusive == pytest.approx(3085 / 3822)
    both = margins.locations
    uk = sum(s for c, s in zip(margins.cells, margins.shares, strict=True) if c.is_uk_national)
    assert both[0] * uk + both[1] * (1 - uk) == pytest.approx(margins.published_locations, abs=1e-6)
