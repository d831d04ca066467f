"""What stands in data is gathered for translators, each text once."""

from __future__ import annotations

import ast

from tutela.chronology.kinds import all_kinds
from tutela.config.said_in_data import as_source, said_in_data
from tutela.duties.duty import all_duties


def test_titles_questions_answers_duties_and_lists_are_gathered_once():
    texts = [said.text for said in said_in_data()]
    assert len(texts) == len(set(texts))
    wanted = {kind.title for kind in all_kinds().values()}
    wanted |= {duty.title for duty in all_duties().values()}
    wanted |= {
        kind.content.question(name).label
        for kind in all_kinds().values()
        for name in kind.content.model_fields
    }
    assert wanted - {""} <= set(texts)
    assert {"Somali", "It is overdue", "What the child says"} <= set(texts)
    assert "Avon and Somerset Constabulary" not in texts


def test_they_are_written_so_that_any_text_comes_through():
    texts = said_in_data()
    calls = [node for node in ast.walk(ast.parse(as_source(texts))) if isinstance(node, ast.Call)]
    assert [ast.literal_eval(call.args[0]) for call in calls] == [said.text for said in texts]
