"""Loading: through the doors, into a demonstration, never among real records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate
from django.db import connections

from tutela.access.models import DatabasePurpose
from tutela.access.viewer import viewer_of
from tutela.chronology.moment import day_start
from tutela.config.cli import main
from tutela.demo import loading, sharing
from tutela.demo.loading import CannotLoad, load
from tutela.demo.localities import personas
from tutela.demo.password import PASSWORD
from tutela.demo.signin import DemonstrationBackend
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.doors.verifying import broken_chains
from tutela.people.models import Agency, Child, Membership, Practitioner
from tutela.people.roles import Role
from tutela.watch import decoys

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def _on_friday(monkeypatch):
    """Somebody loads it on that Friday."""
    monkeypatch.setattr(loading, "today", lambda: FRIDAY)


def purpose():
    return DatabasePurpose.objects.using("owner").filter(demonstration=True).exists()


@pytest.mark.usefixtures("_on_friday")
def test_a_loaded_caseload_holds_together_and_is_kept_out_of_real_work(db):
    assert list(load(40, seed=1, on=FRIDAY))[-1] == 40
    assert purpose()
    assert list(broken_chains()) == []
    assert list(rebuild(only_compare=True)) == []
    with pytest.raises(CannotLoad, match="loaded already"):
        list(load(5, seed=1, on=FRIDAY))

    worker = personas()[0]
    signed_in = authenticate(None, email=worker.email.upper(), password=PASSWORD)
    assert signed_in is not None
    assert signed_in.name == worker.name
    child = Membership.behind_the_door.using("owner").filter(practitioner=signed_in).first()
    assert len(read(child.child_id, as_=viewer_of(signed_in)).chronology) > 5

    assert authenticate(None, email=worker.email, password="another") is None
    assert authenticate(None, email="someone@elmshore.example", password=PASSWORD) is None
    DatabasePurpose.objects.using("owner").update(demonstration=False)
    assert authenticate(None, email=worker.email, password=PASSWORD) is None
    assert DemonstrationBackend().get_user(signed_in.id) is None


def test_another_process_loads_what_this_one_would(db, monkeypatch):
    monkeypatch.setattr(sharing, "PIECE", 15)
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    loading.make_people(3, using="owner")
    now, database = day_start(FRIDAY), connections["owner"].settings_dict["NAME"]
    shared = sharing.load_shared(30, seed=1, now=now, using="owner", database=database, processes=1)
    assert list(shared) == [15, 30]
    here = {(r.id, r.reference) for r in loading.caseload(30, seed=1, now=now)}
    assert set(Child.behind_the_door.using("owner").values_list("id", "reference")) == here
    assert list(broken_chains()) == []


def test_made_up_children_never_stand_among_real_records(cast):
    open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="A concern")
    with pytest.raises(CannotLoad, match="real records"):
        list(load(5, seed=1, on=FRIDAY))
    assert not purpose()


def test_a_database_with_real_accounts_is_left_alone(db):
    agency = Agency.objects.using("owner").first()
    Practitioner.objects.db_manager("owner").create_practitioner(
        email="somebody@council.gov.uk", name="Somebody", agency=agency
    )
    with pytest.raises(CannotLoad, match="real people"):
        list(load(5, seed=1, on=FRIDAY))
    assert not purpose()


def test_a_demonstration_stands_on_no_day_to_come(db):
    with pytest.raises(ValueError, match="not come yet"):
        list(load(5, seed=1, on=loading.today() + timedelta(days=1)))


def test_the_command_loads_and_says_as_whom_to_sign_in(db):
    run = CliRunner().invoke(main, ["demo", "load", "--children", "14", "--now", "2025-06-02"])
    assert run.exit_code == 0, run.output
    assert Child.behind_the_door.using("owner").count() == 14 + decoys.EACH
    again = CliRunner().invoke(main, ["demo", "load"])
    assert again.exit_code == 1
    assert "loaded already" in again.output
    said = CliRunner().invoke(main, ["demo", "people"]).output
    assert PASSWORD in said
    assert all(p.email in said for p in personas())
    connections.close_all()


def test_the_sign_in_page_lets_the_made_up_people_in(client, db):
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    loading.make_people(3, using="owner")
    answer = client.post("/sign-in/", {"login": personas()[2].email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_backend"] == "tutela.demo.signin.DemonstrationBackend"
