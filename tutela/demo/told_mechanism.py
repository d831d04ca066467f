"""The National Referral Mechanism in a drawn child's record: told, sent, decided, asked again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from tutela.demo import phrases
from tutela.demo.life import Life, weekday
from tutela.demo.listed import council, force, responder_of
from tutela.demo.localities import locality_of
from tutela.identification.answers import (
    CompetentAuthority,
    ConsentAnswer,
    ConsentGiven,
    GroundsOutcome,
    PanelOutcome,
    ReconsiderationGround,
    ReconsiderationOutcome,
    ReferralChange,
)
from tutela.identification.entries import (
    ConclusiveGroundsDecision,
    ConsentAt18,
    CrimeReported,
    LocalAuthorityTold,
    LocalPanelDecision,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
    ReconsiderationRequested,
    ReferenceReceived,
    ReferralPrepared,
)
from tutela.people.choice import Answer
from tutela.people.lists import by_value
from tutela.people.roles import Nation, Role

_CHOICE_ASKED_FROM = date(2026, 2, 13)
"""From this day a young person who turns 18 undecided is asked. Source: Home Office leaflet."""
_PANEL = 0.04
_ENDED_OTHERWISE = 0.025
"""How often a panel decides, and how often a referral is paused or ends without a decision: our
assumption, since the published tables that we hold don't say."""
_TOLD = Answer.YES


def mechanism(life: Life) -> None:
    """From telling the council to the last decision."""
    _before(life)
    if life.chance(_PANEL) and _may_sit(life):
        _panel(life, _sent(life, CompetentAuthority.LOCAL_PANEL))
        return
    sent = _sent(life, CompetentAuthority.SCA)
    if life.chance(_ENDED_OTHERWISE):
        _changed(life, sent)
    else:
        _decisions(life, sent)


def _may_sit(life: Life) -> bool:
    """A panel of the pilot decides well before the 18th birthday, and not in Northern Ireland."""
    old = life.drawn.age_days > 17.6 * 365.25
    return not old and life.nation is not Nation.NORTHERN_IRELAND


def _place(life: Life) -> int:
    return locality_of(life.drawn.number)


def _before(life: Life) -> None:
    cell, place = life.drawn.cell, _place(life)
    if cell.responder_type != "Local Authority" and life.chance(0.4):
        when = life.opened + timedelta(minutes=55)
        life.story.tell(when, _told(council(life.nation, place)), life.lead)
    if life.chance(0.25):
        listed = cell.responder in by_value("police_forces")
        which = cell.responder if listed else force(life.nation, place)
        when = life.at(life.concern + timedelta(days=2))
        content = _reported(which, Answer.NOT_ASKED if life.chance(0.6) else Answer.NO)
        life.story.tell(when, content, life.by(when, Role.POLICE))
    if life.chance(0.25):
        when = _at(life.referred - timedelta(days=1))
        life.story.tell(when, _prepared(life), life.lead)


@lru_cache(maxsize=512)
def _told(authority: str) -> LocalAuthorityTold:
    return LocalAuthorityTold(
        authority=authority, phone="01632 960001", email="children.first@example.org"
    )


@lru_cache(maxsize=512)
def _reported(which: str, wishes: Answer) -> CrimeReported:
    return CrimeReported(force=which, wishes_to_help=wishes)


def _prepared(life: Life) -> ReferralPrepared:
    own, _, family = life.lead.name.partition(" ")
    return ReferralPrepared(
        organisation=responder_of(life.drawn.cell, life.nation, _place(life)),
        nation=life.nation,
        own=own,
        family=family,
        role=life.lead.job,
        phone="01632 960002",
    )


def _sent(life: Life, authority: CompetentAuthority) -> UUID:
    when = _at(life.referred)
    responder = responder_of(life.drawn.cell, life.nation, _place(life))
    explained = Answer.YES if life.chance(0.8) else Answer.NOT_KNOWN
    content = _referral(responder, life.nation, authority, explained)
    sent = life.story.tell(when, content, life.lead)
    if life.chance(0.6):
        received = ReferenceReceived(
            reference=f"DEMO{life.some(10**6, 10**7 - 1)}", authority=authority
        )
        life.story.tell(when + timedelta(days=1), received, life.lead, to=sent)
    return sent


@lru_cache(maxsize=4096)
def _referral(
    responder: str, nation: Nation, authority: CompetentAuthority, explained: Answer
) -> NrmReferral:
    return NrmReferral(
        organisation=responder,
        nation=nation,
        authority=authority,
        explained=explained,
    )


def _at(on: date, hour: int = 15) -> datetime:
    return datetime(on.year, on.month, on.day, hour, 10, tzinfo=UTC)


def _decisions(life: Life, sent: UUID) -> None:
    drawn = life.drawn
    first = weekday(life.referred + timedelta(days=max(1, round(drawn.reasonable_wait))))
    told = life.story.tell(
        _at(first, 11), _reasonable(drawn.reasonable_positive), life.lead, to=sent
    )
    final = weekday(first + timedelta(days=round(drawn.conclusive_wait)))
    if not drawn.reasonable_positive:
        again = _again(life, told, first)
        if again is None:
            return
        final = weekday(again + timedelta(days=round(drawn.conclusive_wait)))
    _turns_18(life, sent, final)
    told = life.story.tell(
        _at(final, 12), _conclusive(drawn.conclusive_positive), life.lead, to=sent
    )
    if not drawn.conclusive_positive:
        _again(life, told, final)


@lru_cache
def _reasonable(positive: bool) -> ReasonableGroundsDecision:
    return ReasonableGroundsDecision(
        outcome=GroundsOutcome.POSITIVE if positive else GroundsOutcome.NEGATIVE,
        made_by=CompetentAuthority.SCA,
        reasons=phrases.REASONS_POSITIVE if positive else phrases.REASONS_NEGATIVE,
        child_told=_TOLD,
    )


@lru_cache
def _conclusive(positive: bool) -> ConclusiveGroundsDecision:
    return ConclusiveGroundsDecision(
        outcome=GroundsOutcome.POSITIVE if positive else GroundsOutcome.NEGATIVE,
        made_by=CompetentAuthority.SCA,
        reasons=phrases.REASONS_POSITIVE if positive else phrases.REASONS_NEGATIVE,
        child_told=_TOLD,
    )


def _again(life: Life, decision: UUID, on: date) -> date | None:
    """Ask for a negative decision to be looked at again; the day on which it became positive."""
    if not life.chance(0.5):
        return None
    asked = weekday(on + timedelta(days=life.some(4, 26)))
    request = ReconsiderationRequested(
        ground=ReconsiderationGround.NEW_INFORMATION, details=phrases.PUT_FORWARD
    )
    told = life.story.tell(_at(asked), request, life.lead, to=decision)
    answered = weekday(asked + timedelta(days=life.some(15, 90)))
    outcome = (
        ReconsiderationOutcome.POSITIVE,
        ReconsiderationOutcome.NEGATIVE,
        ReconsiderationOutcome.NOT_ACCEPTED,
    )[life.some(0, 2)]
    content = ReconsiderationDecided(
        outcome=outcome, made_by=CompetentAuthority.SCA, child_told=_TOLD
    )
    life.story.tell(_at(answered), content, life.lead, to=told)
    return answered if outcome is ReconsiderationOutcome.POSITIVE else None


def _turns_18(life: Life, sent: UUID, decided: date) -> None:
    adult = life.born + timedelta(days=int(18 * 365.25) + 1)
    if not (max(_CHOICE_ASKED_FROM, life.referred) <= adult < decided) or not life.chance(0.85):
        return
    stays = life.chance(0.9)
    content = ConsentAt18(
        answer=ConsentAnswer.STAY if stays else ConsentAnswer.NOT_DECIDED,
        given=ConsentGiven.SAID if stays else None,
        support_wished=Answer.YES if stays else Answer.NOT_ASKED,
        explained=Answer.YES,
    )
    when = _at(weekday(adult + timedelta(days=life.some(0, 9))))
    if when.date() < decided:
        life.story.tell(when, content, life.lead, to=sent)


def _changed(life: Life, sent: UUID) -> None:
    on = life.referred + timedelta(days=life.some(1, 4))
    if life.chance(0.5):
        paused = NrmReferralChange(
            what=ReferralChange.SUSPENDED, child_told=Answer.NO,
            why="The child is missing. Everybody in the circle is looking.",
        )  # fmt: skip
        life.story.tell(_at(weekday(on)), paused, life.lead, to=sent)
        back = weekday(on + timedelta(days=life.some(3, 20)))
        resumed = NrmReferralChange(
            what=ReferralChange.RESUMED, child_told=Answer.YES, why="The child is back and safe."
        )
        life.story.tell(_at(back), resumed, life.lead, to=sent)
        decided = weekday(back + timedelta(days=life.some(2, 30)))
        life.story.tell(_at(decided, 11), _reasonable(True), life.lead, to=sent)
        return
    ended = ReferralChange.DUPLICATE if life.chance(0.6) else ReferralChange.CLOSED
    content = NrmReferralChange(what=ended, child_told=Answer.YES)
    life.story.tell(_at(weekday(on)), content, life.lead, to=sent)


def _panel(life: Life, sent: UUID) -> None:
    on = weekday(life.referred + timedelta(days=life.some(18, 50)))
    drawn = life.drawn
    first = PanelOutcome.POSITIVE if drawn.reasonable_positive else PanelOutcome.NEGATIVE
    final = PanelOutcome.POSITIVE if drawn.conclusive_positive else PanelOutcome.NEGATIVE
    both = drawn.reasonable_positive and life.chance(0.8)
    content = LocalPanelDecision(
        reasonable_grounds=first,
        conclusive_grounds=final if both else PanelOutcome.NOT_DECIDED,
        childrens_services_present=True,
        police_present=True,
        health_present=True,
        chair_is_independent=True,
        child_heard="The guardian read out what the child had written.",
        child_told=_TOLD,
    )
    life.story.tell(_at(on, 14), content, life.lead, to=sent)
