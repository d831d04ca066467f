"""The young person's own space: what they write, who reads it, and what they are told."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tutela.access.standing import Basis
from tutela.access.viewer import Viewer
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed, NotVisible
from tutela.doors.gate import open_gate
from tutela.doors.opening import join_circle
from tutela.doors.reading import read
from tutela.doors.recording import correct, record, withdraw
from tutela.entrance import cards
from tutela.entrance.tests.conftest import ME, come_in, issue
from tutela.identification.answers import GroundsOutcome
from tutela.identification.tests import told as telling
from tutela.notices.reading import notices_of
from tutela.outcomes.entries import OutcomeGoal, OutcomeOwnView, OutcomeWish, OutcomeWorkerView
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.voice.entries import SaidAnswered, YoungPersonSaid
from tutela.voice.life import SENTENCES

pytestmark = pytest.mark.django_db
WORDS = "Tôi muốn gặp em gái tôi."
DAY = Moment.day(date(2026, 11, 3))


def kinds(who, child):
    return [e.kind.slug for e in read(child, as_=who.viewer).chronology]


def say(young, **more):
    young.go("say")
    return young.do(do="ask", **({"what": "say", "words": WORDS, "to": ["guardian"]} | more))


def test_it_says_to_whom_it_goes_before_it_is_sent(young, cast, minh):
    page = say(young)
    assert WORDS in page
    assert "Your guardian" in page
    assert "young-person-said" not in kinds(cast.gwen, minh), "not sent yet"
    assert "It is sent" in young.do(do="send")
    (entry,) = read(minh, as_=cast.gwen.viewer).chronology.of(YoungPersonSaid)
    assert (entry.says(YoungPersonSaid).child_words, entry.by) == (WORDS, minh)


def test_whoever_was_not_chosen_does_not_read_it(young, cast, minh):
    join_circle(
        cast.hana, child=minh, role=Role.CARER, ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer, since=DAY,
    )  # fmt: skip
    say(young)
    young.do(do="send")
    assert "young-person-said" in kinds(cast.gwen, minh)
    for who in (cast.alma, cast.ben, cast.hana):
        assert "young-person-said" not in kinds(who, minh), who.name


def test_the_name_of_a_surgery_or_school_is_on_no_screen(young, as_, cast, minh):
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer, since=DAY,
    )  # fmt: skip
    as_("hana").get(f"/children/{minh}/")
    for page in (young.page(), young.go("looks")):
        assert "A nurse, doctor or therapist" in page
        assert "Northshire Children" not in page


def test_a_complaint_about_the_social_worker_reaches_the_guardian_alone(young, cast, minh):
    say(young, what="unfair")
    young.do(do="send")
    assert "treatment-reported" in kinds(cast.gwen, minh)
    assert "treatment-reported" not in kinds(cast.alma, minh)


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (["guardian"], {"gwen"}),
        (["manager"], {"ben"}),
        (["guardian", "lead-worker"], {"gwen", "alma"}),
    ],
)
def test_those_who_were_chosen_are_told_and_nobody_else_learns_of_it(young, cast, to, told):
    say(young, what="unfair", to=to)
    young.do(do="send")
    heard = {
        who
        for who in ("gwen", "alma", "ben", "stella")
        if [n.sort for n in notices_of(getattr(cast, who).viewer)] == ["young-person-wrote"]
    }
    assert heard == told


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"words": " "}, "Write something first."),
        ({"to": []}, "Choose who may read it."),
        ({"to": ["carer", "police"]}, "Choose who may read it."),
    ],
)
def test_nothing_is_sent_that_is_not_whole_and_nothing_is_lost(young, cast, minh, answers, said):
    assert said in say(young, **answers)
    young.do(do="send")
    assert "young-person-said" not in kinds(cast.gwen, minh)


def test_sent_twice_it_is_written_once(young, cast, minh):
    say(young)
    for _ in range(2):
        young.client.post(ME, {"do": "send"})
    assert kinds(cast.gwen, minh).count("young-person-said") == 1


def test_they_read_the_answer_where_they_wrote(young, cast, minh):
    say(young)
    young.do(do="send")
    (entry,) = read(minh, as_=cast.gwen.viewer).chronology.of(YoungPersonSaid)
    answer = SaidAnswered(done=Answer.YES, what="You see her on Sunday.", by="Gwen")
    record(answer, child=minh, by=cast.gwen.viewer, happened=entry.happened, refers_to=entry.id)
    assert "You see her on Sunday." in young.go("say")


def test_how_people_treat_them_in_words_and_never_as_a_number(young, cast, minh):
    young.go("treated")
    young.do(do="ask", believed="never", respected="often", told="999", to=["guardian"])
    young.do(do="send")
    entry = read(minh, as_=cast.gwen.viewer).chronology.of_kinds("young-person-treated")[0]
    said = entry.content.plain()
    assert (said["believed"], said["told"], said["listened"]) == ("never", "not-said", "not-said")


def test_an_answer_of_the_home_office_is_not_read_alone_on_a_screen(young, cast, minh):
    by = cast.alma.viewer
    sent = record(telling.referral(), child=minh, by=by, happened=DAY)
    no = telling.reasonable(GroundsOutcome.NEGATIVE)
    untold = no.model_copy(update={"child_told": Answer.NO})
    decided = record(untold, child=minh, by=by, happened=DAY, refers_to=sent.id)
    page = young.go("decided")
    assert "There is an answer." in page
    assert "answer: no" not in page
    correct(decided.id, no, child=minh, by=by, happened=DAY, reason="Gwen told him")
    assert "answer: no" in young.go("decided")


def test_they_say_how_life_is_going_and_see_both_voices_and_no_sum(young, cast, minh):
    code = next(iter(SENTENCES))
    worker = OutcomeWorkerView(outcome=code, given="step", step="2", reasons="He does not sleep.")
    record(worker, child=minh, by=cast.alma.viewer, happened=DAY)
    young.go("life")
    young.go(f"outcome:{code}")
    page = young.do(do="answer", answer="3", words="Tốt hơn rồi.")
    assert "It is sent" in page
    own, shown = page.index("What I said"), page.index("What a worker said")
    assert "Mostly" in page[own:shown]
    assert "A little" in page[shown:]
    assert "sleep" not in page, "a worker's reasons are told face to face"
    (view,) = read(minh, as_=cast.alma.viewer).chronology.contents(OutcomeOwnView)
    assert (view.step, view.child_words) == ("4", "Tốt hơn rồi.")
    for nothing in ({}, {"answer": "99"}, {"answer": "-1"}, {"answer": "x", "words": " "}):
        young.do(do="answer", **nothing)
    assert len(read(minh, as_=cast.alma.viewer).chronology.of(OutcomeOwnView)) == 1


def test_they_say_what_they_want_next_and_read_the_goal_that_answers_it(young, cast, minh):
    code = next(iter(SENTENCES))
    young.go("life")
    young.go(f"outcome:{code}")
    page = young.do(do="wish", wish="Em muốn học nấu ăn.")
    assert "It is sent" in page
    assert "Em muốn học nấu ăn." in page
    young.do(do="wish", wish="  ")
    (wish,) = read(minh, as_=cast.alma.viewer).chronology.of(OutcomeWish)
    goal = OutcomeGoal(
        outcome=code, goal="He learns to cook", action="Visit the kitchen", owner="Gwen",
        by=date(2027, 3, 1), agreed="yes",
    )  # fmt: skip
    today = Moment.instant(timezone.now())
    record(goal, child=minh, by=cast.gwen.viewer, happened=today, refers_to=wish.id)
    assert "He learns to cook" in young.go(f"outcome:{code}")


@pytest.mark.parametrize(
    "place", ["life", "decided", "rights", "right:lawyer", "looks", "say", "treated", "help"]
)
def test_every_place_has_one_address_one_title_and_says_nothing_of_what_it_is_for(young, place):
    page = young.go(place)
    assert "<title>My page</title>" in page
    assert 'name="go" value="' in page
    for word in ("Tutela", "traffick", "victim", "Minh", "safeguard", "Northshire Council,"):
        assert place.startswith("right") or word not in page, word
    assert "Who is around me" in young.go("no such place")
    assert "Who is around me" in young.go("right:none")


def test_what_was_begun_and_not_sent_is_gone_after_going_elsewhere(young):
    say(young)
    young.go("rights")
    assert WORDS not in young.go("say")


def test_a_lost_card_ends_the_sitting_and_the_next_writes_on(young, as_, cast, minh):
    say(young)
    again = come_in(*issue(as_("gwen"), minh))
    assert "Your code" in young.client.get(ME).content.decode()
    again.post(ME, {"go": "say"})
    again.post(ME, {"do": "ask", "what": "talk", "to": "guardian"})
    again.post(ME, {"do": "send"})
    assert kinds(cast.gwen, minh).count("young-person-said") == 1


def test_at_their_own_door_nothing_is_mended_and_nobody_elses_opens(young, cast, minh):
    me = Viewer(minh, "The young person", cast.alma.agency_id)
    say(young, to=["guardian", "lead-worker"])
    young.do(do="send")
    (entry,) = read(minh, as_=cast.gwen.viewer).chronology.of(YoungPersonSaid)
    with pytest.raises(NotAllowed):
        withdraw(entry.id, child=minh, by=me, reason="No")
    assert {e.category.value for e in read(minh, as_=me).chronology} == {"voice"}
    cards.freeze(open_gate(minh, cast.gwen.viewer), frozen=True)
    with pytest.raises(NotVisible):
        read(minh, as_=me)


@pytest.mark.parametrize(("code", "direction"), [("vi", "ltr"), ("ar", "rtl"), ("ti", "ltr")])
def test_a_page_in_their_language_says_that_nobody_has_checked_it(young, code, direction):
    page = young.do(language=code)
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert "Nobody who speaks this language well has checked this text." in page
    assert '<span lang="en" dir="ltr">Who looked, and why</span>' not in page
    assert '<span class="beside" lang="en" dir="ltr">My rights</span>' in young.do(beside="1")
    assert '<html lang="en"' in young.do(language="../../etc")
