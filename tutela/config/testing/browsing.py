"""A real browser for the tests of pages; used by `tutela/conftest.py`.

It stands there, and nowhere else: a fixture that two conftests name is made twice, and Playwright
starts once in a process. Its import is put off, since most tests open no page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tutela.config.testing.cast import PASSWORD, email_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000
"""How long a page may take to show what is expected of it. A quiet machine takes a fraction."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each page has a profile of its own."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - see above

    # Playwright runs a loop of its own in this thread; Django must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile that fails the test on any error in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    # Of every tab that the test opens.
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda e: errors.append(str(e.error)))
    yield context.new_page()
    # Asking for something brings in all that was said until now. What is cut off by closing a page
    # in the middle of something is no fault of the page.
    context.cookies()
    # A page that answers 4xx on purpose is said in the console too.
    said = [e for e in errors if "status of 4" not in e]
    context.close()
    assert said == []


def sign_in(page: Page, address: str, who: str) -> None:
    """Sign in as one of the cast."""
    page.goto(f"{address}/sign-in/")
    page.get_by_label("Email address").fill(email_of(who))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds wrong on a page: the rule, and the first element that breaks it."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - see above

    found = Axe().run(page)
    return [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]]


def overflows(page: Page) -> bool:
    """Is the page wider than its window?"""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
