"""What whoever runs the installation does from the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import connections

from tutela.config.cli import main
from tutela.people.models import Practitioner
from tutela.watch.models import Decoy, Leave, Overseer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ALMA, COUNCIL = "alma@example.org", "Northshire Council"


def called(*words):
    return CliRunner().invoke(main, list(words))


def test_flags_leave_officers_and_decoys_are_set_from_the_command_line(db):
    for words, says in (
        (("people", "duty", ALMA), "is on the duty rota"),
        (("people", "protects-data", ALMA), "now protects data"),
        (("watch", "also", COUNCIL, "Southport Council"), "sees the signals"),
        (("watch", "leave", ALMA, "2026-11-20", "2026-11-27"), "until 27 November 2026"),
        (("watch", "decoys", COUNCIL), "3 decoys made"),
        (("watch", "decoys", COUNCIL), "0 decoys made"),
        (("watch", "run", "--day", "2026-11-20"), "0 signals"),
    ):
        done = called(*words)
        assert done.exit_code == 0, done.output
        assert says in done.output
    alma = Practitioner.objects.using("owner").get(email=ALMA)
    assert alma.on_duty_rota
    assert alma.protects_data
    counts = [m.objects.using("owner").count() for m in (Overseer, Leave, Decoy)]
    assert counts == [1, 1, 3]
    assert json.loads(called("watch", "run", "--json").output) == []
    assert "0 mails sent" in called("mail").output
    for words, says in (
        (("watch", "also", COUNCIL, COUNCIL), "another agency"),
        (("watch", "leave", "nobody@example.org", "2026-11-20"), "Nobody has an account"),
        (("watch", "decoys", "No Such Council"), "no agency"),
        (("people", "duty", "nobody@example.org"), "Nobody has an account"),
    ):
        refused = called(*words)
        assert refused.exit_code == 1
        assert says in refused.output
    connections.close_all()
