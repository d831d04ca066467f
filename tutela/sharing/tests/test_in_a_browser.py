"""Sharing as people do it: proposed, sent, opened, stopped; and consent taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tutela.identification.tests.browsing import Worker
from tutela.sharing.tests import whole
from tutela.sharing.tests.conftest import sign_in
from tutela.web.tests import story

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]


@dataclass
class Desk:
    """Two people at two browsers: Alma, who leads, and Stella of another council."""

    alma: Worker
    stella: Worker
    address: str


@pytest.fixture
def desk(live_server, browser, page, minh, cast):
    story.tell(minh, cast)
    other = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    for who, at in (("alma", page), ("stella", other)):
        sign_in(at, live_server.url, who)
    yield Desk(Worker(page), Worker(other), live_server.url)
    other.context.close()


def test_a_share_is_proposed_sent_opened_and_stopped(desk, minh, cast):
    alma, stella = desk.alma, desk.stella
    alma.page.goto(desk.address + reverse("child", args=[minh]))
    alma.follow("Sharing and consent")
    alma.look("sharing, empty")
    alma.follow("Propose to share")
    alma.on("When is it proposed?", whole.today())
    alma.choose("What is it?", "Share what somebody needs to know")
    alma.choose("To whom?", "Somebody who has an account here")
    alma.write("Their name, or that of the agency", "Stella Marsh")
    alma.write("Email address of their account", "stella@example.org")
    alma.look("to whom")
    alma.press("Continue")
    alma.write("What do they need it for?", "To plan where his cousin can meet him")
    alma.choose("They may use it for", "Looking after and protecting the child")
    alma.choose("Which parts of the record?", "Who they are")
    alma.on("Until the end of which day may they use it?", whole.today())
    alma.choose("May they pass it on?", "No")
    alma.press("Continue")
    alma.choose("On what ground?", "Sharing is needed to safeguard the child")
    alma.write("Why is it shared without consent?", "He sleeps, and the cousin travels tonight")
    alma.press("Continue")
    alma.choose("Does the young person know?", "Yes")
    alma.check_and_record("To plan where his cousin can meet him")
    alma.page.goto(desk.address + reverse("sharing", args=[minh]))
    alma.follow("Stella Marsh")
    alma.look("proposed")
    alma.follow("Choose what is sent")
    alma.look("choose")
    alma.page.get_by_label(re.compile("Nguyễn Văn Minh")).check()
    alma.press("Continue")
    expect(alma.page.get_by_role("heading", name="Check what leaves")).to_be_visible()
    alma.look("check what leaves")
    alma.press("Send it")
    expect(alma.page.get_by_text("It is as it was sent.")).to_be_visible()
    alma.look("sent")

    stella.follow("Shared with you")
    stella.look("shared with me")
    stella.follow("Alma Reyes")
    expect(stella.page.get_by_role("main")).not_to_contain_text("Nguyễn")
    stella.press("Open it")
    expect(stella.page.get_by_role("main")).to_contain_text("Nguyễn Văn Minh")
    stella.look("a package")

    alma.page.goto(desk.address + reverse("sharing", args=[minh]))
    alma.look("sharing")
    alma.follow("Stella Marsh")
    alma.follow("Stop it")
    alma.on("When does it stop?", whole.today())
    alma.choose("Why?", "It is needed no longer")
    alma.page.get_by_label(re.compile("Shared with Stella Marsh")).check()
    alma.check_and_record()

    answer = stella.page.reload()
    assert answer.status == 404
    stella.page.goto(f"{desk.address}{reverse('shared_with_me')}")
    expect(stella.page.get_by_role("main")).to_contain_text("Over")


def test_consent_taken_back_ends_a_guests_reading_at_once(desk, minh, cast):
    consent = whole.given(minh, cast.gwen.viewer, whole.asked(parts={"identity", "health"}))
    proposal = whole.proposal(
        ground="consent", why_without=None, guest="health", parts={"identity", "health"}
    )
    whole.sent(minh, cast.alma.viewer, proposal, (), consent)
    alma, stella = desk.alma, desk.stella
    stella.follow("Shared with you")
    stella.follow("Alma Reyes")
    stella.press("Open it")
    stella.press("Accept it")
    name = stella.page.get_by_role("heading", name="Nguyễn Văn Minh", exact=True)
    expect(name).to_be_visible()
    stella.look("the record as a guest")

    alma.page.goto(desk.address + reverse("sharing_together", args=[minh]))
    expect(alma.page.get_by_role("main")).to_contain_text("You said yes to this.")
    alma.look("together")
    alma.follow("Back")
    alma.follow("They take it back")
    alma.on("When was it withdrawn?", whole.today())
    alma.choose("Who takes it back?", "The young person")
    alma.check_and_record("The young person")

    answer = stella.page.reload()
    assert answer.status == 404
    alma.page.goto(desk.address + reverse("circle", args=[minh]))
    expect(alma.page.get_by_role("main")).not_to_contain_text("Stella Marsh")


def test_a_request_is_registered_and_refused(live_server, page, minh, cast):
    sign_in(page, live_server.url, "ben")
    ben = Worker(page)
    ben.follow("Requests for disclosure")
    ben.look("register, empty")
    ben.follow("Register a request")
    ben.on("On which day did it come?", whole.today())
    ben.write("Who asks?", "An officer")
    ben.write("For which organisation?", "Immigration Enforcement")
    ben.write("How are they reached?", "01632 960000")
    ben.choose("What do they rely on?", "Immigration enforcement")
    ben.write("About whom do they ask?", "A boy")
    ben.write("What do they ask for?", "Where he lives")
    ben.write("What for, as they say?", "A visit")
    ben.look("register a request")
    ben.press("Register it")
    expect(page.get_by_role("main")).to_contain_text("can only be refused")
    expect(page.get_by_label("Something may be released")).to_have_count(0)
    ben.look("a request")
    ben.choose("What do you record?", "Nothing is released")
    ben.write("Why?", "No record is used for immigration enforcement")
    ben.press("Record it")
    expect(page.get_by_role("table")).to_contain_text("Nothing is released")
    page.goto(live_server.url + reverse("requests"))
    ben.look("register")
