"""What fits together in a share and a consent, and what becomes of them: no database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from tutela.access.entries import CircleJoined
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import kind_of
from tutela.chronology.moment import LONDON, Moment
from tutela.doors.checking import problems_of
from tutela.duties.duty import DutyState, all_duties, duties_of
from tutela.identification.tests import told as mechanism
from tutela.people.roles import Nation
from tutela.sharing.consent import ConsentAnswered, ConsentWithdrawn
from tutela.sharing.derive import TransitionState, consents, transitions
from tutela.sharing.entries import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionReceived,
    TransitionRevoked,
    TransitionSent,
    TransitionTold,
)
from tutela.sharing.ledger import ledger, ledger_for_the_young_person
from tutela.sharing.rules import digest_of, is_as_sent
from tutela.sharing.tests import whole

MONDAY = datetime(2026, 11, 2, 10, tzinfo=LONDON)
DAY = timedelta(days=1)


class Told:
    """A chronology that is told entry by entry."""

    def __init__(self):
        self.entries: list[Entry] = []

    def add(self, content, at=MONDAY, to=None, by="Alma Reyes"):
        kind = kind_of(content)
        entry = Entry(
            id=uuid4(), child=uuid4(), place=len(self.entries) + 1, kind=kind,
            category=kind.category, content=content, happened=Moment.instant(at), recorded=at,
            by=uuid4(), by_name=by, agency=uuid4(), agency_name="Northshire Council", refers_to=to,
        )  # fmt: skip
        self.entries.append(entry)
        return entry.id

    def chronology(self, at=MONDAY + 400 * DAY):
        return Chronology(uuid4(), tuple(self.entries), at)

    def problems(self, content, at=MONDAY, to=None):
        found = problems_of(
            kind_of(content), content, Moment.instant(at), to, self.chronology(at), now=at
        )
        return [(p.field, p.message) for p in found]


@pytest.fixture
def story():
    return Told()


def proposal(**changes):
    return whole.proposal(**({"until": date(2026, 12, 1)} | changes))


def sent(**changes):
    said = {"recipient": "Elm College", "how": "post", "digest": digest_of(())} | changes
    return TransitionSent(**said)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account": None}, "account"),
        ({"recipient_kind": "agency"}, "contact"),
        ({"until": date(2026, 11, 1)}, "until"),
        ({"until": date(2027, 11, 3)}, "until"),
        ({"guest": "health", "until": date(2027, 2, 1)}, "until"),
        ({"why_without": None}, "why_without"),
        ({"ground": "statutory"}, "law"),
        ({"ground": "responsible"}, "ground"),
        ({"ground": "consent"}, "refers_to"),
        ({"told": "later"}, "why_not_told"),
        ({"sort": "transfer", "ground": "responsible", "guest": "health"}, "guest"),
        ({"sort": "transfer"}, "ground"),
        (
            {
                "sort": "transfer",
                "ground": "responsible",
                "recipient_kind": "agency",
                "contact": "1",
            },
            "recipient_kind",
        ),
    ],
)
def test_a_proposal_that_does_not_hold_together_says_where(story, changes, field):
    assert field in [f for f, _ in story.problems(proposal(**changes))]


def test_a_proposal_that_holds_together_is_taken(story):
    assert story.problems(proposal()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parts": {"health"}}, "parts"),
        ({"until": date(2027, 1, 2)}, "until"),
    ],
)
def test_a_share_on_consent_stays_within_what_was_agreed(story, changes, field):
    asked = story.add(whole.asked(parts={"identity", "education"}))
    yes = story.add(whole.answered(until=date(2027, 1, 1)), to=asked)
    on_consent = {"ground": "consent", "why_without": None, "parts": {"identity"}}
    assert story.problems(proposal(**on_consent), to=yes) == []
    assert [f for f, _ in story.problems(proposal(**on_consent | changes), to=yes)] == [field]
    assert story.problems(proposal(), to=yes)[0][0] == "ground"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": None}, "until"),
        ({"until": date(2028, 1, 1)}, "until"),
        ({"answer": "part"}, "parts"),
        ({"answer": "part", "parts": {"health"}}, "parts"),
        ({"by": "parent"}, "name"),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_says_where(story, changes, field):
    asked = story.add(whole.asked())
    said = {"until": date(2027, 1, 1)} | changes
    assert field in [f for f, _ in story.problems(whole.answered(**said), to=asked)]


def test_consent_holds_from_its_answer_until_its_last_day_or_until_taken_back(story):
    asked = story.add(whole.asked())
    yes = story.add(whole.answered(until=date(2026, 11, 30)), MONDAY + DAY, asked)
    (consent,) = consents(story.chronology())
    last = datetime(2026, 11, 30, 23, 59, tzinfo=LONDON)
    assert not consent.holds(MONDAY)
    assert consent.holds(MONDAY + DAY)
    assert consent.holds(last)
    assert not consent.holds(last + timedelta(minutes=1))
    story.add(ConsentWithdrawn(by="young-person"), MONDAY + 3 * DAY, yes)
    (consent,) = consents(story.chronology())
    assert consent.holds(MONDAY + 2 * DAY)
    assert not consent.holds(MONDAY + 3 * DAY)
    again = story.problems(ConsentWithdrawn(by="young-person"), MONDAY + 4 * DAY, yes)
    assert again[0][0] == "refers_to"


@pytest.mark.parametrize("answer", ["refused", "not-decided"])
def test_silence_and_no_are_no_consent(story, answer):
    asked = story.add(whole.asked())
    story.add(whole.answered(answer=answer, until=None), MONDAY, asked)
    (consent,) = consents(story.chronology())
    assert not consent.holds(MONDAY + DAY)


def test_each_state_follows_from_an_entry_and_the_end_from_the_last_day(story):
    def state(at):
        (share,) = transitions(story.chronology())
        return share.state(at)

    first = story.add(proposal())
    assert state(MONDAY) is TransitionState.PROPOSED
    left = story.add(sent(), MONDAY + DAY, first)
    assert (state(MONDAY), state(MONDAY + DAY)) == (
        TransitionState.PROPOSED, TransitionState.SENT,
    )  # fmt: skip
    story.add(TransitionReceived(by="E"), MONDAY + 2 * DAY, left)
    assert state(MONDAY + 2 * DAY) is TransitionState.RECEIVED
    story.add(TransitionAccepted(by="E"), MONDAY + 3 * DAY, left)
    assert state(MONDAY + 3 * DAY) is TransitionState.ACCEPTED
    assert state(datetime(2026, 12, 2, tzinfo=LONDON)) is TransitionState.EXPIRED
    story.add(TransitionRevoked(because="risk"), MONDAY + 4 * DAY, left)
    assert state(MONDAY + 4 * DAY) is TransitionState.REVOKED
    assert story.problems(TransitionRevoked(because="risk"), MONDAY + 5 * DAY, left)


def test_nothing_is_sent_twice_or_outside_what_was_proposed(story):
    first = story.add(whole.outside(until=date(2026, 12, 1), parts={"identity"}))
    empty = story.problems(sent(), MONDAY, first)
    assert empty == [("", "Choose what is passed on")]
    row = {"part": "health", "title": "x", "when": "x", "says": "x", "by": "x"}
    wide = story.problems(sent(package=(row,)), MONDAY, first)
    assert "outside the parts" in wide[0][1]
    story.add(sent(), MONDAY, first)
    assert "sent already" in story.problems(sent(), MONDAY + DAY, first)[0][1]


def test_somebody_with_an_account_answers_themselves(story):
    first = story.add(proposal())
    left = story.add(sent(person=uuid4()), MONDAY, first)
    assert "answer themselves" in story.problems(TransitionReceived(by="E"), MONDAY, left)[0][1]


def test_a_package_that_was_changed_does_not_carry_its_seal():
    row = {"part": "identity", "title": "Name", "when": "x", "says": "Minh", "by": "Alma"}
    package = sent(package=(row,)).package
    as_it_was = sent(package=package, digest=digest_of(package))
    assert is_as_sent(as_it_was)
    other = package[0].model_copy(update={"says": "Tony"})
    assert not is_as_sent(as_it_was.model_copy(update={"package": (other,)}))


def test_the_ledger_names_packages_referrals_and_people_latest_first(story):
    first = story.add(whole.outside(until=date(2026, 12, 1)))
    left = story.add(sent(), MONDAY, first)
    story.add(mechanism.referral(), MONDAY + DAY)
    story.add(
        CircleJoined(practitioner=uuid4(), name="Gwen Parry", role="guardian", ground="statutory"),
        MONDAY + 2 * DAY,
    )
    story.add(TransitionDeclined(by="E", note="No"), MONDAY + 3 * DAY, left)
    lines = ledger(story.chronology(), MONDAY + 4 * DAY)
    assert [line.to.split(",")[0] for line in lines][0::2] == ["Gwen Parry", "Elm College"]
    assert [line.is_open for line in lines] == [True, False, False]
    assert lines[2].receipt is not None


def test_the_young_person_reads_short_sentences_and_nothing_unkind(story):
    asked = story.add(whole.asked())
    yes = story.add(whole.answered(until=date(2027, 1, 1)), MONDAY, asked)
    on_consent = {"ground": "consent", "why_without": None, "parts": {"identity"}}
    first = story.add(whole.outside(until=date(2026, 12, 1), **on_consent), MONDAY, yes)
    story.add(sent(), MONDAY, first)
    (line,) = ledger_for_the_young_person(story.chronology(), MONDAY + DAY)
    assert line.sentences == (
        "Alma Reyes told Elm College.",
        "What it is for: So that your cousin can visit you",
        "You said yes to this.",
        "They may use it until 1 December 2026.",
        "They may not tell anybody else.",
    )
    assert max(len(sentence.split()) for sentence in line.sentences) < 15


def test_what_is_not_safe_to_tell_is_left_out_until_they_were_told(story):
    hidden = whole.outside(until=date(2026, 12, 1), told="not-safe", why_not_told="He is watched")
    first = story.add(hidden)
    left = story.add(sent(), MONDAY, first)
    assert ledger_for_the_young_person(story.chronology(), MONDAY + DAY) == ()
    story.add(TransitionTold(plainly="We told them"), MONDAY + DAY, left)
    (line,) = ledger_for_the_young_person(story.chronology(), MONDAY + 2 * DAY)
    assert "What it is for: We told them" in line.sentences


def states(story, at):
    every = [d for d in all_duties().values() if d.id.startswith(("SHARE_", "CONSENT_"))]
    known = story.chronology(at)
    return {
        due.duty.id: (due.state(at), due.last_day)
        for due in duties_of(known, nation=Nation.ENGLAND, born=None, duties=every)
    }


def test_duties_of_a_share(story):
    first = story.add(
        whole.outside(until=date(2026, 12, 1), told="later", why_not_told="She sleeps")
    )
    left = story.add(sent(), MONDAY, first)
    assert states(story, MONDAY) == {
        "SHARE_RECEIPT": (DutyState.DUE, date(2026, 11, 9)),
        "SHARE_TELL": (DutyState.DUE, date(2026, 11, 16)),
        "SHARE_ENDS": (DutyState.DUE, date(2026, 11, 24)),
    }
    story.add(TransitionReceived(by="E"), MONDAY + DAY, left)
    story.add(TransitionTold(plainly="x"), MONDAY + DAY, left)
    after = states(story, MONDAY + 2 * DAY)
    assert after["SHARE_RECEIPT"][0] is after["SHARE_TELL"][0] is DutyState.MET
    assert states(story, MONDAY + 30 * DAY)["SHARE_ENDS"][0] is DutyState.NO_LONGER_APPLIES


def test_consent_is_talked_through_again(story):
    asked = story.add(whole.asked())
    yes = story.add(whole.answered(until=date(2027, 10, 1)), MONDAY, asked)
    assert states(story, MONDAY)["CONSENT_REVIEW"] == (DutyState.DUE, date(2027, 5, 2))
    story.add(ConsentWithdrawn(by="young-person"), MONDAY + DAY, yes)
    assert states(story, MONDAY + DAY)["CONSENT_REVIEW"][0] is DutyState.NO_LONGER_APPLIES
    assert isinstance(story.entries[1].content, ConsentAnswered)
