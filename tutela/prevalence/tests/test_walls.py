"""Who comes to a study, what of it lies in the database, and how it goes."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from tutela.access.standing import Basis
from tutela.access.viewer import viewer_of
from tutela.chronology.moment import Moment
from tutela.config.testing.cast import email_of
from tutela.doors.errors import NotAllowed
from tutela.doors.opening import join_circle
from tutela.people.keys import CannotOpen
from tutela.people.models import Practitioner
from tutela.people.roles import Role
from tutela.prevalence import studies
from tutela.prevalence.analysts import CannotName, analysts, come_in, end_analyst, name_analyst
from tutela.prevalence.models import BroughtList
from tutela.prevalence.tests.lists import ABOUT, AT, COUNTS, begun, texts, worked_out

pytestmark = pytest.mark.django_db
LITTLE = {"police": "id,name,date_of_birth\n1,Arben Hoxha,2008-03-14\n"}
TABLES = ("study", "broughtlist", "pairdecision", "run", "resultpart")


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def counted():
    return {name: rows(f"SELECT count(*) FROM prevalence_{name}")[0][0] for name in TABLES}


@pytest.mark.parametrize("who", ["alma", "ben", "gwen", "iris"])
def test_whoever_works_with_children_is_told_whom_the_pages_are_for(as_, minh, who):
    answer = as_(who).get(reverse("studies"))
    assert answer.status_code == 403
    assert "This page is for analysts" in answer.content.decode()
    assert b"Children nobody sees" not in as_(who).get("/").content


def test_an_analyst_is_offered_the_studies_in_the_menu(as_, cast):
    assert b"Children nobody sees" in as_("ada").get(reverse("studies")).content


def test_an_analyst_who_joins_a_childs_circle_is_shut_out_at_once(cast, minh):
    begun(cast.ada.viewer, lists=LITTLE)
    join_circle(
        cast.ada, child=minh, role=Role.HEALTH, ground=Basis.STATUTORY,
        by=cast.alma.viewer, since=Moment.day(AT.date()),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        come_in(cast.ada.viewer)
    assert set(counted().values()) == {0}


def test_a_study_is_its_owners_alone(cast, as_):
    study = begun(cast.ada.viewer, lists=LITTLE)
    for who in ("alma", "hana"):
        with pytest.raises(NotAllowed):
            come_in(getattr(cast, who).viewer)
        assert set(counted().values()) == {0}
        with pytest.raises(Http404):
            studies.study_of(study)
        assert as_(who).get(reverse("study", args=[study])).status_code == 403


def test_another_analysts_study_is_a_page_that_is_not_there(cast, as_, settings):
    study = begun(cast.ada.viewer, lists=LITTLE)
    rows("SELECT set_config('app.who', %s, true)", str(cast.stella.id))
    assert set(counted().values()) == {0}
    rows("SELECT set_config('app.who', %s, true)", str(cast.ada.id))
    assert counted()["study"] == 1
    with pytest.raises(Http404):
        studies.study_of(cast.ada.id)
    assert as_("ada").get(reverse("study", args=[study])).status_code == 200


def test_nothing_of_a_list_or_a_result_can_be_read_in_the_database(cast):
    study = begun(cast.ada.viewer)
    worked_out(cast.ada.viewer, study)
    name = texts()["police"].splitlines()[1].split(",")[1]
    for table, column in (
        ("study", "sealed"), ("broughtlist", "sealed"), ("run", "sealed"), ("resultpart", "sealed"),
    ):  # fmt: skip
        for (text,) in rows(f"SELECT {column} FROM prevalence_{table}"):
            assert text.startswith("v1.")
            assert name not in text
            assert "north" not in text


def test_what_was_sealed_does_not_open_in_another_row(cast):
    begun(cast.ada.viewer, lists=LITTLE)
    other = studies.open_study(studies.About("b", "b", "b"), days=90, by=cast.ada.viewer, at=AT)
    row = BroughtList.objects.get()
    moved = BroughtList(study_id=other, sealed=row.sealed, brought_at=AT)
    moved.save(force_insert=True)
    with pytest.raises(CannotOpen):
        studies.lists_of(other)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO prevalence_analyst (practitioner_id, since) VALUES (gen_random_uuid(), now())",
        "UPDATE prevalence_analyst SET ended = NULL",
        "DELETE FROM prevalence_study",
        "DELETE FROM prevalence_run",
        "DELETE FROM prevalence_pairdecision",
        "UPDATE prevalence_pairdecision SET sealed = ''",
        "UPDATE prevalence_broughtlist SET sealed = ''",
        "UPDATE prevalence_resultpart SET sealed = ''",
        "SELECT study_is_forgotten(gen_random_uuid(), '')",
    ],
)
def test_the_application_cannot_go_round_the_doors_of_a_study(cast, sql):
    begun(cast.ada.viewer, lists=LITTLE)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows(sql)


def test_a_deleted_study_leaves_nothing(cast):
    study = begun(cast.ada.viewer)
    worked_out(cast.ada.viewer, study)
    studies.decide(
        study, left="a:1", right="b:1", decision="same", reason="", by=cast.ada.viewer, at=AT
    )
    assert all(counted().values())
    studies.forget_study(study)
    assert set(counted().values()) == {0}
    with pytest.raises(Http404):
        studies.forget_study(study)


def test_nobody_deletes_anothers_study(cast):
    study = begun(cast.ada.viewer, lists=LITTLE)
    for who in (cast.alma, cast.ben):
        rows("SELECT set_config('app.who', %s, true)", str(who.id))
        with pytest.raises(Http404):
            studies.forget_study(study)
    rows("SELECT set_config('app.who', %s, true)", str(cast.ada.id))
    assert counted()["study"] == 1


def test_a_study_is_gone_when_its_time_is_over_and_is_then_deleted(cast):
    come_in(cast.ada.viewer)
    nearly_over = timezone.now() - timedelta(days=7) + timedelta(seconds=2)
    study = studies.open_study(ABOUT, days=7, by=cast.ada.viewer, at=nearly_over)
    assert studies.study_of(study).about == ABOUT
    while studies.studies():
        time.sleep(0.1)
    with pytest.raises(Http404):
        studies.study_of(study)
    assert rows("SELECT door_forget_old_studies()") == [(1,)]
    assert rows("SELECT door_forget_old_studies()") == [(0,)]


def test_no_study_is_kept_longer_than_ninety_days(cast):
    come_in(cast.ada.viewer)
    with pytest.raises(DatabaseError, match="ninety"), transaction.atomic():
        studies.open_study(studies.About("a", "b", "c"), days=91, by=cast.ada.viewer, at=AT)


@pytest.mark.django_db(databases=["default", "owner"])
def test_who_cares_for_children_can_not_be_named_an_analyst(cast):
    with pytest.raises(CannotName, match="manages"):
        name_analyst(email_of("ben"), at=AT, using="owner")
    with pytest.raises(CannotName, match="Nobody"):
        name_analyst("nobody@example.org", at=AT, using="owner")
    with pytest.raises(CannotName, match="no analyst"):
        end_analyst(email_of("alma"), at=AT, using="owner")


@pytest.mark.django_db(databases=["default", "owner"])
def test_analysts_are_named_and_ended_by_the_owner_of_the_database(cast):
    assert [one.name for one in analysts(using="owner")] == ["Ada Finch"]
    name_analyst(email_of("hana"), at=AT, using="owner")
    end_analyst(email_of("ada"), at=AT, using="owner")
    assert [one.name for one in analysts(using="owner")] == ["Hana Suzuki"]


def test_a_table_of_counts_stands_alone(cast):
    study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
    with pytest.raises(studies.Refused, match="stands alone"):
        studies.bring(
            study, COUNTS, name="other", file="o.csv", kind="people", records=1, dated=0, at=AT
        )


def test_a_person_without_rights_sees_no_study_by_setting_the_scope_by_hand(cast):
    begun(cast.ada.viewer, lists=LITTLE)
    stranger = Practitioner.objects.get(email=email_of("hana"))
    rows("SELECT set_config('app.who', %s, true)", str(viewer_of(stranger).id))
    assert set(counted().values()) == {0}
