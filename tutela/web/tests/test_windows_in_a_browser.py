"""Several windows, impatient fingers and a sign-in that runs out: recorded once, nothing lost."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tutela.doors.reading import read
from tutela.identity.entries import NameStated
from tutela.signin.models import Session
from tutela.web.models import Draft
from tutela.web.tests.conftest import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

KEPT = "Your answers are kept."


@pytest.fixture
def address(live_server, page, minh):
    """The questions about a name, for somebody who is signed in."""
    sign_in(page, live_server.url, "alma")
    return live_server.url + reverse("record_ask", args=[minh, "name-stated"])


def answer(page, name):
    page.get_by_label("Day", exact=True).fill("20")
    page.get_by_label("Month", exact=True).fill("11")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("What is the whole name?").fill(name)
    page.get_by_label("Nickname").check()
    page.get_by_label("Use it", exact=True).check()
    page.get_by_label(re.compile("^Latin")).check()
    page.get_by_label("The child", exact=True).check()


def go_on(page):
    page.get_by_role("button", name="Continue").last.click()


def names(minh, cast):
    return [
        e.says(NameStated).full for e in read(minh, as_=cast.alma.viewer).chronology.of(NameStated)
    ]


def who_has_begun():
    """Whose unfinished answers there are, as nobody but the owner of the database can see."""
    return list(Draft.objects.using("owner").values_list("practitioner", flat=True))


def test_two_windows_and_a_double_click_record_once_and_lose_nothing(page, address, minh, cast):
    stale = page.context.new_page()
    for window in (page, stale):
        window.goto(address)
    answer(page, "Minh")
    go_on(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    # The other window was opened before, and knows of none of these answers.
    stale.get_by_label("Is there anything to know about it?").fill("Said twice, slowly")
    go_on(stale)
    expect(stale.get_by_role("main")).to_contain_text("Said twice, slowly")
    expect(stale.get_by_role("main")).to_contain_text("Minh")
    # What the first window checked has changed: it is shown once more, and nothing is recorded.
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("These answers were changed in another window")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Said twice, slowly")
    assert names(minh, cast) == []
    page.get_by_role("button", name="Record it").dblclick()
    expect(page.get_by_text("Recorded: Name: Minh")).to_be_visible()
    stale.get_by_role("button", name="Record it").dblclick()
    expect(stale.get_by_text("Recorded: Name: Minh")).to_be_visible()
    assert names(minh, cast) == ["Minh"]
    assert who_has_begun() == []


def test_a_sign_in_that_ends_in_the_middle_loses_nothing(live_server, page, address, minh, cast):
    page.goto(address)
    answer(page, "Minh")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.clear_cookies()
    page.goto(address)
    # Whoever signs in again comes to the same questions, with the answers.
    page.get_by_label("Email address").fill("alma@example.org")
    page.get_by_label("Password", exact=True).fill("a long password of the tests")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("What is the whole name?")).to_have_value("Minh")
    expect(page.get_by_text("You began this earlier.")).to_be_visible()
    # It ends once more, on the server. What is written after that stays on the page.
    Session.objects.all().delete()
    page.get_by_label("Is there anything to know about it?").fill("Said after the end")
    expect(page.get_by_text("You were signed out.")).to_be_visible()
    go_on(page)
    link = page.get_by_role("link", name="Sign in in a new window")
    expect(link).to_be_focused()
    with page.expect_popup() as opened:
        link.click()
    sign_in(opened.value, live_server.url, "alma")
    go_on(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Said after the end")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded: Name: Minh")).to_be_visible()
    assert names(minh, cast) == ["Minh"]


def test_cookies_that_are_gone_hold_the_form_back(page, address):
    page.goto(address)
    answer(page, "Minh")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("What is the whole name?").fill("Minh Anh")
    expect(page.get_by_text("You were signed out.")).to_be_visible()
    go_on(page)
    expect(page.get_by_role("link", name="Sign in in a new window")).to_be_focused()
    assert page.get_by_label("What is the whole name?").input_value() == "Minh Anh"


def test_a_form_that_was_left_open_is_held_back_before_anything_is_lost(page, address):
    page.clock.install()
    page.goto(address)
    answer(page, "Minh")
    page.clock.fast_forward("00:03")
    expect(page.get_by_text(KEPT)).to_be_visible()
    Session.objects.all().delete()
    page.clock.fast_forward("31:00")
    go_on(page)
    expect(page.get_by_role("link", name="Sign in in a new window")).to_be_focused()
    assert page.get_by_label("What is the whole name?").input_value() == "Minh"


def test_another_person_does_not_take_over_a_form(live_server, page, address, minh, cast):
    page.goto(address)
    answer(page, "Minh")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.clear_cookies()
    other = page.context.new_page()
    sign_in(other, live_server.url, "gwen")
    page.get_by_label("What is the whole name?").fill("Minh Anh")
    expect(page.get_by_text("Your answers could not be kept just now.")).to_be_visible()
    go_on(page)
    expect(page.get_by_text("This form was open for too long")).to_be_visible()
    assert who_has_begun() == [cast.alma.id]
