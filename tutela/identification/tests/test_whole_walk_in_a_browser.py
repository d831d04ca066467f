"""One child, from the first concern to a conclusive decision, as a social worker lives it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tutela.chronology.moment import LONDON
from tutela.config.testing.browsing import sign_in
from tutela.duties.limits import Start, calendar_days, working_days
from tutela.identification.tests.browsing import Worker
from tutela.people.roles import Nation
from tutela.web.dates import day_in_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHILD = re.compile(r"/children/([0-9a-f-]{36})/")
RG, RECOVERY = "Reasonable grounds decision", "Recovery period, at least"
AT_18 = "Ask the young person whether they wish to stay"


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def alma(live_server, page: Page, cast) -> Worker:
    worker = Worker(page)
    page.goto(f"{live_server.url}/sign-in/")
    worker.look("sign in")
    sign_in(page, live_server.url, "alma")
    return worker


def last_day(limit, today: date) -> str:
    """The last day of a time that begins today, as pages write it."""
    began = Start(datetime.combine(today, datetime.min.time(), LONDON), Nation.ENGLAND)
    return day_in_words((limit.due(began) - timedelta(microseconds=1)).astimezone(LONDON).date())


def moment() -> datetime:
    """A moment between two steps."""
    return timezone.localtime()


def as_at(at: datetime, day: str = "day", clock: str = "clock") -> dict[str, str]:
    return {day: at.date().isoformat(), clock: at.time().isoformat()}


def test_a_child_from_the_first_concern_to_a_conclusive_decision(
    alma, live_server, today, tmp_path
):
    alma.look("my children")
    child = opens_a_record(alma)
    raises_a_concern(alma, today)
    says_who_the_child_is(alma, today)
    says_what_happened(alma, today)
    before_the_referral = moment()
    downloads_the_pack(alma, tmp_path)
    sends_the_referral(alma, today)
    is_decided_on_reasonable_grounds(alma, today)
    between_the_decisions = moment()
    is_decided_on_conclusive_grounds(alma, today)
    corrects_the_date_of_birth(alma, today)
    address = live_server.url + reverse("child", args=[child])
    reads_it_as_at_the_day_before(alma, address, today)
    reads_it_as_at_two_moments(alma, address, before_the_referral, between_the_decisions, today)
    sees_the_duties_on_the_board(alma)
    # So that no page is left out when a step is changed.
    assert len(alma.looked) == 18


def opens_a_record(alma: Worker) -> str:
    alma.follow("Open a record")
    alma.look("open a record")
    alma.write("Why is a record opened?", "A concern from the police")
    alma.choose("What is your part towards this child?", "Lead social worker")
    alma.press("Open the record")
    expect(alma.page).to_have_title("Record something – Tutela")
    alma.look("record something")
    return CHILD.search(alma.page.url)[1]


def raises_a_concern(alma: Worker, today: date) -> None:
    alma.follow("Concern")
    expect(alma.page.get_by_role("heading", name="Concern")).to_be_visible()
    made_safe = alma.page.get_by_label("What has been done to make the child safe?")
    expect(made_safe).to_be_hidden()
    alma.look("questions of a concern")
    alma.on("When was it seen or said?", today)
    alma.choose("Who first saw it or said it?", "The police")
    alma.write("What was seen or heard?", "He was found behind a locked door, with plants.")
    alma.choose("What may the child have been exploited for?", "Criminal exploitation")
    alma.choose("Is the child safe now?", "Yes")
    made_safe.fill("He is with foster carers.")
    # What was not answered is said where it is asked, and nothing is lost.
    alma.press("Continue")
    expect(alma.page).to_have_title("Error: Concern – Tutela")
    alma.look("questions with something missing")
    alma.choose("Could the child go missing, or be taken away?", "Yes")
    alma.check_and_record("He is with foster carers.", "Criminal exploitation")
    alma.look("recorded")


def says_who_the_child_is(alma: Worker, today: date) -> None:
    alma.follow("Record something else")
    alma.page.get_by_role("link", name="Name", exact=True).click()
    alma.on("When was this name given?", today)
    alma.write("What is the whole name?", "Nguyễn Văn Minh")
    alma.write("Which part is their own name?", "Minh")
    alma.write("Which part is the family name", "Nguyễn")
    alma.choose("What sort of name is it?", "Name at birth or on their papers")
    alma.choose("How should it be used?", "The child wishes to be called by it")
    alma.choose(
        "In which letters is it written above?", "Latin (as in English, Albanian or Vietnamese)"
    )
    alma.choose("Who gave this name?", "The child")
    alma.check_and_record("Nguyễn Văn Minh")
    alma.follow("Record something else")
    alma.page.get_by_role("link", name="Date of birth", exact=True).click()
    alma.on("When was this date given, or decided?", today)
    alma.on("When was the child born?", born(today, 15))
    alma.choose("What does this date rest on?", "The child said so, or their family")
    alma.check_and_record(day_in_words(born(today, 15)))


def born(today: date, years: int) -> date:
    return date(today.year - years, 6, 15)


def says_what_happened(alma: Worker, today: date) -> None:
    page = alma.page
    alma.follow("Record something else")
    page.get_by_role("link", name="Exploitation", exact=True).click()
    expect(page.get_by_label("In or near which town?")).to_be_hidden()
    expect(page.get_by_label("In which country?")).to_be_hidden()
    began = alma.asked("When did it begin?")
    began.get_by_label("Year", exact=True).fill(str(today.year - 1))
    began.get_by_label("About that year").check()
    alma.choose("How was the child exploited?", "Criminal exploitation")
    alma.choose("What was the child made to do?", "Was made to grow cannabis")
    alma.choose("Was it county lines?", "No")
    alma.choose("Where was it?", "In the United Kingdom")
    expect(page.get_by_label("In which country?")).to_be_hidden()
    alma.write("In or near which town?", "Leeds")
    alma.choose("Is it still going on?", "No")
    alma.on("When did it end?", today)
    alma.write("How did they get away?", "The police opened the door.")
    alma.check_and_record("Leeds", f"about {today.year - 1}")


def downloads_the_pack(alma: Worker, folder: Path) -> None:
    alma.follow("Back to the child's page")
    alma.look("child's page")
    alma.follow("Referral and its pack")
    expect(alma.page.get_by_text("No referral has been sent.")).to_be_visible()
    alma.look("referral")
    alma.follow("Read the pack")
    expect(alma.page.get_by_role("main")).to_contain_text("The police opened the door.")
    alma.look("referral pack")
    kept = folder / "pack.pdf"
    alma.download("Download it as a PDF").save_as(kept)
    words = " ".join(p.extract_text() for p in PdfReader(BytesIO(kept.read_bytes())).pages)
    for said in ("First name", "Minh", "Leeds", "The police opened the door."):
        assert said in " ".join(words.split())


def sends_the_referral(alma: Worker, today: date) -> None:
    alma.follow("Back")
    alma.follow("Record it as sent")
    alma.on("When was it sent?", today)
    alma.write("Which first responder organisation sent it?", "Leeds City Council")
    alma.choose("In which nation was it made?", "England")
    alma.choose("Who is to decide?", "Single Competent Authority")
    alma.choose("Has somebody told the child what it is, and who will read it?", "Yes")
    alma.check_and_record("Leeds City Council")
    by = last_day(working_days(5), today)
    expect(alma.page.get_by_role("main")).to_contain_text(f"{RG}, by {by}")
    alma.follow("Back to the child's page")
    expect(alma.duty(RG)).to_contain_text(f"Due by {by}")
    expect(alma.duty(AT_18)).to_contain_text(re.compile(rf"Due by .* {today.year + 3}"))
    expect(alma.duty(RECOVERY)).to_have_count(0)


def is_decided_on_reasonable_grounds(alma: Worker, today: date) -> None:
    alma.follow("Record something")
    alma.follow("Reasonable grounds decision")
    decides(alma, today)
    by = last_day(calendar_days(30), today)
    main = alma.page.get_by_role("main")
    expect(main).to_contain_text(re.compile("is met or falls away:"))
    expect(main).to_contain_text(f"{RECOVERY}, by {by}")
    alma.follow("Back to the child's page")
    expect(alma.duty(RG)).to_contain_text("Met in time")
    expect(alma.duty(RECOVERY)).to_contain_text(f"Due by {by}")
    expect(main).to_contain_text("Recovery period; awaiting the conclusive grounds decision")


def is_decided_on_conclusive_grounds(alma: Worker, today: date) -> None:
    alma.follow("Record something")
    alma.follow("Conclusive grounds decision")
    decides(alma, today)
    alma.follow("Back to the child's page")
    expect(alma.page.get_by_role("main")).to_contain_text("Recognised: conclusive grounds positive")
    expect(alma.duty(RG)).to_contain_text("Met in time")
    expect(alma.duty(RECOVERY)).to_contain_text("Due by")
    expect(alma.duty(AT_18)).to_contain_text("No longer applies")
    alma.look("child's page with duties that are over")


def decides(alma: Worker, today: date) -> None:
    # There is one referral that it can answer to, and it is chosen already.
    expect(alma.asked("What does this answer to?").get_by_role("radio")).to_be_checked()
    alma.on("When was it decided?", today)
    alma.choose("What was decided?", "Positive")
    alma.choose("Who decided?", "Single Competent Authority")
    alma.choose("Has the child been told, and have they understood?", "Yes")
    alma.check_and_record("Positive")


def corrects_the_date_of_birth(alma: Worker, today: date) -> None:
    page = alma.page
    old, new = day_in_words(born(today, 15)), day_in_words(born(today, 14))
    page.get_by_role("link", name="Correct Date of birth").click()
    alma.look("questions of a correction")
    alma.on("When was the child born?", born(today, 14))
    alma.write("Why is it corrected?", "The year was misheard")
    alma.press("Continue")
    expect(page.get_by_role("region", name="As it stands")).to_contain_text(old)
    expect(page.get_by_role("region", name="As you correct it")).to_contain_text(new)
    expect(page.locator(".tutela-changed")).to_have_count(2)
    alma.look("check a correction")
    alma.press("Record the correction")
    expect(page.get_by_text("The correction was recorded.")).to_be_visible()
    alma.follow("Back to the child's page")
    expect(page.get_by_text("One entry was corrected or withdrawn")).to_be_visible()
    page.get_by_label("Entries").select_option("With corrected and withdrawn entries")
    alma.press("Show")
    entries = page.locator(".tutela-chronology > li").filter(has_text="Date of birth")
    expect(entries).to_have_count(2)
    corrected = entries.filter(has_text="Corrected by Alma Reyes")
    expect(corrected).to_contain_text("because: The year was misheard")
    corrected.get_by_role("link", name="History").click()
    for words in (old, new, "The year was misheard"):
        expect(page.get_by_role("main")).to_contain_text(words)
    alma.look("an entry and its history")


def reads_it_as_at_the_day_before(alma: Worker, address: str, today: date) -> None:
    alma.page.goto(address)
    alma.write("As at the day", (today - timedelta(days=1)).isoformat())
    alma.press("Read as at")
    main = alma.page.get_by_role("main")
    expect(main).to_contain_text("You are reading the record as it was known on")
    expect(main).to_contain_text("Nothing was recorded here")
    expect(main).to_contain_text("Nothing is due.")
    expect(main).not_to_contain_text("Minh")
    alma.look("child's page as at another day")


def reads_it_as_at_two_moments(
    alma: Worker, address: str, first: datetime, second: datetime, today: date
) -> None:
    page, main = alma.page, alma.page.get_by_role("main")
    story = page.locator(".tutela-chronology")
    page.goto(f"{address}?{urlencode(as_at(first))}")
    expect(story).to_contain_text("A concern was raised: The police")
    expect(story).to_contain_text(day_in_words(born(today, 15)))
    expect(story).not_to_contain_text(day_in_words(born(today, 14)))
    expect(story).not_to_contain_text("Referral")
    expect(main).to_contain_text("Nothing is due.")
    page.goto(f"{address}?{urlencode(as_at(second))}")
    expect(story).to_contain_text("Reasonable grounds: Positive")
    expect(story).not_to_contain_text("Conclusive grounds")
    expect(alma.duty(RG)).to_contain_text("Met in time")
    expect(alma.duty(AT_18)).to_contain_text("Due by")
    both = {**as_at(first), **as_at(second, "day2", "clock2")}
    page.goto(f"{address}compare/?{urlencode(both)}")
    before, after = page.locator(".tutela-compare > section").all()
    expect(before).to_contain_text("Nothing is due.")
    expect(before).not_to_contain_text("Referral sent")
    expect(after).to_contain_text("Recovery period; awaiting the conclusive grounds decision")
    expect(after).to_contain_text(RECOVERY)
    expect(story.locator("> li")).to_have_count(2)
    alma.look("two moments side by side")


def sees_the_duties_on_the_board(alma: Worker) -> None:
    alma.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Duties").click()
    row = alma.page.get_by_role("row").filter(has_text=RG)
    alma.look("board of duties")
    row.get_by_role("link", name="met in time").click()
    expect(alma.page.get_by_role("listitem").filter(has_text=RG)).to_contain_text("Nguyễn Văn Minh")
