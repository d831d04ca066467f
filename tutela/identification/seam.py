"""Hands facts about referrals to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.identification.projections import referral_facts


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """What statistics may know of a child's referrals."""
    for row in referral_facts(whole.chronology, pseudonym):
        yield row.as_mapping()


read_facts_by(facts)
