"""A social worker at a browser: answers question pages by their words, and looks at each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page, expect

WIDTHS = (1280, 375)
_AXE = Axe()
_LOOK = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
    .map((found) => [found.id, found.nodes[0].html])"""
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Worker:
    """Somebody signed in, at a page. ``looked`` are the pages that were looked at."""

    page: Page
    looked: set[str] = field(default_factory=set)

    def look(self, name: str) -> None:
        """Each page is accessible and fits, on a desk and in a hand; once is enough."""
        if name in self.looked:
            return
        self.looked.add(name)
        self.page.evaluate(_AXE.axe_script)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            found = self.page.evaluate(_LOOK)
            assert found == [], f"{name}, {width} wide: {found}"
            assert not self.page.evaluate(_OVERFLOWS), f"{name} is wider than {width}"
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})

    def asked(self, question: str) -> Locator:
        """The group of boxes under a question."""
        return self.page.get_by_role("group", name=question)

    def on(self, question: str, day: date) -> None:
        """Give a day."""
        boxes = self.asked(question)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(label, exact=True).fill(str(number))

    def choose(self, question: str, *answers: str) -> None:
        """Choose answers."""
        for answer in answers:
            self.asked(question).get_by_label(answer, exact=True).check()

    def write(self, question: str, words: str) -> None:
        """Write into a box."""
        self.page.get_by_label(question).fill(words)

    def follow(self, link: str) -> None:
        """Follow a link by its words."""
        self.page.get_by_role("link", name=link).first.click()

    def press(self, button: str) -> None:
        """Press a button that can be seen."""
        self.page.get_by_role("button", name=button, exact=True).last.click()

    def check_and_record(self, *seen: str) -> None:
        """Check the answers, and record them."""
        self.press("Continue")
        expect(self.page.get_by_role("heading", name="Check your answers")).to_be_visible()
        for words in seen:
            expect(self.page.get_by_role("main")).to_contain_text(words)
        self.look("check your answers")
        self.press("Record it")
        expect(self.page).to_have_title("Recorded – Tutela")

    def download(self, link: str) -> Download:
        """What a link downloads."""
        with self.page.expect_download() as downloading:
            self.follow(link)
        return downloading.value

    def duty(self, title: str) -> Locator:
        """A duty on the child's page, whether it is due or over."""
        over = self.page.locator("section[aria-labelledby=due] details:not([open]) > summary")
        if over.count():
            over.click()
        duties = self.page.locator("section[aria-labelledby=due] li")
        return duties.filter(has_text=title)
