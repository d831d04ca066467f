"""A guardian hands over a code; a girl from Vietnam and a boy from Albania read, write, leave."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tutela.doors.reading import read
from tutela.entrance.tests.conftest import OWN_PIN, issue
from tutela.entrance.tests.test_leaving_in_a_browser import weather
from tutela.voice.entries import YoungPersonSaid, YoungPersonTreated

__all__ = ["weather"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def whole(page):
    """Anybody can use it, and nothing runs off a small screen, in whichever direction."""
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert page.url.endswith("/me/")
    assert page.title() == "My page"


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def come_in(page, address, card, language, words):
    page.goto(f"{address}/me/")
    press(page, language)
    page.locator("#code").fill(card[0])
    page.locator("#pin").fill(card[1])
    press(page, words["in"])
    page.locator("#new").fill(OWN_PIN)
    page.locator("#again").fill(OWN_PIN)
    press(page, words["keep"])
    expect(page.get_by_role("heading", name=words["around"])).to_be_visible()
    whole(page)


VIETNAMESE = {
    "in": "Vào", "keep": "Giữ mã PIN này", "around": "Ai ở quanh em", "say": "Nói điều gì đó",
    "guardian": "Người giám hộ của em", "on": "Tiếp tục", "send": "Gửi", "out": "Rời khỏi ngay",
    "sent": "Đã gửi rồi", "treated": "Mọi người đối xử với em thế nào",
}  # fmt: skip
ALBANIAN = {
    "in": "Hyr", "keep": "Ruaje këtë PIN", "around": "Kush është rreth meje", "say": "Thuaj diçka",
    "guardian": "Kujdestari yt ligjor", "on": "Vazhdo", "send": "Dërgo", "out": "Dil tani",
    "sent": "U dërgua", "treated": "Si sillen njerëzit me mua",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("Tiếng Việt", VIETNAMESE, "Em muốn đi học."),
        ("Shqip", ALBANIAN, "Dua ta shoh vëllain \u202etim."),
    ],
)
def test_they_read_their_page_say_something_and_leave_nothing_behind(
    live_server, page, as_, cast, minh, weather, language, words, said
):
    address = live_server.url
    come_in(page, address, issue(as_("gwen"), minh), language, words)
    press(page, words["say"])
    whole(page)
    page.locator("#words").fill(said)
    page.get_by_label(words["guardian"]).check()
    press(page, words["on"])
    said = said.replace("\u202e", "")  # a hidden sign that would turn the words round
    expect(page.get_by_text(said)).to_be_visible()
    whole(page)
    press(page, words["send"])
    expect(page.get_by_text(words["sent"])).to_be_visible()

    page.locator("button[value=home]").click()
    press(page, words["treated"])
    whole(page)
    for question in ("believed", "told", "listened"):
        page.locator(f"#{question}-sometimes").check()
    page.get_by_label(words["guardian"]).check()
    press(page, words["on"])
    press(page, words["send"])
    expect(page.get_by_text(words["sent"])).to_be_visible()

    press(page, words["out"])
    page.wait_for_url(weather)
    for step in [page.go_back] * 6 + [page.go_forward] * 6:
        step()
        assert said not in page.content()
        assert words["around"] not in page.content()
    page.goto(f"{address}/me/")
    expect(page.get_by_label("Your code")).to_be_visible()

    chronology = read(minh, as_=cast.gwen.viewer).chronology
    assert chronology.contents(YoungPersonSaid)[0].child_words == said
    assert chronology.contents(YoungPersonTreated)[0].told.value == "sometimes"


def test_arabic_and_tigrinya_pages_are_whole(live_server, page, as_, minh):
    page.goto(f"{live_server.url}/me/")
    code, pin = issue(as_("gwen"), minh)
    page.get_by_label("Your code").fill(code)
    page.get_by_label("Your PIN").fill(pin)
    press(page, "Go in")
    page.locator("#new").fill(OWN_PIN)
    page.locator("#again").fill(OWN_PIN)
    press(page, "Keep this PIN")
    for language, family in (("العربية", "Noto Arabic"), ("ትግርኛ", "Noto Ethiopic")):
        press(page, language)
        whole(page)
        assert page.evaluate(f"document.fonts.check('20px \"{family}\"')")
        for place in ("decided", "rights", "say"):
            page.locator(f"button[value={place}]").click()
            whole(page)
            page.locator("button[value=home]").first.click()
