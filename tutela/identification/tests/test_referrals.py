from __future__ import annotations

from datetime import date, timedelta

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import NOW, Story, london
from tutela.identification.answers import (
    CompetentAuthority,
    PanelOutcome,
    ReconsiderationOutcome,
    ReferralChange,
)
from tutela.identification.entries import ReferenceReceived
from tutela.identification.referrals import (
    OPEN,
    Grounds,
    ReferralStatus,
    open_referral,
    referral_of,
    referrals,
)
from tutela.identification.tests import told
from tutela.identification.tests.told import NEGATIVE, POSITIVE

SENT = date(2026, 3, 2)


def one(story: Story) -> list[ReferralStatus]:
    (referral,) = referrals(story.read())
    return [status for _, status in referral.timeline()]


def test_a_referral_awaits_its_first_decision() -> None:
    story = Story()
    story.tell(told.referral(), SENT)

    assert one(story) == [ReferralStatus.RG_PENDING]
    assert open_referral(story.read(), NOW) is not None


def test_a_referral_did_not_stand_anywhere_before_it_was_sent() -> None:
    story = Story()
    story.tell(told.referral(), SENT)

    (referral,) = referrals(story.read())
    assert referral.status(london(2026, 3, 1, 23, 59)) is None
    assert not referral.is_open(london(2026, 3, 1, 23, 59))


def test_from_sent_to_recognised_by_way_of_the_recovery_period() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    told.decided(story, sent, date(2026, 3, 9), date(2026, 8, 3))

    (referral,) = referrals(story.read())
    assert referral.timeline() == (
        (london(2026, 3, 2), ReferralStatus.RG_PENDING),
        (london(2026, 3, 9), ReferralStatus.RECOVERY),
        (london(2026, 4, 9), ReferralStatus.CG_PENDING),
        (london(2026, 8, 3), ReferralStatus.CG_POSITIVE),
    )
    assert open_referral(story.read(), NOW) is None


def test_a_negative_first_decision_ends_it_until_it_is_looked_at_again() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)
    again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)
    story.tell(
        told.answered_again(ReconsiderationOutcome.POSITIVE), date(2026, 4, 20), refers_to=again
    )

    assert one(story) == [
        ReferralStatus.RG_PENDING,
        ReferralStatus.RG_NEGATIVE,
        ReferralStatus.RECONSIDERATION_RG,
        ReferralStatus.RECOVERY,
        ReferralStatus.CG_PENDING,
    ]


@pytest.mark.parametrize(
    "outcome", [ReconsiderationOutcome.NEGATIVE, ReconsiderationOutcome.NOT_ACCEPTED]
)
def test_a_conclusive_decision_that_stays_negative_after_reconsideration(
    outcome: ReconsiderationOutcome,
) -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    _, second = told.decided(story, sent, date(2026, 3, 9), date(2026, 8, 3), outcome=NEGATIVE)
    again = story.tell(told.asked_again(), date(2026, 8, 10), refers_to=second)
    story.tell(told.answered_again(outcome), date(2026, 9, 10), refers_to=again)

    assert one(story)[-3:] == [
        ReferralStatus.CG_NEGATIVE,
        ReferralStatus.RECONSIDERATION_CG,
        ReferralStatus.CG_NEGATIVE,
    ]


def test_a_panel_may_decide_both_questions_at_one_sitting() -> None:
    story = Story()
    sent = story.tell(told.referral(told.PANEL), SENT)
    story.tell(
        told.panel(PanelOutcome.POSITIVE, PanelOutcome.POSITIVE),
        date(2026, 4, 1),
        refers_to=sent,
    )

    (referral,) = referrals(story.read())
    assert one(story) == [ReferralStatus.RG_PENDING, ReferralStatus.CG_POSITIVE]
    assert [d.grounds for d in referral.decisions] == [Grounds.REASONABLE, Grounds.CONCLUSIVE]
    assert {d.made_by for d in referral.decisions} == {CompetentAuthority.LOCAL_PANEL}


def test_a_pause_lasts_until_it_goes_on() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    story.tell(told.change(ReferralChange.SUSPENDED), date(2026, 3, 5), refers_to=sent)
    story.tell(told.change(ReferralChange.RESUMED), date(2026, 3, 12), refers_to=sent)

    assert one(story) == [
        ReferralStatus.RG_PENDING,
        ReferralStatus.SUSPENDED,
        ReferralStatus.RG_PENDING,
    ]


def test_a_decision_ends_a_pause() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    story.tell(told.change(ReferralChange.SUSPENDED), date(2026, 3, 5), refers_to=sent)
    story.tell(told.reasonable(), date(2026, 3, 12), refers_to=sent)

    assert one(story)[1:3] == [ReferralStatus.SUSPENDED, ReferralStatus.RECOVERY]


@pytest.mark.parametrize(
    ("what", "status"),
    [
        (ReferralChange.WITHDRAWN, ReferralStatus.WITHDRAWN),
        (ReferralChange.CLOSED, ReferralStatus.CLOSED),
        (ReferralChange.DUPLICATE, ReferralStatus.DUPLICATE),
        (ReferralChange.DISQUALIFIED, ReferralStatus.DISQUALIFIED),
    ],
)
def test_a_referral_can_end_without_a_decision(
    what: ReferralChange, status: ReferralStatus
) -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    story.tell(told.change(what), date(2026, 3, 5), refers_to=sent)

    assert one(story)[-1] is status
    assert status not in OPEN


def test_the_reference_and_who_decides_may_come_later() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    came = ReferenceReceived(reference="NRM0042", authority=CompetentAuthority.IECA)
    story.tell(came, date(2026, 3, 3), refers_to=sent)

    (referral,) = referrals(story.read())
    assert referral.reference == "NRM0042"
    assert referral.authority is CompetentAuthority.IECA
    (earlier,) = referrals(story.read(london(2026, 3, 2, 12)))
    assert (earlier.reference, earlier.authority) == (None, told.SCA)


def test_a_corrected_referral_keeps_its_decisions() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    story.tell(told.reasonable(), date(2026, 3, 9), refers_to=sent)
    story.tell(told.referral(), date(2026, 3, 4), corrects=sent)

    (referral,) = referrals(story.read())
    assert referral.sent.happened == Moment.day(date(2026, 3, 4))
    assert referral.decision(Grounds.REASONABLE, NOW) is not None


def test_a_withdrawn_decision_never_was() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)
    story.withdraw(first)

    assert one(story) == [ReferralStatus.RG_PENDING]
    (before,) = referrals(story.read(NOW - timedelta(seconds=1)))
    assert before.status(NOW) is ReferralStatus.RG_NEGATIVE


def test_any_answer_leads_back_to_its_referral() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)
    again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)

    for entry in (sent, first, again):
        found = referral_of(story.read(), entry.id)
        assert found is not None
        assert found.sent.id == sent.id
    assert referral_of(story.read(), None) is None
    assert referral_of(Story().read(), sent.id) is None


def test_a_second_referral_stands_beside_the_first() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    told.decided(story, sent, date(2026, 3, 9), date(2026, 5, 4))
    story.tell(told.referral(), date(2026, 10, 1), refers_to=sent)

    first, second = referrals(story.read())
    assert first.status(NOW) is ReferralStatus.CG_POSITIVE
    assert second.status(NOW) is ReferralStatus.RG_PENDING
    assert POSITIVE in {d.outcome for d in first.decisions}
