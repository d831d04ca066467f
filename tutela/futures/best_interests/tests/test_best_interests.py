"""A determination: weighed in full, with the child heard, or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tutela.access.entries import CircleJoined
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment, day_start
from tutela.chronology.tests.story import Story, london
from tutela.doors.errors import NotRecordable
from tutela.doors.recording import record
from tutela.duties.duty import DutyState, all_duties, duties_of
from tutela.futures.best_interests.answers import (
    Agreement,
    Ahead,
    DecisionOutcome,
    Element,
    Extent,
    HowHeard,
    ReviewOutcome,
    ReviewWhy,
    Solution,
    Speaks,
    ViewWeight,
    WeighedBy,
)
from tutela.futures.best_interests.derive import Stage, determinations, is_guardian
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsHeard,
    BestInterestsOption,
    BestInterestsPanel,
    BestInterestsReview,
    BestInterestsUnheardRead,
    BestInterestsWeighing,
    PanelMember,
    Weighed,
)
from tutela.futures.best_interests.rules import words_to_a_panel
from tutela.people.choice import Answer
from tutela.people.roles import Nation, Role

ON = date(2026, 10, 5)
WRITER = Story().tell(CircleJoined(practitioner=uuid4(), name="x", role=Role.GUARDIAN,
                                   ground=Basis.STATUTORY), ON).by  # fmt: skip


def assessment():
    return BestInterestsAssessment(
        extent=Extent.FULL, ahead=Ahead.SOLUTION, to_decide="Where?", seen_alone=Answer.YES
    )


def option(solution=Solution.STAY):
    return BestInterestsOption(solution=solution, what="A room with a window.")


def weighing(elements=tuple(Element), by=WeighedBy.PANEL, speaks=Speaks.FOR):
    rows = tuple(Weighed(element=e, speaks=speaks, reasons="x") for e in elements)
    return BestInterestsWeighing(by=by, weighed=rows)


def member(name="Iris", agency="Council", free=Answer.YES):
    return PanelMember(
        name=name, agency=agency, role="x", independent=free, confidential=Answer.YES
    )


def panel(*members):
    return BestInterestsPanel(members=members or (member(),), papers="All")


def heard(how=HowHeard.IN_PERSON):
    more = {"why_not": "Asleep"} if how is HowHeard.NOT_HEARD else {"child_words": "Stay."}
    return BestInterestsHeard(how=how, understood=Answer.YES, **more)


def decision(outcome=DecisionOutcome.DECIDED, weight=ViewWeight.FOLLOWED, **more):
    return BestInterestsDecision(
        outcome=outcome, reasons="x", agreement=Agreement.ALL, weight=weight, weight_why="x",
        leave_allows=Answer.YES, review_on=date(2027, 4, 5), **more,
    )  # fmt: skip


def review(outcome=ReviewOutcome.REOPENED, **more):
    return BestInterestsReview(
        why=ReviewWhy.CHILD, child_asked=Answer.YES, outcome=outcome, reasons="x", **more
    )


def before_the_panel(*, weighed=True):
    story = Story()
    began = story.tell(assessment(), ON)
    stay = story.tell(option(), ON, refers_to=began)
    met = story.tell(panel(), ON, refers_to=began)
    if weighed:
        story.tell(weighing(), ON, refers_to=stay)
    return story, stay, met


def messages(story, content, to):
    return [p.message for p in story.problems(content, date(2026, 10, 6), refers_to=to)]


def test_nothing_is_decided_over_a_child_whom_nobody_asked():
    story, stay, _met = before_the_panel()

    assert messages(story, decision(), stay) == [
        "Record how the panel heard the child, or why it did not"
    ]


def test_a_child_who_was_heard_can_be_decided_for():
    story, stay, met = before_the_panel()
    story.tell(heard(), ON, refers_to=met)

    assert messages(story, decision(), stay) == []
    unheard = decision(weight=ViewWeight.NOT_HEARD)
    assert "says that the child was heard" in messages(story, unheard, stay)[0]


def test_an_unheard_child_is_decided_for_only_after_the_guardian_read_why():
    story, stay, met = before_the_panel()
    why = story.tell(heard(HowHeard.NOT_HEARD), ON, refers_to=met)
    unheard = decision(weight=ViewWeight.NOT_HEARD)
    assert "until the guardian has read why" in messages(story, unheard, stay)[0]

    # Somebody else's word that the guardian read it is not enough.
    story.tell(BestInterestsUnheardRead(accepts=Answer.YES), ON, refers_to=why)
    assert "until the guardian has read why" in messages(story, unheard, stay)[0]

    place = CircleJoined(
        practitioner=WRITER, name="Gwen", role=Role.GUARDIAN, ground=Basis.STATUTORY
    )
    story.tell(place, ON)
    assert is_guardian(WRITER, london(2026, 10, 6), story.read())
    assert not is_guardian(WRITER, london(2026, 10, 4), story.read())
    story.tell(BestInterestsUnheardRead(accepts=Answer.NO), date(2026, 10, 6), refers_to=why)
    assert messages(story, unheard, stay) == []
    assert "was not heard" in messages(story, decision(), stay)[0]


def test_only_a_reason_for_not_hearing_can_be_read():
    story, _stay, met = before_the_panel()
    said = story.tell(heard(), ON, refers_to=met)

    assert messages(story, BestInterestsUnheardRead(accepts=Answer.YES), said)


def test_every_option_is_weighed_on_every_element_before_one_is_decided_for():
    story, stay, met = before_the_panel(weighed=False)
    story.tell(heard(), ON, refers_to=met)
    story.tell(weighing(tuple(Element)[:-1]), ON, refers_to=stay)

    assert Element.EDUCATION.label in messages(story, decision(), stay)[0]
    story.tell(weighing((Element.EDUCATION,), WeighedBy.GUARDIAN), ON, refers_to=stay)
    assert messages(story, decision(), stay) == []


def test_the_panels_weighing_goes_before_everybody_elses():
    story, stay, _met = before_the_panel()
    story.tell(weighing(by=WeighedBy.ASSESSOR, speaks=Speaks.AGAINST), ON, refers_to=stay)

    (found,) = determinations(story.read())
    assert {w.speaks for w in found.options[0].weighed.values()} == {Speaks.FOR}


def test_a_decision_answers_to_an_option_and_one_put_off_to_the_panel():
    story, stay, met = before_the_panel()
    story.tell(heard(), ON, refers_to=met)

    assert "Choose the option" in messages(story, decision(), met)[0]
    put_off = decision(DecisionOutcome.PUT_OFF)
    assert "Choose the panel" in messages(story, put_off, stay)[0]
    story.tell(put_off, date(2026, 10, 6), refers_to=met)
    assert determinations(story.read())[0].stage(story.now) is Stage.PUT_OFF
    assert messages(story, decision(), stay) == []


def test_what_is_decided_stands_until_it_is_reopened_and_then_the_child_is_heard_again():
    story, stay, met = before_the_panel()
    story.tell(heard(), ON, refers_to=met)
    decided = story.tell(decision(), date(2026, 10, 6), refers_to=stay)
    (found,) = determinations(story.read())
    assert found.stage(story.now) is Stage.DECIDED
    assert found.chosen is not None
    assert found.chosen.entry.id == stay.id
    assert "stands" in messages(story, decision(), stay)[0]

    story.tell(review(), date(2026, 10, 8), refers_to=decided)
    (found,) = determinations(story.read())
    assert found.stage(story.now) is Stage.REOPENED
    assert "heard the child" in messages(story, decision(), stay)[0]


def test_slips_are_pointed_out():
    story, stay, met = before_the_panel()

    def fields(content, to):
        return {p.field for p in story.problems(content, date(2026, 10, 6), refers_to=to)}

    assert fields(weighing((Element.SAFETY, Element.SAFETY)), stay) == {"weighed"}
    assert fields(BestInterestsHeard(how=HowHeard.MEMBER, understood=Answer.YES), met) == {
        "child_words"
    }
    assert fields(BestInterestsHeard(how=HowHeard.NOT_HEARD, understood=Answer.NO), met) == {
        "why_not"
    }
    split = decision().model_copy(
        update={"agreement": Agreement.MOST, "review_on": date(2026, 10, 6)}
    )
    assert {"dissent", "review_on"} <= fields(split, stay)
    story.tell(heard(), ON, refers_to=met)
    done = story.tell(decision(), date(2026, 10, 6), refers_to=stay)
    assert fields(review(ReviewOutcome.STANDS), done) == {"review_on"}


def test_a_panel_is_told_what_it_lacks():
    assert len(list(words_to_a_panel(panel(member(free=Answer.NO))))) == 3
    whole = panel(member(), member("Gwen", "Guardians"), member("Hana", "Health"))
    assert list(words_to_a_panel(whole)) == []
    silent = member().model_copy(update={"confidential": Answer.NO})
    loose = panel(silent, member("Gwen", "Guardians"), member("Hana", "Health"))
    assert "in writing" in next(iter(words_to_a_panel(loose)))


def states(story, duty, at):
    found = duties_of(story.read(), nation=Nation.SCOTLAND, born=None, duties=[all_duties()[duty]])
    return [due.state(at) for due in found]


def test_it_is_looked_at_again_by_the_end_of_the_day_that_was_set_in_every_nation():
    story, stay, met = before_the_panel()
    story.tell(heard(), ON, refers_to=met)
    decided = story.tell(decision(), date(2026, 10, 6), refers_to=stay)
    end = day_start(date(2027, 4, 6))

    assert states(story, "BID_REVIEW", end - timedelta(minutes=1)) == [DutyState.DUE]
    assert states(story, "BID_REVIEW", end) == [DutyState.OVERDUE]
    later = Story(now=london(2027, 6, 1))
    later.entries = story.entries
    again = review(ReviewOutcome.STANDS, review_on=date(2027, 10, 1))
    later.tell(again, date(2027, 4, 5), refers_to=decided)
    assert states(later, "BID_REVIEW", london(2027, 5, 1)) == [DutyState.DUE]
    later.tell(review(), date(2027, 5, 2), refers_to=decided)
    assert states(later, "BID_REVIEW", london(2027, 5, 3)) == [DutyState.MET]
    assert states(later, "BID_AGAIN", london(2027, 6, 13, 23)) == [DutyState.DUE]
    assert states(later, "BID_AGAIN", london(2027, 6, 14)) == [DutyState.OVERDUE]


def test_a_guardian_reads_a_reason_within_five_working_days_of_the_nation():
    story, _stay, met = before_the_panel()
    why = story.tell(heard(HowHeard.NOT_HEARD), date(2026, 10, 5), refers_to=met)

    assert states(story, "BID_UNHEARD_READ", london(2026, 10, 12, 23, 59)) == [DutyState.DUE]
    assert states(story, "BID_UNHEARD_READ", london(2026, 10, 13)) == [DutyState.OVERDUE]
    story.tell(BestInterestsUnheardRead(accepts=Answer.YES), date(2026, 10, 7), refers_to=why)
    assert states(story, "BID_UNHEARD_READ", london(2026, 10, 13)) == [DutyState.MET]


@pytest.mark.django_db
def test_the_page_sets_options_side_by_side_for_those_who_may_read(client, cast, minh, settings):
    settings.DEMONSTRATION = True
    day = Moment.day(date(2026, 11, 10))

    def put(content, to=None):
        return record(content, child=minh, by=cast.alma.viewer, happened=day, refers_to=to).id

    address = reverse("best_interests", args=[minh])
    client.force_login(cast.alma)
    assert "No assessment yet" in client.get(address).content.decode()
    began = put(assessment())
    stay, back = put(option(), began), put(option(Solution.RETURN_FAMILY), began)
    met = put(panel(), began)
    put(weighing(), stay)
    page = client.get(address).content.decode()
    assert Solution.STAY.label in page
    assert "Speaks for it" in page
    assert "Not weighed yet" in page
    assert "has recorded that themself" in page
    put(weighing(), back)
    put(heard(), met)
    put(decision(), stay)
    page = client.get(address).content.decode()
    assert "To be looked at again by" in page
    assert "Stay." in page
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_only_the_guardians_own_hand_opens_a_decision_over_an_unheard_child(cast, minh):
    day = Moment.day(date(2026, 11, 10))

    def put(content, to=None, by=cast.alma):
        return record(content, child=minh, by=by.viewer, happened=day, refers_to=to).id

    began = put(assessment())
    stay, met = put(option(), began), put(panel(), began)
    put(weighing(), stay)
    why = put(heard(HowHeard.NOT_HEARD), met)
    unheard = decision(weight=ViewWeight.NOT_HEARD)
    put(BestInterestsUnheardRead(accepts=Answer.YES), why)
    with pytest.raises(NotRecordable, match="until the guardian has read why"):
        put(unheard, stay)

    put(BestInterestsUnheardRead(accepts=Answer.NO), why, by=cast.gwen)
    assert put(unheard, stay)
