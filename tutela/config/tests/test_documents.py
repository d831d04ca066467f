"""Documents that are made from the code say what the code says."""

from __future__ import annotations

import pytest

from tutela.config.commands.docs import ROOT
from tutela.config.documents import DOCUMENTS


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_is_what_the_code_says_now(path):
    said = (ROOT / path).read_text(encoding="utf-8")
    assert said == DOCUMENTS[path](), "run `tutela docs`"
