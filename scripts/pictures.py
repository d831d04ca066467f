"""Takes the pictures of the documentation: a demonstration of its own, a browser, a few pages.

scripts/pictures
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tutela.demo.localities import personas
from tutela.demo.password import PASSWORD

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
OWN_PIN = "482917"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 812}


def main(folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with _served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for size, ending in ((WIDE, ""), (NARROW, "-narrow")):
            page = browser.new_context(viewport=size).new_page()
            _sign_in(page)
            for name, address in _pages(page):
                page.goto(BASE + address)
                page.screenshot(path=folder / f"{name}{ending}.png")
        _young_person(browser, folder)
        browser.close()


def _young_person(browser: Browser, folder: Path) -> None:
    """The young person's space on a phone, in four languages."""
    staff = browser.new_context(viewport=WIDE).new_page()
    _sign_in(staff)
    child = staff.locator("table a[href^='/children/']").first.get_attribute("href")
    staff.goto(f"{BASE}{child}way-in/")
    staff.locator("button", has_text="Give a").click()
    code, pin = (staff.locator("dd code").nth(n).inner_text() for n in (1, 2))
    page = browser.new_context(viewport=NARROW).new_page()
    page.goto(f"{BASE}/me/")
    page.fill("#code", code)
    page.fill("#pin", pin)
    page.get_by_role("button", name="Go in").click()
    page.fill("#new", OWN_PIN)
    page.fill("#again", OWN_PIN)
    page.get_by_role("button", name="Keep this PIN").click()
    for language in ("en", "vi", "ar", "ti"):
        page.locator(f".languages button[value={language}]").click()
        page.screenshot(path=folder / f"me-{language}.png", full_page=True)
        for place in ("decided", "say"):
            page.locator(f"button[value={place}]").click()
            page.screenshot(path=folder / f"me-{place}-{language}.png", full_page=True)
            page.locator("button[value=home]").first.click()


def _pages(page: Page) -> Iterator[tuple[str, str]]:
    yield "my-children", "/"
    child = page.locator("table a[href^='/children/']").first.get_attribute("href")
    yield "child", f"{child}"
    yield "concern", f"{child}record/concern/"
    yield "duties", "/duties/"


def _sign_in(page: Page) -> None:
    page.goto(BASE)
    page.fill("input[name=login]", personas()[0].email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(BASE + "/")


@contextmanager
def _served() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="tutela-pictures-") as data:
        Path(data).chmod(0o711)
        program = Path(sys.executable).with_name("tutela")
        command = [str(program), "serve", "--port", str(PORT)]
        with subprocess.Popen(command, env=os.environ | {"TUTELA_DATA": data}) as serving:  # noqa: S603
            try:
                _wait()
                yield
            finally:
                serving.terminate()
                serving.wait()


def _wait() -> None:
    for _ in range(600):
        try:
            with urlopen(BASE, timeout=5):
                return
        except URLError:
            time.sleep(0.5)
    raise TimeoutError("Tutela did not start")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
