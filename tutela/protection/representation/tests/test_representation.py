"""Who acts for a child, who sent them, how long one was looked for, and who may interpret."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.protection.representation.answers import Again, LegalAid, SearchEnd
from tutela.protection.representation.derive import acting, cases, interpreters, searches
from tutela.protection.representation.entries import (
    InterpreterUsed,
    LawyerActs,
    LawyerAnswered,
    LawyerAsked,
    LawyerEnded,
    LegalAidChanged,
)

ON = date(2026, 5, 5)


def asked(matter: str = "immigration") -> LawyerAsked:
    return LawyerAsked(matter=matter, office="The law centre")


def acts(**changes: object) -> LawyerActs:
    given = {
        "matter": "immigration", "name": "Ines", "office": "The law centre", "regulated": "yes",
        "found_by": "guardian", "paid": "asked", "children": "yes", "chosen": "yes",
    }  # fmt: skip
    return LawyerActs(**(given | changes))


def ended() -> LawyerEnded:
    return LawyerEnded(why="moved", follows="Another, nearer", papers="yes")


def interpreter(name: str, again: str, **changes: object) -> InterpreterUsed:
    given = {
        "setting": "police", "name": name, "language": "tir", "dialect_fits": "yes",
        "gender_fits": "yes", "same_again": "no", "understood": "yes", "again": again,
    }  # fmt: skip
    return InterpreterUsed(**(given | changes))


def test_a_search_lasts_over_all_offices_until_one_acts():
    story = Story()
    first = story.tell(asked(), date(2026, 5, 1))
    story.tell(LawyerAnswered(answer="no-room"), date(2026, 5, 4), refers_to=first)
    story.tell(asked("criminal"), date(2026, 5, 5))
    second = story.tell(asked(), date(2026, 5, 6))
    immigration, criminal = searches(story.read())
    assert (len(immigration.asked), immigration.refused) == (2, (SearchEnd.NO_ROOM,))
    assert immigration.lasted(london(2026, 5, 31)) == 30
    sent = story.tell(acts(found_by="unknown"), date(2026, 5, 7))
    assert searches(story.read())[0].found is None
    story.tell(ended(), date(2026, 5, 8), refers_to=sent)
    story.tell(acts(), date(2026, 5, 11), refers_to=second)
    immigration, criminal = searches(story.read())
    assert (immigration.lasted(story.now), criminal.found) == (10, None)
    story.tell(asked(), date(2026, 9, 1))
    again = searches(story.read())[-1]
    assert (len(again.asked), again.found) == (1, None)


def test_one_lawyer_in_a_matter_and_an_end_ends_once():
    story = Story()
    first = story.tell(acts(), ON)
    assert [p.field for p in story.problems(acts(), date(2026, 6, 1))] == ["matter"]
    assert not story.problems(acts(matter="criminal"), date(2026, 6, 1))
    story.tell(ended(), date(2026, 6, 1), refers_to=first)
    assert acting(story.read()) == ()
    assert "Correct" in story.problems(ended(), date(2026, 6, 2), refers_to=first)[0].message
    assert not story.problems(acts(), date(2026, 6, 2))


def test_who_pays_is_what_is_known_last():
    story = Story()
    first = story.tell(acts(), ON)
    assert cases(story.read())[0].paid is LegalAid.ASKED
    story.tell(LegalAidChanged(paid="granted"), date(2026, 5, 9), refers_to=first)
    assert cases(story.read())[0].paid is LegalAid.GRANTED


def test_the_child_says_last_whether_an_interpreter_comes_again():
    story = Story()
    story.tell(interpreter("Samir", "yes"), ON)
    story.tell(interpreter("Almaz", "maybe"), ON)
    slip = interpreter("samir", "never")
    assert [p.field for p in story.problems(slip, ON)] == ["why_not"]
    story.tell(interpreter("samir ", "never", why_not="Knows the cousin"), date(2026, 5, 9))
    almaz, samir = interpreters(story.read())
    assert (almaz.name, almaz.times) == ("Almaz", 1)
    assert (samir.again, samir.times) == (Again.NEVER, 2)


@pytest.mark.django_db
def test_a_lawyer_whom_nobody_we_know_found_is_seen_at_first_glance(
    client, cast, minh, settings, django_assert_max_num_queries
):
    settings.DEMONSTRATION = True
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    address, whole = reverse("representation", args=[minh]), reverse("child", args=[minh])
    client.force_login(cast.alma)
    assert "No lawyer is on record" in client.get(address).content.decode()
    record(asked(), **at)
    first = record(acts(found_by="unknown", paid="other"), **at).id
    record(interpreter("Almaz", "yes"), **at)
    alarm = "Lawyer sent by somebody unknown"
    assert alarm in client.get(whole).content.decode()
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert "ask the child alone who sent them" in page
    assert "Almaz" in page
    record(ended(), refers_to=first, **at)
    assert alarm not in client.get(whole).content.decode()
    assert "The child moved too far away" in client.get(address).content.decode()
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
