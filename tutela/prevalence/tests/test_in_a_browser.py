"""From two uploaded lists through review to an estimate with both uncertainties, in a browser."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tutela.config.testing.browsing import violations
from tutela.prevalence.tests.clerks import clerk_at_work
from tutela.prevalence.tests.lists import texts
from tutela.web.tests.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = 120_000
LISTS = ("police", "charity")


def is_sound(page):
    """Accessible, and no wider than a narrow screen."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 375, "height": 700})
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    ), page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def begin(page, address):
    page.goto(address + reverse("studies"))
    page.get_by_role("button", name="Begin a study").click()
    page.get_by_label("What do you call it?").fill("Children of the north")
    page.get_by_label("What is it for?").fill("To plan places of safety")
    page.get_by_label("On what ground").fill("Agreement of 1 March 2026")
    page.get_by_label("30 days").check()
    page.get_by_role("button", name="Begin the study").click()


def bring(page, name, text):
    page.get_by_role("link", name="Add a list").click()
    file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Add the list").click()
    expect(page.get_by_text(f"{name} was added")).to_be_visible()


def work_out(page):
    page.get_by_text("How it is worked out").click()
    page.get_by_label("How many linkages").fill("6")
    page.get_by_label("How many replicates").fill("100")
    page.get_by_label("Sweeps of the latent class sampler").fill("200")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="Working it out")).to_be_visible()
    expect(page.get_by_text("Worked out on")).to_be_visible(timeout=LONG)


def test_two_lists_become_an_estimate_with_both_uncertainties(live_server, page, cast):
    sign_in(page, live_server.url, "ada")
    page.get_by_role("link", name="Children nobody sees").click()
    is_sound(page)
    begin(page, live_server.url)
    for name in LISTS:
        bring(page, name, texts()[name])
    is_sound(page)
    with clerk_at_work():
        work_out(page)
        study = page.url
        page.get_by_role("link", name="Decide about pairs", exact=True).click()
        expect(page.get_by_role("heading", name="Are these one child?")).to_be_visible()
        is_sound(page)
        waiting = page.get_by_text("without a decision").inner_text()
        page.get_by_label("They are the same child").check()
        page.get_by_label("Why? (optional)").fill("Known to both workers")
        page.get_by_role("button", name="Decide and go on").click()
        assert page.get_by_text("without a decision").inner_text() != waiting
        page.goto(study)
        expect(page.get_by_text("1 decision was made since")).to_be_visible()
        work_out(page)
    page.get_by_role("link", name="Overlaps").click()
    expect(page.get_by_role("img", name=re.compile("people by the lists"))).to_be_visible()
    is_sound(page)
    page.goto(study)
    page.get_by_role("link", name="Estimates").click()
    for words in ("Sampling alone", "Who is who alone", "Both together"):
        expect(page.get_by_role("row", name=re.compile(words))).to_contain_text(re.compile(r"\d"))
    is_sound(page)
    for name in ("How the answer moves", "See what was put together"):
        page.goto(study)
        page.get_by_role("link", name=name).click()
        is_sound(page)
    page.goto(study)
    page.get_by_role("link", name="Decisions about pairs").click()
    expect(page.get_by_text("Known to both workers")).to_be_visible()
    is_sound(page)
    page.goto(study)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take away for a paper").click()
    assert taken.value.suggested_filename == "estimate.zip"


def test_it_goes_without_javascript_and_wrong_forms_are_accessible(
    live_server, browser, page, cast
):
    sign_in(page, live_server.url, "ada")
    page.goto(live_server.url + reverse("study_new"))
    page.get_by_role("button", name="Begin the study").click()
    is_sound(page)
    begin(page, live_server.url)
    page.get_by_role("link", name="Add a list").click()
    page.get_by_role("button", name="Add the list").click()
    is_sound(page)
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    sign_in(plain, live_server.url, "ada")
    begin(plain, live_server.url)
    for name in LISTS:
        bring(plain, name, texts()[name])
    plain.get_by_role("button", name="Work it out").click()
    expect(plain.get_by_text("Waiting for its turn")).to_be_visible()
    with clerk_at_work():
        # The page follows by itself; nobody clicks.
        expect(plain.get_by_text("Worked out on")).to_be_visible(timeout=LONG)
    context.close()
