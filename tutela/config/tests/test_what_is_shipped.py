"""The list of what is in a release says what is pinned, and nothing else."""

from __future__ import annotations

import json
import re

from tutela.config.places import PROJECT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def test_the_bill_of_materials_is_that_of_the_pinned_requirements():
    """Made anew by `scripts/sbom`."""
    bill = json.loads((PROJECT / "docs" / "assurance" / "sbom.json").read_text())
    pinned = set(PINNED.findall((PROJECT / "requirements" / "run.txt").read_text()))
    assert {(part["name"], part["version"]) for part in bill["components"]} == pinned


def test_nothing_that_is_shipped_names_where_packages_come_from():
    for path in (PROJECT / "requirements").glob("*.txt"):
        assert "http" not in path.read_text()
    assert "simple" not in (PROJECT / "docs" / "assurance" / "sbom.json").read_text()
