"""Needs and waits, the clocks of health assessments, and what a carer never reads."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.opening import join_circle
from tutela.doors.recording import record
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.identity.entries import BirthBasis, DateOfBirth
from tutela.people.roles import Nation, Role
from tutela.protection.health.answers import HelpAnswer, Practice
from tutela.protection.health.derive import appointments, needs, needs_now, registered_with
from tutela.protection.health.entries import (
    AppointmentKept,
    HealthAppointment,
    HealthAssessed,
    HealthHelpAnswered,
    HealthHelpAsked,
    HealthNeed,
    HealthNeedEnded,
    HealthRegistration,
)
from tutela.protection.safeguarding.tests import said

DUE, OVERDUE, MET = DutyState.DUE, DutyState.OVERDUE, DutyState.MET
NOT_ENGLAND = [Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND]
ON = date(2026, 5, 5)


def registered(state: str = "yes", **changes: object) -> HealthRegistration:
    given = {"practice": "doctor", "state": state, "knows": "yes"}
    return HealthRegistration(**(given | changes))


def assessed(sort: str = "first") -> HealthAssessed:
    return HealthAssessed(
        sort=sort, by="doctor", who="Dr Ash", interpreter="yes", seen_alone="yes", agreed="yes",
        plan="Teeth, eyes, sleep",
    )  # fmt: skip


def need(**changes: object) -> HealthNeed:
    given = {"need": {"sleep"}, "what": "Sits on the stairs", "urgent": "no", "done": "A lamp"}
    return HealthNeed(**(given | changes))


def asked() -> HealthHelpAsked:
    return HealthHelpAsked(
        service="The trauma service", agreed="yes", language="yes", until_then="The nurse"
    )


def answered(answer: str, **changes: object) -> HealthHelpAnswered:
    return HealthHelpAnswered(answer=answer, **changes)


def appointment(**changes: object) -> HealthAppointment:
    return HealthAppointment(
        **({"visit": "dentist", "interpreter": "yes", "told": "yes"} | changes)
    )


def born(on: date) -> DateOfBirth:
    return DateOfBirth(born=Moment.day(on), basis=BirthBasis.SAID)


def accommodated() -> object:
    return said.measure("accommodated", agreed_by="Nobody is here")


def test_a_child_waits_from_the_day_on_which_help_was_asked_until_it_begins():
    story = Story()
    known = story.tell(need(), date(2026, 5, 1))
    assert not needs_now(story.read())[0].waits
    first = story.tell(asked(), date(2026, 5, 4), refers_to=known)
    assert needs_now(story.read())[0].waits
    assert needs(story.read())[0].help[0].waited(london(2026, 6, 3)) == 30
    story.tell(answered("accepted"), date(2026, 5, 20), refers_to=first)
    assert needs_now(story.read())[0].waits
    story.tell(answered("begun"), date(2026, 6, 13), refers_to=first)
    (one,) = needs(story.read())
    assert (one.is_helped, one.waits, one.help[0].waited(story.now)) == (True, False, 40)
    story.tell(HealthNeedEnded(how="met", child_agrees="yes"), date(2026, 7, 1), refers_to=known)
    assert needs_now(story.read()) == ()


def test_a_refusal_is_no_wait_and_no_help():
    story = Story()
    known = story.tell(need(), ON)
    first = story.tell(asked(), ON, refers_to=known)
    story.tell(answered("refused", why_refused="Too old"), date(2026, 5, 9), refers_to=first)
    (one,) = needs(story.read())
    assert (one.waits, one.is_helped, one.help[0].waited(story.now)) == (False, False, None)
    assert one.help[0].answer is HelpAnswer.REFUSED


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (answered("refused"), "why_refused"),
        (answered("accepted", expected=date(2026, 5, 1)), "expected"),
    ],
)
def test_an_answer_is_whole(content, field):
    story = Story()
    first = story.tell(asked(), ON, refers_to=story.tell(need(), ON))
    assert [p.field for p in story.problems(content, ON, refers_to=first)] == [field]


def test_one_doctor_at_a_time():
    story = Story()
    assert registered_with(story.read(), Practice.DOCTOR) is None
    story.tell(registered("refused", why_refused="No papers"), ON)
    first = story.tell(registered(), date(2026, 5, 6))
    assert registered_with(story.read(), Practice.DOCTOR) == first
    assert [p.field for p in story.problems(registered(), date(2026, 5, 7))] == ["state"]
    assert not story.problems(registered(practice="dentist"), date(2026, 5, 7))
    story.tell(registered("left"), date(2026, 5, 8))
    assert not story.problems(registered(), date(2026, 5, 9))


def test_an_appointment_has_one_outcome_and_a_child_who_was_not_seen_gets_another():
    story = Story()
    first = story.tell(appointment(), london(2026, 5, 5, 10))
    (one,) = appointments(story.read())
    assert (one.is_ahead(london(2026, 5, 5, 9)), one.is_ahead(london(2026, 5, 5, 11))) == (
        True,
        False,
    )
    missed = AppointmentKept(outcome="no-interpreter")
    assert [p.field for p in story.problems(missed, ON, refers_to=first)] == ["why_not"]
    story.tell(AppointmentKept(outcome="kept", follows="A filling"), ON, refers_to=first)
    again = AppointmentKept(outcome="kept")
    assert [p.message[:4] for p in story.problems(again, ON, refers_to=first)] == ["What"]
    assert appointments(story.read())[0].kept == "kept"


@pytest.fixture
def story() -> Story:
    return Story(now=london(2032, 1, 1))


def test_a_first_assessment_is_made_before_the_first_review_over_christmas(story):
    story.tell(accommodated(), date(2026, 12, 1))
    around = boundary(story, "HEALTH_FIRST")
    # 25 and 28 December and 1 January do not count.
    assert (around.last_day, around.states) == (date(2026, 12, 31), (DUE, OVERDUE))
    story.tell(assessed(), date(2026, 12, 31))
    assert boundary(story, "HEALTH_FIRST").due.state(story.now) is MET


def test_an_order_that_follows_an_agreement_begins_nothing_anew(story):
    first = story.tell(accommodated(), ON)
    story.tell(said.measure_ended(), date(2026, 6, 1), refers_to=first)
    order = story.tell(said.measure("interim-order"), date(2026, 6, 1))
    (due,) = dues(story, "HEALTH_FIRST")
    assert due.state(story.now) is OVERDUE
    story.tell(
        said.measure_ended().model_copy(update={"how": "court"}), date(2026, 6, 3), refers_to=order
    )
    (due,) = dues(story, "HEALTH_FIRST")
    assert due.state(story.now) is DutyState.NO_LONGER_APPLIES
    story.tell(accommodated(), date(2026, 9, 1))
    assert len(dues(story, "HEALTH_FIRST")) == 2


@pytest.mark.parametrize(
    ("duty", "birth", "on", "last"),
    [
        # Half a year after 31 August: the last day of February, of a leap year.
        ("HEALTH_U5", date(2024, 1, 1), date(2027, 8, 31), date(2028, 2, 29)),
        ("HEALTH_5PLUS", date(2012, 1, 1), date(2026, 3, 28), date(2027, 3, 28)),
        ("HEALTH_5PLUS", date(2012, 1, 1), date(2028, 2, 29), date(2029, 2, 28)),
        # On the fifth birthday a child is five.
        ("HEALTH_5PLUS", date(2021, 5, 5), date(2026, 5, 5), date(2027, 5, 5)),
        ("HEALTH_U5", date(2021, 5, 6), date(2026, 5, 5), date(2026, 11, 5)),
        # The next one is still owed where its last day is the day before the eighteenth birthday.
        ("HEALTH_5PLUS", date(2009, 5, 6), date(2026, 5, 5), date(2027, 5, 5)),
    ],
)
def test_the_next_assessment_follows_by_age(story, duty, birth, on, last):
    story.tell(born(birth), on)
    story.tell(assessed(), london(on.year, on.month, on.day, 10))
    around = boundary(story, duty)
    assert (around.last_day, around.states) == (last, (DUE, OVERDUE))
    story.tell(assessed("review"), london(last.year, last.month, last.day, 10))
    assert dues(story, duty)[0].state(story.now) is MET


def test_none_is_owed_once_they_are_grown_and_an_unknown_age_counts_as_five_or_more(story):
    story.tell(assessed(), ON)
    assert boundary(story, "HEALTH_5PLUS").last_day == date(2027, 5, 5)
    story.tell(born(date(2009, 5, 5)), ON)
    assert dues(story, "HEALTH_5PLUS") == dues(story, "HEALTH_U5") == ()


@pytest.mark.parametrize("nation", NOT_ENGLAND)
def test_englands_clocks_are_nobody_elses(story, nation):
    story.tell(accommodated(), ON)
    story.tell(assessed(), ON)
    for duty in ("HEALTH_FIRST", "HEALTH_5PLUS", "HEALTH_U5"):
        assert dues(story, duty, nation) == ()


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.mark.django_db
def test_a_carer_never_reads_what_is_kept_from_them_nor_what_answers_to_it(client, cast, minh):
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    record(need(), **at)
    private = record(need(need={"sexual-health"}, what="A test", kept_from={"carer"}), **at)
    record(asked(), refers_to=private.id, **at)
    address = reverse("health", args=[minh])
    client.force_login(cast.alma)
    page = client.get(address).content.decode()
    assert "Sexual health" in page
    assert "The trauma service" in page

    join_circle(
        cast.hana,
        child=minh,
        role=Role.CARER,
        ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 5)),
    )
    client.force_login(cast.hana)
    page = client.get(address).content.decode()
    assert "Sits on the stairs" in page
    assert "Sexual health" not in page
    assert "trauma service" not in page


@pytest.mark.django_db
def test_the_page_says_who_looks_after_the_childs_health(
    client, cast, minh, django_assert_max_num_queries
):
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    address = reverse("health", args=[minh])
    client.force_login(cast.alma)
    assert "No need is on record" in client.get(address).content.decode()
    assert "No doctor on record" in client.get(reverse("child", args=[minh])).content.decode()
    record(registered(where="Weir Street Surgery"), **at)
    record(appointment(), **at)
    record(assessed(), **at)
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert "Weir Street Surgery" in page
    assert "Nobody has said what became of it" in page
    assert "Teeth, eyes, sleep" in page
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
