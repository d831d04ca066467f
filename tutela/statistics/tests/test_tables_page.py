"""Tables on a page: from published counts, and from one's own children."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from importlib.resources import files

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.identification.answers import CompetentAuthority
from tutela.identification.entries import NrmReferral
from tutela.people.choice import Answer
from tutela.people.lists import items
from tutela.people.roles import Nation
from tutela.statistics.views import LARGEST
from tutela.web.tests.conftest import sign_in

pytestmark = pytest.mark.django_db
PUBLISHED = (
    files("tutela.evidence") / "data/nrm_published/nrm_referrals_leafcells_2022q2_2023q2.csv"
)


def published(content=None, name="counts.csv"):
    return SimpleUploadedFile(name, PUBLISHED.read_bytes() if content is None else content)


def sent(client, **form):
    return client.post(reverse("tables"), form)


def test_published_counts_give_the_printed_totals(as_, minh):
    answer = sent(as_("ben"), file=published(), download="yes")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    manifest = json.loads(archive.read("manifest.json"))
    rows = archive.read("referrals_by_quarter_age.csv").decode().splitlines()[1:]
    totals = {}
    for row in rows:
        quarter, _, count = row.rsplit(",", 2)[0], *row.rsplit(",", 2)[1:]
        totals[quarter] = totals.get(quarter, 0) + int(count)
    assert sorted(totals.values()) == sorted([4171, 4586, 4417, 4746, 3998])
    assert "tables.ods" in archive.namelist()
    assert manifest


def test_the_same_file_gives_the_same_bytes(as_, minh):
    ben = as_("ben")
    first, again = (sent(ben, file=published(), download="yes") for _ in range(2))
    assert first.content == again.content


def test_the_page_shows_the_tables_and_how_they_were_made(as_, minh):
    text = sent(as_("ben"), file=published(), show="yes").content.decode()
    assert "<table" in text
    assert "Do not publish them as they are" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file"),
        (b"a,b\n1,2\n", "column"),
        ("Quarter,People\n2022 Q2,é".encode("utf-16"), ""),
        (b"Quarter,Age at exploitation,People\n2022 Q9,Child (17 or under),3\n", "2022 Q9"),
        (b"Quarter,Age at exploitation,People\n2022 Q2,Child (17 or under),-3\n", "-3"),
        (b"x" * (LARGEST + 1), "smaller than 5 MB"),
    ],
    ids=["empty", "columns", "encoding", "quarter", "negative", "large"],
)
def test_a_file_that_is_no_such_thing_is_refused_in_words(as_, minh, content, said):
    answer = sent(as_("ben"), file=published(content), show="yes")
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "error-summary" in answer.content.decode()


def test_without_a_file_the_page_says_so(as_, minh):
    assert "Choose a file" in sent(as_("ben"), show="yes").content.decode()


def test_where_no_child_was_referred_there_is_nothing_to_count(as_, minh):
    answer = sent(as_("ben"), source="mine", show="yes")
    assert "No child within your reach has been referred yet" in answer.content.decode()


def test_a_name_with_a_path_shows_nothing_of_it(as_, minh):
    answer = sent(as_("ben"), file=published(b"a,b\n1,2\n", "../../etc/passwd.csv"), show="yes")
    assert "etc/" not in answer.content.decode()


@pytest.fixture
def referred(cast, minh):
    referral = NrmReferral(
        organisation=items("first_responders")[0].value,
        nation=Nation.ENGLAND,
        authority=CompetentAuthority.SCA,
        explained=Answer.YES,
    )
    record(referral, child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 10, 5)))
    return minh


def test_ones_own_children_are_counted_and_nobody_elses(as_, referred):
    archive = zipfile.ZipFile(io.BytesIO(sent(as_("ben"), source="mine", download="yes").content))
    rows = archive.read("referrals_by_quarter_age.csv").decode().splitlines()
    assert [row for row in rows if not row.endswith(",0")][1:] == ["2026 Q4,Child (17 or under),1"]
    stranger = sent(as_("stella"), source="mine", show="yes")
    assert "No child within your reach has been referred yet" in stranger.content.decode()


def test_tables_of_ones_own_children_say_that_they_are_not_for_publishing(as_, referred):
    text = sent(as_("ben"), source="mine", show="yes").content.decode()
    assert "publish nothing of them" in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_is_accessible(page, live_server, referred):
    sign_in(page, live_server.url, "ben")
    page.goto(live_server.url + reverse("tables"))
    page.get_by_role("button", name="Show the tables of my children").click()
    page.wait_for_selector("table")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
