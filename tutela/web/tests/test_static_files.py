"""What is shipped to the browser: whole, ours, and from nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import get_template

import tutela.web

WEB = Path(tutela.web.__file__).parent
SHIPPED = WEB / "static" / "tutela"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


def test_the_files_can_be_collected_under_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "tutela.web.shipping.ShippedStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    module = (tmp_path / hashed["tutela/tutela.js"]).read_text()
    # The module that ours imports is asked for by its hashed name.
    assert Path(hashed["tutela/govuk-frontend.min.js"]).name in module
    style = (tmp_path / hashed["tutela/tutela.css"]).read_text()
    assert Path(hashed["tutela/fonts/atkinson-latin.woff2"]).name in style


def test_the_stylesheet_fetches_nothing_from_elsewhere_and_every_file_is_there():
    style = (SHIPPED / "tutela.css").read_text()
    addresses = re.findall(r"url\(\"?([^)\"]+)\"?\)", style)
    assert addresses
    for address in addresses:
        assert (SHIPPED / address).is_file(), address


def test_nothing_that_belongs_to_the_government_alone_is_shipped():
    style = (SHIPPED / "tutela.css").read_text()
    assert "GDS Transport" not in style
    assert "govuk-header" not in style
    assert "crown" not in style.lower()


def test_the_licences_of_the_fonts_are_shipped_with_them():
    licences = {path.name for path in (SHIPPED / "fonts").glob("OFL-*.txt")}
    assert len(licences) == 4
    assert (SHIPPED / "LICENSE-govuk-frontend.txt").is_file()


def test_the_build_pins_every_version_and_names_no_host():
    build = json.loads((WEB / "build" / "package.json").read_text())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in build["devDependencies"].values())
    assert not list((WEB / "build").glob("*lock*"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.stem)
def test_a_template_runs_and_styles_nothing_inline_and_compiles(path):
    text = path.read_text()
    assert not re.search(r"\son\w+=", text)
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "javascript:" not in text
    get_template(str(path.relative_to(WEB / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.stem)
def test_every_text_of_a_template_can_be_translated(path):
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", path.read_text(), flags=re.S)
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", text, flags=re.S)
    left = re.sub(r"[\W\d_]|\bTutela\b|&\w+;", "", text.replace("Tutela", ""))
    assert left == "", f"written without translate: {left!r}"
