"""The clerk: a process that does what pages ask for, survives nothing and loses nothing."""

from __future__ import annotations

import signal

import psutil
import pytest
from django.db import transaction

from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in
from tutela.prevalence.models import Run, RunState
from tutela.prevalence.tests.clerks import clerk_at_work, wait_until
from tutela.prevalence.tests.lists import AT, COUNTS, QUICK, begun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(cast):
    """A function that asks for a run on a study, and one that looks at it."""

    def ask():
        with transaction.atomic():
            study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
            return study, studies.ask_for_run(study, QUICK, at=AT)

    def look(run):
        with transaction.atomic():
            come_in(cast.ada.viewer)
            return Run.objects.filter(id=run).first()

    return ask, look


def children(process):
    return psutil.Process(process.pid).children(recursive=True)


def test_a_run_outlives_a_clerk_that_was_killed_and_its_process_does_not(asked):
    ask, look = asked
    _, run = ask()
    with clerk_at_work() as clerk:
        wait_until(lambda: look(run).stage)
        working = children(clerk)
        assert working
        clerk.send_signal(signal.SIGKILL)
        clerk.wait()
        assert not psutil.wait_procs(working, timeout=30)[1]
    assert look(run).state == RunState.RUNNING
    with clerk_at_work():
        wait_until(lambda: look(run).state != RunState.RUNNING)
    assert (look(run).state, look(run).attempts) == (RunState.DONE, 2)


def test_a_run_that_is_stopped_ends_at_once_and_so_does_one_whose_study_is_deleted(asked, cast):
    ask, look = asked
    with clerk_at_work() as clerk:
        _, run = ask()
        wait_until(lambda: look(run).stage)
        with transaction.atomic():
            come_in(cast.ada.viewer)
            studies.stop_run(Run.objects.get(id=run))
        wait_until(lambda: look(run).state == RunState.CANCELLED)
        wait_until(lambda: not children(clerk))
        study, other = ask()
        wait_until(lambda: look(other).stage)
        with transaction.atomic():
            come_in(cast.ada.viewer)
            studies.forget_study(study)
        wait_until(lambda: not children(clerk))
        assert look(other) is None
        clerk.terminate()
        assert clerk.wait() == 0
