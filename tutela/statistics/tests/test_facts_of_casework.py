"""What statistics may know of casework: each room's facts are taken as they are, without names."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from tutela.access.entries import RecordClosed
from tutela.chronology.tests.story import Story, london
from tutela.doors.projections import Whole
from tutela.evidence.bulletin.feed import frames_of
from tutela.futures.solution.answers import Began
from tutela.futures.solution.seam import facts as solution_facts
from tutela.futures.solution.tests.test_solution import began, look, plan
from tutela.identity.seam import facts as duty_facts
from tutela.outcomes.answers import Given, Step
from tutela.outcomes.entries import OutcomeOwnView, OutcomeWorkerView
from tutela.outcomes.instruments import working_set
from tutela.outcomes.seam import facts as outcome_facts
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.guardian.seam import facts as guardian_facts
from tutela.protection.guardian.tests import said
from tutela.protection.missing.answers import InterviewOutcome, MissingKind
from tutela.protection.missing.seam import facts as missing_facts
from tutela.protection.missing.tests.test_missing import away, talk, went
from tutela.status.immigration.answers import Decision, LeaveForm
from tutela.status.immigration.entries import AsylumDecision
from tutela.status.immigration.seam import facts as leave_facts
from tutela.status.immigration.tests.test_immigration import leave


@pytest.fixture
def story() -> Story:
    return Story(now=london(2027, 11, 22))


def told(story: Story, reader, name: str) -> list[dict[str, Any]]:
    """The room's facts, read by evidence; its pseudonym of the child is the only key."""
    nothing = cast(Any, None)
    whole = Whole(story.child, "", nothing, Nation.ENGLAND, None, nothing, story.read())
    rows = list(reader(whole, lambda of: f"key-{of.int % 97}"))
    assert str(story.child) not in str(rows)
    if not rows:
        return []
    return frames_of(rows, "the record")[name].to_dicts()


def test_times_away_are_counted_only_where_nobody_knew_where_the_child_was(story):
    _, came_back = away(story, date(2026, 3, 2), days=3)
    story.tell(talk(InterviewOutcome.NOT_HELD), date(2026, 3, 6), refers_to=came_back)
    story.tell(talk(), date(2026, 3, 8), refers_to=came_back)
    story.tell(went(MissingKind.AWAY), date(2026, 4, 1))
    story.tell(went(), date(2026, 5, 1))
    first, second = told(story, missing_facts, "missing")
    assert (first["returned_on"], first["interviewed_on"]) == (date(2026, 3, 5), date(2026, 3, 8))
    assert (first["now"], first["country"]) == ("Returned", "England")
    assert (second["now"], second["returned_on"]) == ("Still missing", None)


def test_a_wait_for_a_guardian_ends_with_somebody_for_the_child_or_with_no_service(story):
    story.tell(said.asked(), date(2026, 3, 2))
    story.tell(said.named("coordinator"), date(2026, 3, 5))
    (waiting,) = told(story, guardian_facts, "guardians")
    assert waiting["state"] == "Waiting"
    closed = story.tell(RecordClosed(why="All is well"), date(2026, 3, 20))
    assert told(story, guardian_facts, "guardians")[0]["state"] == "Ended before an appointment"
    story.withdraw(closed)
    story.tell(said.gap(), date(2026, 4, 2))
    (gap,) = told(story, guardian_facts, "guardians")
    assert gap["state"] == "No service in the area"
    story.tell(said.asked(), date(2026, 5, 2))
    story.tell(said.named(), date(2026, 5, 12))
    _, named = told(story, guardian_facts, "guardians")
    assert (named["state"], named["appointed_on"]) == ("Appointed", date(2026, 5, 12))


def test_an_area_without_a_service_is_counted_though_nobody_was_asked(story):
    story.tell(said.gap(), date(2026, 4, 2))
    (gap,) = told(story, guardian_facts, "guardians")
    assert gap["state"] == "No service in the area"


def test_duties_are_counted_as_they_stood_on_the_day_of_the_extract(story):
    _, came_back = away(story, date(2026, 3, 2), days=3)
    rows = {row["duty"]: row for row in told(story, duty_facts, "duties")}
    talked = "Talk with the child after coming back, by somebody independent"
    assert (rows[talked]["state"], rows[talked]["country"]) == ("Overdue", "England")
    story.tell(talk(), date(2026, 3, 7), refers_to=came_back)
    rows = {row["duty"]: row for row in told(story, duty_facts, "duties")}
    assert rows[talked]["state"] == "Met"


@pytest.mark.parametrize(
    "reader",
    [duty_facts, guardian_facts, leave_facts, missing_facts, outcome_facts, solution_facts],
)
def test_of_a_record_that_says_nothing_there_is_nothing_to_count(story, reader):
    assert told(story, reader, "") == []


def test_leave_is_counted_once_where_a_decision_and_a_grant_say_the_same(story):
    granted = AsylumDecision(outcome=Decision.REFUGEE, appeal=Answer.NO, child_told=Answer.YES)
    refused = granted.model_copy(update={"outcome": Decision.REFUSED})
    story.tell(refused, date(2026, 2, 1))
    story.tell(granted, date(2026, 3, 1))
    story.tell(leave(LeaveForm.REFUGEE), date(2026, 3, 1))
    story.tell(leave(LeaveForm.BRITISH), date(2027, 3, 1))
    rows = told(story, leave_facts, "leave")
    assert [(row["decided_on"], row["outcome"]) for row in rows] == [
        (date(2026, 2, 1), "Refused"),
        (date(2026, 3, 1), "Granted"),
    ]


def test_a_solution_lasts_as_the_last_look_says_and_the_end_of_care_is_none(story):
    planned = story.tell(plan(), date(2026, 3, 1))
    story.tell(began(Began.CARE_ENDED), date(2026, 4, 1), refers_to=planned)
    life = story.tell(began(), date(2026, 4, 2), refers_to=planned)
    assert told(story, solution_facts, "solutions")[0]["now"] == "Not specified or unknown"
    story.tell(look(), date(2026, 7, 2), refers_to=life)
    (lasting,) = told(story, solution_facts, "solutions")
    assert lasting["now"] == "Lasting"
    story.tell(look(lasts=Answer.NO), date(2026, 9, 2), refers_to=life)
    assert told(story, solution_facts, "solutions")[0]["now"] == "Ended"


def test_outcomes_keep_both_voices_apart_and_silence_is_an_answer(story):
    outcome = working_set().outcomes[0]
    own = OutcomeOwnView(outcome=outcome.code, given=Given.NOT_SAID)
    worker = OutcomeWorkerView(
        outcome=outcome.code, given=Given.STEP, step=Step.PARTLY, reasons="She said so."
    )
    story.tell(own, date(2026, 3, 1))
    story.tell(worker, date(2026, 3, 1))
    rows = told(story, outcome_facts, "outcomes")
    assert {(row["voice"], row["level"]) for row in rows} == {
        ("The child", "Chose not to say"),
        ("The worker", "3 of 5"),
    }
    assert {row["outcome"] for row in rows} == {outcome.text}
