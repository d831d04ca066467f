"""Text that may hide something is looked for wherever somebody's own words can stand."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from tutela.chronology.kinds import all_kinds
from tutela.chronology.words import text_problems

TURNED = "abc\u202e"
FIELDS = [(kind, name) for kind in all_kinds().values() for name in kind.content.model_fields]
OWN_WORDS = [(k, n) for k, n in FIELDS if n in k.content.text_fields()]
OTHERS = [(k, n) for k, n in FIELDS if n not in k.content.text_fields()]


def said(pairs):
    return [f"{kind.slug}: {name}" for kind, name in pairs]


def takes(kind, name, value):
    try:
        TypeAdapter(kind.content.model_fields[name].annotation).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("kind", "name"), OWN_WORDS, ids=said(OWN_WORDS))
def test_a_hidden_character_in_a_field_of_words_is_refused(kind, name):
    empty = dict.fromkeys(kind.content.model_fields)
    for bent in (TURNED, (TURNED,), frozenset({TURNED})):
        content = kind.content.model_construct(**{**empty, name: bent})
        assert [p.field for p in text_problems(content)] == [name]


def test_a_field_that_is_not_looked_at_takes_no_words():
    for kind, name in OTHERS:
        for words in (TURNED, (TURNED,), [TURNED], {TURNED}, {"value": TURNED}):
            assert not takes(kind, name, words), (kind.slug, name)


def test_a_hidden_character_in_a_note_beside_a_choice_is_refused():
    concern = all_kinds()["concern"].content
    noted = concern.model_fields["indicators"].annotation
    (one,) = TypeAdapter(noted).validate_python([{"value": "x", "note": TURNED}])
    empty = dict.fromkeys(concern.model_fields)
    bent = concern.model_construct(**{**empty, "indicators": (one,)})
    assert [p.field for p in text_problems(bent)] == ["indicators"]
