"""Pages in a real browser: accessible, narrow, with a keyboard, with and without JavaScript."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tutela.config.testing.browsing import overflows, violations
from tutela.doors.reading import read
from tutela.identity.entries import NameStated
from tutela.web.tests import story
from tutela.web.tests.conftest import sign_in
from tutela.web.tests.test_pages import pages_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 375)


@pytest.fixture
def told(minh, cast):
    return story.tell(minh, cast)


def test_every_page_is_accessible_and_fits_a_narrow_screen(live_server, page, minh, told):
    page.goto(f"{live_server.url}/sign-in/")
    assert violations(page) == []
    sign_in(page, live_server.url, "alma")
    entry = told["concern"]
    more = [
        reverse(name, args=[minh, entry])
        for name in ("entry", "recorded", "correct_ask", "withdraw")
    ]
    for address in [*pages_of(minh), *more, "/no/such/page"]:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(live_server.url + address)
        assert violations(page) == [], address
        page.set_viewport_size({"width": WIDTHS[1], "height": 700})
        assert not overflows(page), address


def test_a_page_of_errors_is_accessible_and_leads_to_the_field(live_server, page, minh):
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("record_ask", args=[minh, "name-stated"]))
    page.get_by_role("button", name="Continue").last.click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert violations(page) == []
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.get_by_role("link", name="Answer “What is the whole name?”").click()
    assert page.evaluate("document.activeElement.id") == "q-full"


def fill_in_a_name(page):
    page.get_by_label("Day", exact=True).fill("20")
    page.get_by_label("Month", exact=True).fill("November")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("What is the whole name?").fill("ሓጎስ ተኽለ")
    page.get_by_label("Nickname").check()
    page.get_by_label("Use it", exact=True).check()
    page.get_by_label(re.compile("^Ethiopic")).check()
    page.get_by_label("How is it written in Latin letters?").fill("Hagos Tekle")
    page.get_by_label("The child", exact=True).check()


def test_a_name_is_recorded_with_the_browser(live_server, page, minh, cast):
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("record", args=[minh]))
    page.get_by_role("link", name="Name", exact=True).click()
    latin = page.get_by_label("How is it written in Latin letters?")
    expect(latin).to_be_hidden()
    fill_in_a_name(page)
    expect(latin).to_be_visible()
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Record it").dblclick()
    expect(page.get_by_text("Recorded: Name: ሓጎስ ተኽለ")).to_be_visible()
    assert violations(page) == []
    assert len(read(minh, as_=cast.alma.viewer).chronology.of(NameStated)) == 1


def test_everything_works_without_javascript(live_server, browser, minh, cast):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("record_ask", args=[minh, "name-stated"]))
    expect(page.get_by_text("Only where your answer to").first).to_be_visible()
    fill_in_a_name(page)
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded: Name: ሓጎስ ተኽለ")).to_be_visible()
    context.close()


def test_answers_are_kept_while_somebody_types(live_server, page, minh):
    sign_in(page, live_server.url, "alma")
    address = live_server.url + reverse("record_ask", args=[minh, "name-stated"])
    page.goto(address)
    page.get_by_label("What is the whole name?").fill("Minh")
    expect(page.get_by_text("Your answers are kept.")).to_be_visible(timeout=10_000)
    page.goto(address)
    assert page.get_by_label("What is the whole name?").input_value() == "Minh"


def test_no_script_turns_text_into_html(live_server, browser):
    page = browser.new_page()  # whose console may speak of what was refused
    page.goto(f"{live_server.url}/sign-in/")
    for sink in (
        "document.body.innerHTML = '<b>x</b>'",
        "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
        "trustedTypes.createPolicy('any', { createHTML: (text) => text })",
    ):
        refused = f"() => {{ try {{ {sink}; return false }} catch {{ return true }} }}"
        assert page.evaluate(refused), sink
    page.close()


def test_the_keyboard_goes_everywhere(live_server, page, minh):
    sign_in(page, live_server.url, "alma")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    # Enter in a box of a form sends the form, and adds no row.
    page.goto(live_server.url + reverse("record_ask", args=[minh, "languages"]))
    page.get_by_label("Day", exact=True).fill("1")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Error: "))


def test_corrections_stand_side_by_side(live_server, page, minh, told, cast):
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("correct_ask", args=[minh, told["name"]]))
    page.get_by_label("What is the whole name?").fill("Nguyễn Văn Minh Anh")
    page.get_by_label("Why is it corrected?").fill("His full name")
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_role("heading", name="As it stands")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Record the correction").click()
    expect(page.get_by_text("The correction was recorded.")).to_be_visible()
    chronology = read(minh, as_=cast.alma.viewer).chronology
    now = chronology.now_reads(UUID(str(told["name"])))
    assert now.says(NameStated).full == "Nguyễn Văn Minh Anh"


def test_our_own_fonts_are_used(live_server, page, minh, told):
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("child", args=[minh]))
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    families = {family.strip('"') for family in loaded}
    assert {"Atkinson Hyperlegible Next", "Noto Sans"} <= families
    size = page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    assert size in {"19px", "16px"}
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "19px"
    assert page.evaluate("getComputedStyle(document.body).fontVariantNumeric") == "tabular-nums"
