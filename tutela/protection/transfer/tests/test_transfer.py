"""A move from one authority to another: its clocks, its receipt, the days between."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tutela.chronology.entry import Entry
from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import Due, DutyState, duties_of
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.placement.answers import Home, Provider
from tutela.protection.placement.entries import PlacementBegan
from tutela.protection.transfer.answers import OfferAnswer, OfferedHome, TransferEnd
from tutela.protection.transfer.derive import TransferState, transfer_now, transfers, waiting
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferAnswered,
    TransferDecision,
    TransferEnded,
    TransferMoved,
    TransferNeeds,
    TransferOffer,
    TransferReceived,
)
from tutela.sharing.answers import Ground, HowSent, Onward, RecipientKind, Sort, Told, UsedFor
from tutela.sharing.entries import TransitionAccepted, TransitionProposed, TransitionSent

YES, NO, SECOND = Answer.YES, Answer.NO, timedelta(seconds=1)


def referral(hotel: Answer = NO) -> NtsReferral:
    return NtsReferral(hotel=hotel, interests=YES, why="Nobody is here for them", told=YES)


def needs(**more: object) -> TransferNeeds:
    return TransferNeeds.model_validate(more)


def offer() -> TransferOffer:
    return TransferOffer(
        authority="Southport Council", home=OfferedHome.FOSTER, language=YES, guardian=YES,
        legal=YES,
    )  # fmt: skip


def answer(said: OfferAnswer = OfferAnswer.ACCEPTED) -> TransferAnswered:
    why = "Too far" if said is OfferAnswer.DECLINED else None
    return TransferAnswered(answer=said, why=why, told=YES)


def moved() -> TransferMoved:
    return TransferMoved(welcomed=YES, safety_plan=YES, papers=YES)


def walked(story: Story, sent: Entry, on: date) -> Entry:
    """From the referral to the move on this day."""
    offered = story.tell(offer(), on - timedelta(days=2), refers_to=sent)
    accepted = story.tell(answer(), on - timedelta(days=1), refers_to=offered)
    return story.tell(moved(), on, refers_to=accepted)


def handed_over(story: Story, on: date, sort: Sort = Sort.TRANSFER) -> Entry:
    proposal = TransitionProposed(
        sort=sort, recipient_kind=RecipientKind.ACCOUNT, recipient="Stella Marsh",
        account="stella@example.org", purpose="To lead", used_for=UsedFor.CARE,
        parts=frozenset(), until=on + timedelta(days=30), onward=Onward.NO,
        ground=Ground.RESPONSIBLE, told=Told.YES,
    )  # fmt: skip
    proposed = story.tell(proposal, on)
    package = TransitionSent(recipient="Stella Marsh", how=HowSent.HERE, digest="0")
    sent = story.tell(package, on, refers_to=proposed)
    return story.tell(TransitionAccepted(by="Stella Marsh"), on, refers_to=sent)


def due(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> Due:
    (one,) = [d for d in duties_of(story.read(), nation=nation, born=None) if d.duty.id == duty]
    return one


@pytest.mark.parametrize(
    ("hotel", "duty", "on", "nation", "last"),
    [
        (NO, "NTS_TRANSFER", date(2026, 11, 2), Nation.ENGLAND, date(2026, 11, 16)),
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 11, 2), Nation.ENGLAND, date(2026, 11, 9)),
        # St Andrew's Day counts in Scotland alone; St Patrick's in Northern Ireland alone.
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 11, 26), Nation.SCOTLAND, date(2026, 12, 4)),
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 11, 26), Nation.WALES, date(2026, 12, 3)),
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 3, 16), Nation.NORTHERN_IRELAND, date(2026, 3, 24)),
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 3, 16), Nation.ENGLAND, date(2026, 3, 23)),
        # Christmas; a leap day; the day on which the clock changes.
        (NO, "NTS_TRANSFER", date(2026, 12, 18), Nation.ENGLAND, date(2027, 1, 6)),
        (YES, "NTS_TRANSFER_HOTEL", date(2024, 2, 26), Nation.ENGLAND, date(2024, 3, 4)),
        (YES, "NTS_TRANSFER_HOTEL", date(2026, 3, 26), Nation.ENGLAND, date(2026, 4, 2)),
    ],
)
def test_a_move_is_due_sooner_from_a_hotel(hotel, duty, on, nation, last):
    story = Story(now=london(2027, 6, 1))
    sent = story.tell(referral(hotel), on)
    one = due(story, duty, nation)
    assert one.last_day == last
    assert [one.state(one.due - SECOND), one.state(one.due)] == [DutyState.DUE, DutyState.OVERDUE]

    walked(story, sent, last)
    assert due(story, duty, nation).state(story.now) is DutyState.MET


@pytest.mark.parametrize(
    ("home", "duty"), [(Home.HOTEL, "NTS_TRANSFER_HOTEL"), (Home.FOSTER, "NTS_TRANSFER")]
)
def test_where_the_referral_does_not_say_the_home_on_the_record_does(home, duty):
    story = Story(now=london(2027, 1, 1))
    lives = PlacementBegan(
        home=home, provider=Provider.STATE, out_of_area=NO, why="Nowhere else", language=NO,
        siblings=NO,
    )  # fmt: skip
    story.tell(lives, date(2026, 11, 1))
    story.tell(referral(Answer.NOT_KNOWN), date(2026, 11, 2))
    assert due(story, duty).started == london(2026, 11, 2)


def test_no_move_ends_the_clock_and_a_move_the_day_after_is_late():
    story = Story(now=london(2027, 1, 1))
    sent = story.tell(referral(), date(2026, 11, 2))
    ended = TransferEnded(why=TransferEnd.TRAFFICKING, told=YES)
    story.tell(ended, date(2026, 11, 10), refers_to=sent)
    assert due(story, "NTS_TRANSFER").state(story.now) is DutyState.NO_LONGER_APPLIES
    assert transfer_now(story.read(), story.now).state(story.now) is TransferState.ENDED

    story = Story(now=london(2027, 1, 1))
    walked(story, story.tell(referral(), date(2026, 11, 2)), date(2026, 11, 17))
    assert due(story, "NTS_TRANSFER").state(story.now) is DutyState.MET_LATE


def test_it_goes_from_referral_to_receipt():
    story = Story(now=london(2027, 1, 1))
    sent = story.tell(referral(), date(2026, 11, 2))
    gone = walked(story, sent, date(2026, 11, 10))
    story.tell(TransferReceived(by="Stella"), date(2026, 11, 12), refers_to=gone)
    (one,) = transfers(story.read())

    days = [one.state(london(2026, 11, d)) for d in (1, 2, 8, 9, 10, 12)]
    assert days == [
        None, TransferState.REFERRED, TransferState.OFFERED, TransferState.ACCEPTED,
        TransferState.MOVED, TransferState.RECEIVED,
    ]  # fmt: skip
    assert waiting(story.read(), london(2026, 11, 8, 12))
    assert waiting(story.read(), london(2026, 11, 9, 12)) is None
    assert due(story, "TRANSFER_RECEIPT").last_day == date(2026, 11, 11)
    assert due(story, "TRANSFER_RECEIPT").state(story.now) is DutyState.MET_LATE


class TestTheDaysBetween:
    def moved_on_the_10th(self) -> tuple[Story, Entry]:
        story = Story(now=london(2027, 1, 1))
        return story, walked(story, story.tell(referral(), date(2026, 11, 2)), date(2026, 11, 10))

    def test_they_are_counted_until_somebody_signs(self):
        story, gone = self.moved_on_the_10th()
        (one,) = transfers(story.read())
        assert one.gap(london(2026, 11, 9)) is None
        assert one.gap(london(2026, 11, 10, 23)) == 0
        assert one.gap(london(2026, 11, 14)) == 4

        story.tell(TransferReceived(by="Stella"), date(2026, 11, 13), refers_to=gone)
        (one,) = transfers(story.read())
        assert (one.gap(story.now), one.responsible_from) == (3, date(2026, 11, 13))

    def test_the_lead_that_passed_by_sharing_counts_as_responsible(self):
        story, _ = self.moved_on_the_10th()
        handed_over(story, date(2026, 11, 11))
        (one,) = transfers(story.read())
        assert (one.gap(story.now), one.responsible_from) == (1, date(2026, 11, 11))

    def test_it_may_pass_before_the_move_and_other_shares_do_not_count(self):
        story, _ = self.moved_on_the_10th()
        handed_over(story, date(2026, 11, 12), sort=Sort.ASSIGN)
        assert transfers(story.read())[0].responsible_from is None
        handed_over(story, date(2026, 11, 9))
        assert transfers(story.read())[0].gap(story.now) == 0


def test_slips_are_pointed_out_where_they_are():
    story = Story(now=london(2027, 1, 1))
    sent = story.tell(referral(), date(2026, 11, 2))

    def fields(*asked, refers_to=None):
        return [p.field for p in story.problems(*asked, refers_to=refers_to)]

    on = date(2026, 11, 5)
    assert fields(referral(), on) == [""]
    assert fields(needs(danger_counties=("Nowhere",)), on, refers_to=sent) == ["danger_counties"]
    offered = story.tell(offer(), on, refers_to=sent)
    declined = story.tell(answer(OfferAnswer.DECLINED), on, refers_to=offered)
    assert fields(answer(), on, refers_to=offered) == [""]
    assert fields(moved(), on, refers_to=declined) == [""]
    gone = walked(story, sent, date(2026, 11, 10))
    story.tell(TransferReceived(by="Stella"), date(2026, 11, 12), refers_to=gone)
    assert fields(TransferReceived(by="Stella"), date(2026, 11, 13), refers_to=gone) == [""]
    assert fields(referral(), date(2026, 12, 1)) == []


def test_nobody_decides_for_a_place_of_danger_that_the_record_names():
    story = Story(now=london(2027, 1, 1))
    sent = story.tell(referral(), date(2026, 11, 2))
    story.tell(needs(danger_counties=("Kent",)), date(2026, 11, 3), refers_to=sent)
    said = SimpleNamespace(by="Ben", first=YES, why="A good home", dangers=YES, told=YES)
    for authority, field in (("Kent County Council", ["authority"]), ("Fife Council", [])):
        decision = TransferDecision(authority=authority, **vars(said))
        found = story.problems(decision, date(2026, 11, 4), refers_to=sent)
        assert [p.field for p in found] == field
