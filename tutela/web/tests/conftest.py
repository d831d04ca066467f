"""What the tests of pages stand on: somebody signed in, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tutela.config.testing.cast import PASSWORD, email_of

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


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    """No second factor is asked for, unless a test says otherwise."""
    settings.DEMONSTRATION = True


@pytest.fixture
def as_(cast: SimpleNamespace) -> Callable[[str], Client]:
    """A client signed in as one of the cast: ``as_("alma")``."""

    def sign_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each page has a profile of its own."""
    # Playwright runs a loop of its own in this thread; Django must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile that fails the test on any error in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda e: errors.append(str(e)))
    yield opened
    context.close()
    # A page that answers 4xx on purpose is said in the console too.
    assert [e for e in errors if "status of 4" not in e] == []


def sign_in(page: Page, address: str, who: str) -> None:
    """Sign in as one of the cast."""
    page.goto(f"{address}/sign-in/")
    page.get_by_label("Email address").fill(email_of(who))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
