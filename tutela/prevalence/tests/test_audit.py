"""Everything that is done with a study stands in the audit, and nothing of what it holds does."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in
from tutela.prevalence.tests.lists import AT, COUNTS, begun


@pytest.mark.django_db(transaction=True)
def test_what_is_done_with_a_study_is_audited_and_so_is_who_was_turned_away(cast, as_, postgres):
    with transaction.atomic():
        study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
        studies.ask_for_run(study, {}, at=AT)
        studies.note_export(study, "tables")
    assert as_("alma").get(reverse("study", args=[study])).status_code == 403
    with transaction.atomic():
        come_in(cast.ada.viewer)
        studies.forget_study(study)
    rows = postgres.execute(
        "SELECT who, action, purpose FROM access_audit WHERE entry = %s ORDER BY id", [study]
    ).fetchall()
    assert [action for _, action, _ in rows] == ["open", "upload", "run", "export", "forget"]
    assert {who for who, _, _ in rows} == {cast.ada.id}
    assert not any("police" in purpose or "north" in purpose for _, _, purpose in rows)
    turned_away = postgres.execute(
        "SELECT who, purpose FROM access_audit WHERE action = 'refused' ORDER BY id"
    ).fetchall()
    assert turned_away[-1][0] == cast.alma.id
    assert "analysts" in turned_away[-1][1]
