"""What readers see: the nine things that official dashboards must say, and nothing slipped in."""

from __future__ import annotations

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tutela.statistics import explorer
from tutela.statistics.redrawing import redrawn
from tutela.statistics.tests.conftest import archive
from tutela.web.tests.conftest import sign_in

SLUG = "2023-q2"


def get(name, *args, **query):
    return Client().get(reverse(name, args=args), query)


@pytest.mark.django_db
def test_the_public_page_says_what_official_dashboards_must_say(published):
    text = get("published_release", SLUG).content.decode()
    for words in (
        "Main points", "Strengths and limitations", "Disclosure control", "Revisions", "Producer",
        "Status", "Released", "Next release", "Updates", "Coherence", "Accessibility",
        "Maintenance", "Contact", "stats@tests.example", "methodology.md", "[c]",
    ):  # fmt: skip
        assert words in text, words
    assert text.count("<h1") == 1
    for chart in re.findall(r'<img src="([^"]+)" alt="([^"]+)"', text):
        assert Client().get(chart[0]).status_code == 200
        assert chart[1]
    assert "<img" in text


@pytest.mark.django_db
def test_every_link_of_the_public_page_leads_somewhere(published):
    text = get("published_release", SLUG).content.decode()
    ids = set(re.findall(r' id="([^"]+)"', text))
    for to in set(re.findall(r'href="([^"]+)"', text)):
        if to.startswith("#"):
            assert to[1:] in ids, to
        elif to.startswith("/published/"):
            assert Client().get(to).status_code == 200, to


@pytest.mark.django_db
def test_files_are_kept_not_shown_and_a_stranger_name_is_not_there(published, made):
    answer = get("published_file", SLUG, "bulletin.html")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"].startswith("text/plain")
    assert (
        get("published_file", SLUG, "tables/referrals_by_quarter_age.csv").content
        == (made["tables/referrals_by_quarter_age.csv"])
    )
    assert get("published_file", SLUG, "nothing.csv").status_code == 404


SLIPPED_IN = """<h1 onclick="x()">A</h1><script>alert(1)</script><p style="x">b<iframe src="//e">
c</iframe></p><a href="javascript:x()">d</a><a href="//evil.example">e</a><img src="//e/x.png">
<img src="charts/../../x.svg"><a href="#here">f</a><form action="/out"><input name="q"></form>
<svg><script>g</script></svg><p>h &lt;script&gt;</p><td class="number">1</td>"""


def test_whatever_is_slipped_into_a_page_is_left_out():
    drawn = redrawn(SLIPPED_IN, lambda name: f"/files/{name}")
    for never in (
        "script>alert", "onclick", "style", "iframe", "javascript", "evil", "<img", "form", "input",
        "<svg", "//e",
    ):  # fmt: skip
        assert never not in drawn, never
    assert '<a class="govuk-link" href="#here">f</a>' in drawn
    assert "h &lt;script&gt;" in drawn


@given(st.text(alphabet="<>/\"'= abcdefghijklmnopscriptimghref:#&;", max_size=80))
def test_no_text_draws_anything_but_our_own_elements(text):
    drawn = redrawn(text, lambda name: f"/files/{name}")
    for tag in re.findall(r"</?([a-zA-Z]+)", drawn):
        assert tag in {"h1", "h2", "h3", "p", "ul", "li", "a", "img", "dl", "dt", "dd", "th", "td",
                       "tr", "div", "nav"}  # fmt: skip
    for value in re.findall(r'href="([^"]*)"', drawn):
        assert value.startswith(("#", "/files/"))


@pytest.mark.django_db
def test_every_number_of_the_explorer_stands_in_the_release(published, made):
    name = "referrals_by_quarter_age"
    answer = get("explore", SLUG, table=name, rows="age", columns="quarter", **{"as": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    released = {
        (row["quarter"], row["age"]): row["count"]
        for row in csv.DictReader(io.StringIO(made[f"tables/{name}.csv"].decode()))
    }
    assert rows
    for row in rows:
        assert row["count"] == released.get((row["quarter"], row["age"]), "–")


labels = st.sampled_from(["a", "b", "Total"])


@given(
    st.dictionaries(st.tuples(labels, labels, labels), st.sampled_from(["5", "12", "[c]"]),
                    min_size=1),
    st.dictionaries(st.sampled_from(["rows", "columns", "at-x", "at-y", "at-z", "figure", "odd"]),
                    st.sampled_from(["x", "y", "z", "a", "b", "Total", "-", "count", "<"])),
)  # fmt: skip
def test_no_question_gives_more_than_the_release_gave(cells, given_):
    content = "x,y,z,count\n" + "".join(f"{','.join(at)},{n}\n" for at, n in cells.items())
    released = explorer.read_released(content.encode())
    question = explorer.asked(released, given_)
    answer = explorer.answered(released, question)
    for label, row in zip(answer.row_labels, answer.cells, strict=True):
        for across, shown in zip(answer.column_labels, row, strict=True):
            at = {**question.fixed, question.rows: label, question.columns or "-": across}
            assert shown == cells.get(tuple(at[name] for name in "xyz"), "–")


@pytest.mark.django_db
def test_an_address_that_makes_no_sense_still_shows_a_table(published):
    answer = get("explore", SLUG, table="nothing", rows="<b>", columns="x", figure="y")
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()
    assert "<table" in answer.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_two_people_take_a_release_through_the_gate_and_anybody_reads_it(
    browser, page, live_server, made, tmp_path, cast
):
    base = live_server.url
    (tmp_path / "release.zip").write_bytes(archive(made))
    sign_in(page, base, "ada")
    page.get_by_role("link", name="Releases").click()
    page.get_by_label("The release as an archive").set_input_files(tmp_path / "release.zip")
    page.get_by_label("What it is, and what you checked").fill("Totals compared.")
    page.get_by_role("button", name="Bring the draft").click()
    page.wait_for_selector("text=There is nothing for you to do here now")
    release = page.url

    checker = browser.new_context().new_page()
    sign_in(checker, base, "rory")
    checker.goto(release)
    checker.get_by_role("link", name="Look at the page").click()
    checker.wait_for_selector("text=Not published. This is how it would look.")
    checker.goto(release)
    checker.get_by_label("What you looked at").fill("Every table and sentence.")
    found = Axe().run(checker)
    assert found.violations_count == 0, found.generate_report()
    checker.get_by_role("button", name="I have checked it").click()
    checker.wait_for_selector("text=it is written down")
    checker.context.close()

    page.goto(release)
    page.get_by_label("What you looked at").fill("As planned.")
    page.get_by_role("button", name="Publish it now").click()
    page.wait_for_selector("text=Public address")

    reader = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    public = reader.new_page()
    public.goto(f"{base}/published/{SLUG}/")
    assert public.evaluate("document.documentElement.scrollWidth") == 375
    public.get_by_role("link", name="Explore the tables").click()
    public.get_by_label("Down the side").select_option("age")
    public.get_by_role("button", name="Show").click()
    assert "rows=age" in public.url
    assert public.get_by_role("table").count() == 1
    reader.close()

    for address in (f"/published/{SLUG}/", f"/published/{SLUG}/explore/", "/published/"):
        page.goto(base + address)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
