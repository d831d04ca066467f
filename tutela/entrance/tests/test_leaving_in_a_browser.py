"""The quick way out, on a phone that somebody else picks up straight after."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tutela.entrance.tests.conftest import OWN_PIN, issue
from tutela.signin.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOLD = "Who is around me"


@pytest.fixture
def weather(settings):
    """A dull page of another site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><link rel=icon href=data:,>Rain")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TUTELA_NEUTRAL_PAGE = f"http://127.0.0.1:{server.server_port}/"
    yield settings.TUTELA_NEUTRAL_PAGE
    server.shutdown()
    server.server_close()


def fits(page):
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def come_in(page, address, code, pin, *, first=False, look=lambda page: None):
    page.goto(f"{address}/me/")
    look(page)
    page.get_by_label("Your code").fill(code)
    page.get_by_label("Your PIN").fill(pin)
    page.get_by_role("button", name="Go in").click()
    if first:
        look(page)
        page.get_by_label("Your new PIN").fill(OWN_PIN)
        page.get_by_label("The same again").fill(OWN_PIN)
        page.get_by_role("button", name="Keep this PIN").click()
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()
    look(page)


def nothing_is_shown(page, address, weather):
    """Whatever the next person does, nothing of it comes back."""
    assert TOLD not in page.content()
    for _ in range(4):
        page.go_back()
        assert TOLD not in page.content()
    for _ in range(4):
        page.go_forward()
        assert TOLD not in page.content()
    page.goto(f"{address}/me/")
    expect(page.get_by_label("Your code")).to_be_visible()
    page.reload()
    assert TOLD not in page.content()
    again = page.context.new_page()
    again.goto(f"{address}/me/")
    expect(again.get_by_label("Your code")).to_be_visible()
    again.close()


def test_after_leaving_nothing_comes_back_by_any_way(live_server, page, as_, minh, weather):
    address = live_server.url
    code, pin = issue(as_("gwen"), minh)
    come_in(page, address, code, pin, first=True, look=fits)
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(weather)
    assert not Session.objects.filter(holder__isnull=False).exclude(holder=as_gwen(as_)).exists()
    nothing_is_shown(page, address, weather)

    # By the keyboard; and another tab that was open shows nothing once it is asked for something.
    come_in(page, address, code, OWN_PIN)
    other = page.context.new_page()
    other.goto(f"{address}/me/")
    expect(other.get_by_role("heading", name=TOLD)).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(weather)
    other.reload()
    expect(other.get_by_label("Your code")).to_be_visible()
    other.close()
    nothing_is_shown(page, address, weather)


def as_gwen(as_):
    """Gwen is signed in elsewhere, and stays so."""
    return as_("gwen").session["_auth_user_id"]


def test_leaving_works_without_javascript(live_server, browser, as_, minh, weather):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    come_in(page, live_server.url, *issue(as_("gwen"), minh), first=True)
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(weather)
    nothing_is_shown(page, live_server.url, weather)
    context.close()
