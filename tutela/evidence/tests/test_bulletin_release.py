"""A whole release in every format, as a reader and a machine get it."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import openpyxl
import polars as pl
import pytest
from odfdo import Document
from pypdf import PdfReader

from tutela.evidence.bulletin.fact_tables import FACT_TABLES, JOURNEYS
from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.bulletin.release import Order, ReleaseError, check_said, read_back, release
from tutela.evidence.bulletin.sentences import Said, headline
from tutela.evidence.tables.write import NO_CONTROL, Control, Input, to_csv
from tutela.evidence.tests.made_up import many
from tutela.evidence.vintages.revisions import SCHEMA

DATED = date(2023, 12, 31)
PLACES = ("Vietnam", "Albania", "Kent", "Hull & <East>")


def afterwards():
    """A few rows of each further fact."""
    frames = {}
    for table in FACT_TABLES:
        rows = []
        for number in range(40):
            day = date(2022, 1, 5) + timedelta(days=17 * number)
            row = {}
            for at, field in enumerate(table.fields):
                if field.kind == "date":
                    day = day + timedelta(days=number % 6)
                    row[field.name] = day
                elif field.kind == "key":
                    row[field.name] = f"k{number}"
                else:
                    choice = field.allowed or PLACES
                    row[field.name] = choice[(number + at) % len(choice)]
            rows.append(row)
        frames[table.name] = table.frame_of(rows)
    return frames


def order(**changes):
    given = {
        "label": "2023 Q4",
        "source": Input("made-up facts", "facts", "0" * 64, 2_000, DATED),
        "publication": Publication(is_demonstration=True, producer="Tutela's tests"),
        "protect": lambda built: NO_CONTROL,
        "history": pl.DataFrame(
            [("referrals_by_quarter_age", "2023 Q3", "Child (17 or under)", "2023 Q3", 1)],
            schema=SCHEMA,
            orient="row",
        ),
        "reason": "duplicates found",
    }
    return Order(**{**given, **changes})


@pytest.fixture(scope="module")
def frames():
    return {"referrals": many(2_000), **afterwards()}


@pytest.fixture(scope="module")
def released(frames):
    return release(frames, order())


@pytest.fixture(scope="module")
def manifest(released):
    return json.loads(released.files["manifest.json"])


class Page(HTMLParser):
    """Enough of a page to ask about it."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in {"img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_every_table_of_the_bulletin_can_be_given(released):
    assert released.built.skipped == ()


def test_every_table_has_its_file_in_each_format(released, manifest):
    for table in manifest["tables"]:
        for suffix in ("csv", "csv-metadata.json", "json"):
            assert f"tables/{table['id']}.{suffix}" in released.files


def test_the_page_is_well_formed_without_script_or_style(released):
    page = Page(released.files["bulletin.html"].decode())
    tags = [tag for tag, _ in page.found]
    assert page.open == []
    assert tags.count("h1") == 1
    assert not {"script", "style"} & set(tags)
    assert not any("style" in attributes for _, attributes in page.found)


def test_headings_of_the_page_skip_no_level(released):
    page = Page(released.files["bulletin.html"].decode())
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_ids_on_the_page_are_unique_and_links_lead_somewhere(released):
    page = Page(released.files["bulletin.html"].decode())
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(set(ids)) == len(ids)
    links = [attributes["href"] for tag, attributes in page.found if tag == "a"]
    for link in links:
        assert (link[1:] in ids) if link.startswith("#") else (link in released.files)


def test_every_chart_stands_before_its_table_with_a_text(released):
    page = Page(released.files["bulletin.html"].decode())
    pictures = [attributes for tag, attributes in page.found if tag == "img"]
    assert len(pictures) == sum(name.startswith("charts/") for name in released.files) >= 9
    for one in pictures:
        assert one["src"] in released.files
        assert len(one["alt"]) > 40
    kinds = [tag for tag, _ in page.found if tag in {"img", "table", "h3"}]
    for at, tag in enumerate(kinds):
        assert tag != "img" or kinds[at + 1] == "table"


def test_the_nine_things_a_reader_must_be_told_stand_on_the_page(released):
    text = released.files["bulletin.html"].decode()
    for heading in ("Producer", "Status", "limitations", "Revisions", "Coherence", "Next release",
                    "Updates", "Maintenance", "Contact", "Accessibility"):  # fmt: skip
        assert heading in text
    assert "these numbers are made up" in text
    assert "Open Government Licence" in text


def test_pictures_are_one_image_with_a_name(released):
    for name, content in released.files.items():
        if name.startswith("charts/"):
            text = content.decode()
            assert text.startswith("<svg")
            assert 'role="img"' in text
            assert re.search("<title>.+?</title><desc>.+?</desc>", text)
            assert "<script" not in text


def test_names_from_the_data_are_escaped(released):
    assert "Hull &amp; &lt;East&gt;" in released.files["bulletin.html"].decode()
    assert b"<East>" not in released.files["charts/journeys_by_place.svg"]
    assert b"<East>" not in zipfile.ZipFile(io.BytesIO(released.files["bulletin.ods"])).read(
        "content.xml"
    )


def test_the_paper_is_tagged_titled_and_in_a_language(released):
    reader = PdfReader(io.BytesIO(released.files["bulletin.pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "In 2023 Q4" in reader.pages[0].extract_text()


def test_both_workbooks_hold_the_same_tables(released):
    ods = Document(io.BytesIO(released.files["bulletin.ods"]))
    xlsx = openpyxl.load_workbook(io.BytesIO(released.files["bulletin.xlsx"]))
    assert [one.name for one in ods.body.tables] == xlsx.sheetnames
    assert xlsx.properties.title == ods.meta.title
    assert xlsx.properties.language == "en-GB"
    for sheet in xlsx.worksheets[1:]:
        [table] = sheet.tables.values()
        assert not sheet.merged_cells.ranges
        cells = [cell.value for row in sheet[table.ref] for cell in row]
        assert all(value not in {None, ""} for value in cells), sheet.title
        grid = ods.body.get_table_by_name(sheet.title)
        below = "table:table-header-rows/following-sibling::table:table-row"
        assert len(grid.get_elements(below)) == len(sheet[table.ref]) - 1


def test_csvw_describes_every_column(released, manifest):
    for table in manifest["tables"]:
        about = json.loads(released.files[f"{table['file']}-metadata.json"])
        header = released.files[table["file"]].decode().splitlines()[0].split(",")
        assert [one["name"] for one in about["tableSchema"]["columns"]] == header
        assert set(about["tableSchema"]["primaryKey"]) <= set(header)
        assert about["url"] == table["file"].removeprefix("tables/")


def test_jsonstat_holds_what_the_csv_holds(released, manifest):
    for table in manifest["tables"]:
        cube = json.loads(released.files[f"tables/{table['id']}.json"])
        cells = read_back(released.files[table["file"]])
        names = cube["id"][:-1]
        for row in cells.iter_rows(named=True):
            at = 0
            for name, size in zip(names, cube["size"], strict=False):
                index = cube["dimension"][name]["category"]["index"].index(row[name])
                at = at * size + index
            for number, figure in enumerate(cube["dimension"]["figure"]["category"]["index"]):
                key = str(at * cube["size"][-1] + number)
                assert cube["value"].get(key) == row[figure]
                assert (row[figure] is None) == (key in cube.get("status", {}))


def test_a_percentage_of_nobody_is_marked_and_one_of_withheld_counts_too():
    cells = pl.DataFrame(
        {"year": ["2022", "2023"], "count": [0, None], "out_of": [0, 9], "percent": [None, None]}
    )
    assert to_csv(cells) == b"year,count,out_of,percent\n2022,0,0,[z]\n2023,[c],9,[c]\n"


def test_the_methodology_names_every_table(released, manifest):
    text = released.files["methodology.md"].decode()
    assert all(f"`{one['id']}`" in text for one in manifest["tables"])


def test_the_same_facts_give_the_same_bytes(released, frames):
    again = release(frames, order()).files
    assert [name for name in released.files if released.files[name] != again[name]] == []


def test_a_sentence_that_the_files_do_not_bear_out_stops_the_release(released):
    tables = {one.table.id: one.cells for one in released.built.tables}
    [first, *_] = headline(tables, DATED)
    slip = Said(first.sentence, first.text.replace("In 2023", "In 2022"))
    with pytest.raises(ReleaseError, match="should read"):
        check_said([slip], released.files, released.built)


def test_tables_that_were_not_protected_are_not_released(frames):
    with pytest.raises(ReleaseError, match="were not protected"):
        release(frames, order(protect=lambda built: Control(exact=False, statement="none")))


def test_what_is_withheld_is_shown_as_withheld_in_every_format(frames):
    def hide(built):
        hidden = {
            one.table.id: one.cells.with_columns(
                pl.when(pl.col("count").is_between(1, 4)).then(None).otherwise(pl.col(name))
                .alias(name)
                for name in ("count", "percent", "median") if name in one.cells.columns
            )
            for one in built.tables
        }  # fmt: skip
        return Control(exact=False, statement="Hidden in a test.", withheld=hidden)

    small = {"referrals": many(300), "journeys": afterwards()[JOURNEYS.name]}
    files = release(small, order(protect=hide)).files
    table = "referrals_by_quarter_gender_age"
    assert b"[c]" in files[f"tables/{table}.csv"]
    assert "[c]" in files["bulletin.html"].decode()
    assert "[c]" in json.loads(files[f"tables/{table}.json"])["status"].values()
    assert b"withheld" in files["charts/referrals_by_quarter_form_age.svg"]


def test_revisions_stand_in_the_release(released):
    assert b"duplicates found" in released.files["revisions.csv"]
    assert "Revisions since the earlier release" in released.files["bulletin.html"].decode()
    assert released.history.height > 1
