from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tutela.web.printing import printable, typeset, unprintable
from tutela.web.printing.typesetting import CannotTypeset

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLAIN = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: "A paper")
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"))
= A paper

#data.words
"""


@pytest.mark.parametrize(
    "words",
    [
        "Nguyễn Văn Minh",
        "Ọlá Ṣadé Adéyẹmí",
        "Łódź, Skopje, Tiranë",
        "محمد نور",
        "گل‌آقا",
        "ሰላም ተስፋይ",
        "“quoted” – it’s £5, 20 °C…",
    ],
)
def test_the_scripts_of_our_faces_can_be_printed(words: str) -> None:
    assert printable(words) == words
    assert not unprintable(words)


def test_other_scripts_are_remarked_on_once_for_each_run_of_words() -> None:
    assert printable("мама і тато and me") == ("(letters of another script: see the record) and me")
    assert unprintable("李明")


def test_letters_and_marks_typed_apart_are_put_together() -> None:
    assert printable("Nguye\u0302\u0303n") == "Nguyễn"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_anything_that_anybody_types_can_be_set(words: str) -> None:
    made = typeset(PLAIN, {"words": words}, at=AT)

    assert PdfReader(BytesIO(made)).pages


def test_a_template_that_is_wrong_says_so() -> None:
    with pytest.raises(CannotTypeset, match="unknown variable"):
        typeset(b"#nothing", {}, at=AT)
