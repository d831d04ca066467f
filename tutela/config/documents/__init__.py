"""Documents that are made from the code, so that they can't say something else: `tutela docs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tutela.config.documents.access import access_table
from tutela.config.documents.assurance import assurance_sheet
from tutela.config.documents.dictionary import data_dictionary
from tutela.config.documents.duties import duty_table

DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "docs/duties.md": duty_table,
    "docs/data-dictionary.md": data_dictionary,
    "docs/access.md": access_table,
    "docs/assurance/asvs.md": assurance_sheet,
}
"""Path below the project, and what makes the text."""
