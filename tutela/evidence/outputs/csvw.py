"""CSV on the Web: what each column of a published CSV means, beside the file.

Source: W3C Recommendations "Model for Tabular Data and Metadata on the Web" and "Metadata
Vocabulary for Tabular Data", 17 December 2015.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tutela.evidence.sheets.shorthand import SHORTHAND, Shorthand

_FIGURES = {
    "count": ("Count", "integer"),
    "out_of": ("Out of", "integer"),
    "percent": ("Percent", "decimal"),
    "median": ("Median days", "decimal"),
}
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def csvw(
    file: str,
    columns: list[str],
    titles: Mapping[str, str],
    *,
    title: str,
    description: str,
    notes: tuple[str, ...] = (),
    licence: str = OGL,
    shorthand: Shorthand = SHORTHAND,
) -> bytes:
    """The metadata of one CSV, to be published as `<file>-metadata.json`.

    `titles` are those of the dimensions; a mark in place of a number is declared as null.
    """
    marks = [shorthand.withheld, shorthand.not_applicable]
    described: list[dict[str, Any]] = []
    for name in columns:
        if name in titles:
            described.append({"name": name, "titles": titles[name], "datatype": "string",
                              "required": True})  # fmt: skip
        else:
            figure, datatype = _FIGURES[name]
            described.append({"name": name, "titles": figure, "datatype": datatype, "null": marks})
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": title,
        "dc:description": description,
        "dc:license": {"@id": licence},
        "rdfs:comment": list(notes),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": described,
            "primaryKey": [name for name in columns if name in titles],
            "aboutUrl": f"{file}#row={{_row}}",
        },
    }
    return (json.dumps(metadata, indent=2, ensure_ascii=False) + "\n").encode()
