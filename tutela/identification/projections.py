"""Facts about referrals that statistics count: one row per referral, without anybody's identity.

The field names and words are those of the published statistics, which the evidence library reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.moment import LONDON
from tutela.duties.duty import happened_at
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    GroundsOutcome,
)
from tutela.identification.derive import (
    AgeAtExploitation,
    Location,
    age_at_exploitation,
    county_lines,
    episodes,
    forms_of_exploitation,
    location_of_exploitation,
)
from tutela.identification.mechanism import CrimeReported, LocalAuthorityTold
from tutela.identification.referrals import (
    Grounds,
    Referral,
    ReferralStatus,
    referrals,
)
from tutela.identification.rules import force_nation, published_name, responder_type
from tutela.identity.derive import gender, nationality
from tutela.identity.entries import Gender, NationalityState
from tutela.people.roles import Nation

UNKNOWN = "Not specified or unknown"

_FORMS = {
    ExploitationForm.SEXUAL: "Sexual",
    ExploitationForm.LABOUR: "Labour",
    ExploitationForm.DOMESTIC: "Domestic",
    ExploitationForm.ORGANS: "Organ Harvesting",
    ExploitationForm.CRIMINAL: "Criminal",
}
_GENDERS = {Gender.FEMALE: "Female", Gender.MALE: "Male", Gender.OTHER: "Other"}
_AUTHORITIES = {
    CompetentAuthority.SCA: "Single Competent Authority",
    CompetentAuthority.IECA: "Immigration Enforcement Competent Authority",
    CompetentAuthority.LOCAL_PANEL: "Local decision-making panel",
}
_OUTCOMES = {GroundsOutcome.POSITIVE: "Positive", GroundsOutcome.NEGATIVE: "Negative"}
_ENDED = frozenset(
    {
        ReferralStatus.WITHDRAWN,
        ReferralStatus.CLOSED,
        ReferralStatus.DUPLICATE,
        ReferralStatus.DISQUALIFIED,
        ReferralStatus.SUSPENDED,
    }
)


@dataclass(frozen=True)
class ReferralRow:
    """One referral as statistics count it. Keys are pseudonyms; None is not known, or not yet."""

    referral_key: str
    child_key: str
    referred_on: date
    age_at_exploitation: str
    gender: str
    nationalities: frozenset[str]
    exploitation_types: frozenset[str]
    county_lines: bool | None
    location_of_exploitation: str
    first_responder: str
    first_responder_type: str
    police_force: str | None
    police_force_country: str | None
    local_authority: str
    competent_authority: str
    reasonable_grounds: str | None
    reasonable_grounds_on: date | None
    conclusive_grounds: str | None
    conclusive_grounds_on: date | None
    withdrawn_on: date | None

    def as_mapping(self) -> Mapping[str, Any]:
        """The row as the seam hands it over."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def referral_facts(
    chronology: Chronology, pseudonym: Callable[[UUID], str]
) -> Iterator[ReferralRow]:
    """One row per referral that stands, as the chronology is known, in the order of sending."""
    for referral in referrals(chronology):
        # A second referral for the same events is not counted twice.
        if referral.status(chronology.at) is not ReferralStatus.DUPLICATE:
            yield _row(referral, chronology, pseudonym)


def _row(
    referral: Referral, chronology: Chronology, pseudonym: Callable[[UUID], str]
) -> ReferralRow:
    known = episodes(chronology, referral.at)
    age = age_at_exploitation(chronology, referral.at)
    where = location_of_exploitation(known)
    force = _police_force(chronology)
    said = gender(chronology)
    reasonable, reasonable_on = _decided(referral, Grounds.REASONABLE, chronology.at)
    conclusive, conclusive_on = _decided(referral, Grounds.CONCLUSIVE, chronology.at)
    organisation = referral.content.organisation
    return ReferralRow(
        referral_key=pseudonym(chronology.first_written(referral.sent.id)),
        child_key=pseudonym(chronology.child),
        referred_on=_day(referral.at),
        age_at_exploitation=_AGES[age],
        gender=_GENDERS.get(said.gender, UNKNOWN) if said else UNKNOWN,
        nationalities=_nationalities(chronology),
        exploitation_types=frozenset(
            _FORMS[form] for form in forms_of_exploitation(chronology, referral.at)
        ),
        county_lines=county_lines(known),
        location_of_exploitation=_PLACES[where],
        first_responder=published_name(organisation),
        first_responder_type=responder_type(organisation) or UNKNOWN,
        police_force=force,
        police_force_country=_country(force),
        local_authority=_local_authority(chronology),
        competent_authority=_AUTHORITIES.get(referral.authority, UNKNOWN),
        reasonable_grounds=reasonable,
        reasonable_grounds_on=reasonable_on,
        conclusive_grounds=conclusive,
        conclusive_grounds_on=conclusive_on,
        withdrawn_on=_withdrawn(referral, chronology.at),
    )


_AGES: dict[AgeAtExploitation | None, str] = {
    **{age: age.label for age in AgeAtExploitation},
    None: UNKNOWN,
}
_PLACES: dict[Location | None, str] = {**{where: where.label for where in Location}, None: UNKNOWN}


def _nationalities(chronology: Chronology) -> frozenset[str]:
    said = nationality(chronology)
    if said is None:
        return frozenset()
    if said.state is NationalityState.NONE:
        return frozenset({"Stateless"})
    return frozenset(said.held)


def _police_force(chronology: Chronology) -> str | None:
    reported = chronology.latest(CrimeReported)
    return reported.says(CrimeReported).force if reported and reported.content else None


def _local_authority(chronology: Chronology) -> str:
    """The authority that was told last: it is to safeguard the child."""
    told = chronology.contents(LocalAuthorityTold)
    return told[-1].authority if told else UNKNOWN


def _country(force: str | None) -> str | None:
    nation = force_nation(force) if force else ""
    return Nation(nation).label if nation else None


def _decided(
    referral: Referral, grounds: Grounds, at: datetime
) -> tuple[str, date] | tuple[None, None]:
    decision = referral.decision(grounds, at)
    return (_OUTCOMES[decision.outcome], _day(decision.at)) if decision else (None, None)


def _withdrawn(referral: Referral, at: datetime) -> date | None:
    if referral.status(at) not in _ENDED:
        return None
    return _day(max(happened_at(e) for e in referral.changes if happened_at(e) <= at))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
