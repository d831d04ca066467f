"""Sharing through the doors: what leaves, who answers, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from tutela.access.entries import CircleJoined, CircleLeft, ConflictDeclared
from tutela.access.standing import Basis
from tutela.chronology.kinds import Category
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed, NotRecordable, NotVisible
from tutela.doors.gate import open_gate
from tutela.doors.opening import join_circle
from tutela.doors.parcels import answer_parcel, open_parcel, parcels_for
from tutela.doors.reading import read
from tutela.doors.recording import correct, whole_of
from tutela.doors.recording import withdraw as take_back
from tutela.doors.store import whole_chronology
from tutela.doors.verifying import broken_chains
from tutela.duties.models import DueRow
from tutela.duties.projections import DUTIES
from tutela.people.roles import Role
from tutela.sharing.answers import HowSent
from tutela.sharing.derive import TransitionState, transitions
from tutela.sharing.entries import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionReceived,
    TransitionRevoked,
)
from tutela.sharing.register import every, register
from tutela.sharing.requesting import Asked, Power
from tutela.sharing.rules import is_as_sent
from tutela.sharing.sending import send
from tutela.sharing.tests import whole

pytestmark = pytest.mark.django_db


def chronology(child, who):
    return read(child, as_=who.viewer).chronology


def share(child, who):
    (found,) = transitions(chronology(child, who))
    return found


def state(child, who):
    found = chronology(child, who)
    return transitions(found)[-1].state(found.at)


def test_what_is_sent_is_frozen_sealed_and_opened_by_nobody_else(minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    parcel = open_parcel(entry, as_=cast.stella.viewer)
    assert {row.part for row in parcel.sent.package} == {"identity", "identification"}
    assert is_as_sent(parcel.sent)
    assert [one.entry for one in parcels_for(cast.stella.viewer)] == [entry]
    assert parcels_for(cast.rory.viewer) == ()
    for other in (cast.rory, cast.gwen, cast.alma):
        with pytest.raises(NotVisible):
            open_parcel(entry, as_=other.viewer)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.stella.viewer)


def test_only_the_chosen_parts_leave(minh, cast, told):
    proposal = whole.proposal(parts={"identity"})
    entry = whole.sent(minh, cast.alma.viewer, proposal, told.values())
    parcel = open_parcel(entry, as_=cast.stella.viewer)
    assert {row.part for row in parcel.sent.package} == {"identity"}


def test_the_lead_proves_again_who_they_are_and_nobody_else_sends(minh, cast, told):
    first = whole.tell(whole.proposal(), minh, cast.gwen.viewer)
    for who in (cast.alma.viewer, whole.fresh(cast.gwen.viewer)):
        with pytest.raises(NotAllowed):
            send(first, child=minh, by=who, chosen=told.values(), how=HowSent.HERE)
    send(
        first, child=minh, by=whole.fresh(cast.alma.viewer), chosen=told.values(),
        how=HowSent.HERE,
    )  # fmt: skip
    assert state(minh, cast.alma) is TransitionState.SENT


def test_each_step_is_an_entry_in_the_recipients_own_name(minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    answer_parcel(entry, TransitionReceived(by="Stella Marsh"), by=cast.stella.viewer)
    found = share(minh, cast.alma)
    assert found.state(found.received.recorded) is TransitionState.RECEIVED
    assert found.received.by == cast.stella.id
    assert not answer_parcel(entry, TransitionAccepted(by="Stella Marsh"), by=cast.stella.viewer)
    assert state(minh, cast.alma) is TransitionState.ACCEPTED


def test_a_receipt_meets_its_duty_on_the_board_as_it_would_be_derived(minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    answer_parcel(entry, TransitionReceived(by="Stella Marsh"), by=cast.stella.viewer)
    gate = open_gate(minh, cast.alma.viewer)
    whole_now = whole_of(gate, whole_chronology(minh, gate.key, timezone.now()))
    kept = DUTIES.told(whole_now, DueRow.objects.filter(child_id=minh))
    assert kept == DUTIES.told(whole_now, DUTIES.derive(whole_now))
    assert DueRow.objects.get(duty="SHARE_RECEIPT").met is not None


def test_a_share_that_is_declined_opens_no_more(minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    answer_parcel(entry, TransitionDeclined(by="Stella Marsh", note="Not ours"),
                  by=cast.stella.viewer)  # fmt: skip
    assert state(minh, cast.alma) is TransitionState.DECLINED
    with pytest.raises(NotVisible):
        open_parcel(entry, as_=cast.stella.viewer)


def test_a_share_that_is_stopped_ends_at_once_with_its_guest(minh, cast, told):
    proposal = whole.proposal(guest="health", parts={"identity", "health"})
    entry = whole.sent(minh, cast.alma.viewer, proposal)
    assert answer_parcel(entry, TransitionAccepted(by="Stella Marsh"), by=cast.stella.viewer)
    guest = read(minh, as_=cast.stella.viewer)
    assert guest.gate.categories == {Category.IDENTITY, Category.HEALTH}
    # The guardian may stop it too, though she brings nobody in.
    whole.tell(TransitionRevoked(because="risk"), minh, cast.gwen.viewer, entry)
    for look in (lambda: read(minh, as_=cast.stella.viewer),
                 lambda: open_parcel(entry, as_=cast.stella.viewer)):  # fmt: skip
        with pytest.raises(NotVisible):
            look()
    assert len(chronology(minh, cast.alma).of(CircleLeft)) == 1
    assert state(minh, cast.alma) is TransitionState.REVOKED


def test_consent_taken_back_ends_every_share_and_guest_that_rests_on_it(minh, cast, told):
    consent = whole.given(minh, cast.gwen.viewer, whole.asked(parts={"identity", "health"}))
    by_consent = {"ground": "consent", "why_without": None, "parts": {"identity"}}
    package = whole.sent(
        minh, cast.alma.viewer, whole.proposal(**by_consent), told.values(), consent
    )
    guest = whole.sent(
        minh, cast.alma.viewer,
        whole.proposal(recipient="Rory", account="rory@example.org", guest="health", **by_consent),
        (), consent,
    )  # fmt: skip
    answer_parcel(guest, TransitionAccepted(by="Rory Munro"), by=cast.rory.viewer)
    other = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    assert read(minh, as_=cast.rory.viewer)
    # Gwen writes down what he told her. She may not end anybody's place herself.
    whole.withdraw(minh, cast.gwen.viewer, consent)
    for look in (lambda: read(minh, as_=cast.rory.viewer),
                 lambda: open_parcel(package, as_=cast.stella.viewer),
                 lambda: open_parcel(guest, as_=cast.rory.viewer)):  # fmt: skip
        with pytest.raises(NotVisible):
            look()
    assert open_parcel(other, as_=cast.stella.viewer)
    found = chronology(minh, cast.alma)
    states = [one.state(found.at) for one in transitions(found)]
    assert states == [TransitionState.REVOKED, TransitionState.REVOKED, TransitionState.SENT]
    assert found.of(CircleLeft)[0].by == cast.gwen.id


def test_a_place_that_rests_on_no_named_consent_ends_too(minh, cast):
    consent = whole.given(minh, cast.gwen.viewer)
    join_circle(
        cast.pavel, child=minh, role=Role.POLICE, ground=Basis.CONSENT, by=cast.alma.viewer,
        since=whole.now(),
    )  # fmt: skip
    whole.withdraw(minh, cast.gwen.viewer, consent)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.pavel.viewer)


@pytest.mark.parametrize("how", ["corrected", "withdrawn"])
def test_an_answer_that_was_written_down_wrongly_carries_nothing(minh, cast, told, how):
    consent = whole.given(minh, cast.gwen.viewer)
    proposal = whole.proposal(ground="consent", why_without=None, parts={"identity"})
    package = whole.sent(minh, cast.alma.viewer, proposal, told.values(), consent)
    if how == "corrected":
        correct(
            consent, whole.answered(answer="refused", until=None), child=minh,
            by=cast.gwen.viewer, happened=whole.now(), reason="He had said no",
        )  # fmt: skip
        with pytest.raises(NotVisible):
            open_parcel(package, as_=cast.stella.viewer)
    else:
        with pytest.raises(NotRecordable, match="rest on this one"):
            take_back(consent, child=minh, by=cast.gwen.viewer, reason="Another child's")


def test_what_was_sent_and_taken_back_as_a_mistake_opens_no_more(minh, cast, told):
    proposal = whole.proposal(guest="health", parts={"identity", "health"})
    entry = whole.sent(minh, cast.alma.viewer, proposal, told.values())
    answer_parcel(entry, TransitionReceived(by="Stella"), by=cast.stella.viewer)
    with pytest.raises(NotRecordable, match="rest on this one"):
        take_back(entry, child=minh, by=cast.alma.viewer, reason="The wrong child")
    again = whole.sent(minh, cast.alma.viewer, proposal, told.values())
    take_back(again, child=minh, by=cast.alma.viewer, reason="The wrong child")
    with pytest.raises(NotVisible):
        open_parcel(again, as_=cast.stella.viewer)


def handover(minh, cast, sort, **changes):
    proposal = whole.proposal(
        sort=sort, ground="responsible", why_without=None, parts={"identity"}, **changes
    )
    return whole.sent(minh, cast.alma.viewer, proposal)


def test_the_lead_passes_over_when_the_other_authority_accepts_and_not_before(minh, cast, told):
    entry = handover(minh, cast, "transfer")
    answer_parcel(entry, TransitionReceived(by="Stella Marsh"), by=cast.stella.viewer)
    assert read(minh, as_=cast.alma.viewer).gate.lead_agency == cast.alma.agency_id
    assert answer_parcel(entry, TransitionAccepted(by="Stella Marsh"), by=cast.stella.viewer)
    record = read(minh, as_=cast.stella.viewer)
    assert record.gate.lead_agency == cast.stella.agency_id
    assert Role.LEAD_WORKER in record.gate.roles
    left, joined = record.chronology.of(CircleLeft)[-1], record.chronology.of(CircleJoined)[-1]
    assert joined.recorded - left.recorded <= timedelta(microseconds=1)
    for gone in (cast.alma, cast.ben):
        with pytest.raises(NotVisible):
            read(minh, as_=gone.viewer)
    assert read(minh, as_=cast.gwen.viewer)


def test_a_transfer_that_is_declined_leaves_the_lead_where_it_was(minh, cast):
    entry = handover(minh, cast, "transfer")
    answer_parcel(entry, TransitionDeclined(by="Stella Marsh", note="No room"),
                  by=cast.stella.viewer)  # fmt: skip
    assert read(minh, as_=cast.alma.viewer).gate.lead_agency == cast.alma.agency_id
    with pytest.raises(NotVisible):
        answer_parcel(entry, TransitionAccepted(by="Stella Marsh"), by=cast.stella.viewer)


def test_a_colleague_takes_the_lead_by_assignment(minh, cast):
    entry = handover(minh, cast, "assign", recipient="Iris", account="iris@example.org")
    answer_parcel(entry, TransitionAccepted(by="Iris Vaughan"), by=cast.iris.viewer)
    assert read(minh, as_=cast.iris.viewer).gate.lead_agency == cast.alma.agency_id


@pytest.mark.parametrize(
    ("sort", "account", "said"),
    [
        ("assign", "stella@example.org", "another agency"),
        ("transfer", "ben@example.org", "leads already"),
        ("transfer", "gwen@example.org", "Only a local authority"),
        ("transfer", "nobody@example.org", "Nobody with this address"),
    ],
)
def test_the_lead_passes_only_to_who_can_hold_it(minh, cast, sort, account, said):
    with pytest.raises(NotRecordable, match=said):
        handover(minh, cast, sort, account=account)


def test_a_conflict_of_interest_opens_no_package(minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    whole.tell(
        ConflictDeclared(practitioner=cast.stella.id, name="Stella Marsh", why="family"),
        minh, cast.alma.viewer,
    )  # fmt: skip
    with pytest.raises(NotVisible):
        open_parcel(entry, as_=cast.stella.viewer)


def test_a_share_ends_by_itself_with_its_last_day(minh, cast, told):
    yesterday = whole.today() - timedelta(days=1)
    past = Moment.day(whole.today() - timedelta(days=3))
    first = whole.tell(whole.proposal(until=yesterday), minh, cast.alma.viewer, happened=past)
    with pytest.raises(NotRecordable, match="time has run out"):
        send(first, child=minh, by=whole.fresh(cast.alma.viewer), chosen=told.values(),
                   how=HowSent.HERE)  # fmt: skip
    assert state(minh, cast.alma) is TransitionState.EXPIRED


def test_the_chain_holds_with_everything_that_followed_by_itself(minh, cast, told):
    consent = whole.given(minh, cast.gwen.viewer, whole.asked(parts={"identity", "health"}))
    proposal = whole.proposal(ground="consent", why_without=None, guest="health",
                              parts={"identity", "health"})  # fmt: skip
    entry = whole.sent(minh, cast.alma.viewer, proposal, told.values(), consent)
    answer_parcel(entry, TransitionReceived(by="Stella"), by=cast.stella.viewer)
    answer_parcel(entry, TransitionAccepted(by="Stella"), by=cast.stella.viewer)
    whole.withdraw(minh, cast.gwen.viewer, consent)
    open_gate(minh, cast.alma.viewer)
    seen = []
    assert list(broken_chains(using="default", child=minh, seen=seen.append)) == []
    assert sum(seen) == len(chronology(minh, cast.alma)) > 12


def test_a_retry_answers_once(minh, cast, told):
    entry, made = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values()), uuid4()
    for _ in range(2):
        answer_parcel(entry, TransitionReceived(by="S"), by=cast.stella.viewer, id=made)
        answer_parcel(entry, TransitionReceived(by="S"), by=cast.stella.viewer)
    assert len(chronology(minh, cast.alma).of(TransitionReceived)) == 1


def test_an_acceptance_that_is_taken_back_lets_nobody_read_on(minh, cast, told):
    proposal = whole.proposal(guest="health", parts={"identity", "health"})
    entry = whole.sent(minh, cast.alma.viewer, proposal)
    answer_parcel(entry, TransitionAccepted(by="Stella"), by=cast.stella.viewer)
    accepted = share(minh, cast.alma).accepted.id
    take_back(accepted, child=minh, by=cast.alma.viewer, reason="She changed her post")
    with pytest.raises(NotVisible):
        read(minh, as_=cast.stella.viewer)
    assert len(chronology(minh, cast.alma).of(CircleLeft)) == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_tables_of_this_room_go_and_come_back_with_data_in_them(minh, cast, told):
    whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    asked = Asked(requester="x", organisation="x", contact="x", about="x", wanted="x", purpose="x")
    register(asked, power=Power.POLICE, came_on=whole.today(), by=cast.ben.viewer)
    for name in ("zero", "0002"):
        call_command("migrate", "sharing", name, database="owner", verbosity=0, interactive=False)
    assert state(minh, cast.alma) is TransitionState.SENT
    assert every(cast.ben.viewer) == ()
    assert [one.is_open for one in parcels_for(cast.stella.viewer)] == [True]
