"""Disbelief and unfair treatment: the time for an answer, and from whom it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import read
from tutela.doors.recording import record, withdraw
from tutela.participation.treated import treatment
from tutela.participation.treatment import Reader, TreatmentHandled, TreatmentReported
from tutela.people.roles import Nation

TUESDAY = date(2026, 11, 3)


def report(**more: object) -> TreatmentReported:
    said = {
        "reported_by": "child", "what": ["not-believed"], "sort": "council",
        "told": "She said that I made it up.", "kept_from": ["lead-worker"],
    }  # fmt: skip
    return TreatmentReported.model_validate(said | more)


def test_somebody_is_left_who_can_help():
    said = report(kept_from=list(Reader))
    assert [p.field for p in Story().problems(said, TUESDAY)] == ["kept_from"]


def test_who_was_treated_badly_has_an_answer_within_ten_working_days():
    story = Story()
    told = story.tell(report(), london(2026, 11, 3, 12))
    (one,) = treatment(story.read())
    due = one.due(Nation.ENGLAND)
    assert due == london(2026, 11, 18)
    assert not one.is_late(Nation.ENGLAND, london(2026, 11, 17, 23))
    assert one.is_late(Nation.ENGLAND, london(2026, 11, 18))
    story.tell(TreatmentHandled(done=["answered"], by="Iris"), TUESDAY, refers_to=told)
    (one,) = treatment(story.read())
    assert not one.is_late(Nation.ENGLAND, london(2026, 12, 18))


def test_who_is_complained_about_never_reads_it_nor_what_answers_to_it(cast, minh):
    """Gwen tells for the child that Alma did not believe her; Alma leads, and sees nothing."""
    day = Moment.day(TUESDAY)
    told = record(report(), child=minh, by=cast.gwen.viewer, happened=day)
    done = TreatmentHandled(done=["acknowledged"], by="Gwen")
    answer = record(done, child=minh, by=cast.gwen.viewer,
           happened=day, refers_to=told.id)  # fmt: skip
    kinds = {"treatment-reported", "treatment-handled", "withdrawal"}

    def seen(who):
        return kinds & {e.kind.slug for e in read(minh, as_=who.viewer).chronology}

    assert seen(cast.gwen) == kinds - {"withdrawal"}
    assert seen(cast.ben) == kinds - {"withdrawal"}, "the manager handles it"
    assert seen(cast.alma) == set()
    with pytest.raises(NotAllowed):
        withdraw(told.id, child=minh, by=cast.alma.viewer, reason="It is about me")

    for entry in (answer.id, told.id):
        withdraw(entry, child=minh, by=cast.gwen.viewer, reason="She wishes it gone")
    assert seen(cast.alma) == set()


def test_the_page_of_being_heard_shows_it_to_the_guardian_and_not_to_whom_it_is_about(
    client, cast, minh, settings
):
    settings.DEMONSTRATION = True
    record(report(), child=minh, by=cast.gwen.viewer, happened=Moment.day(TUESDAY))
    pages = {}
    for who in ("gwen", "alma"):
        client.force_login(getattr(cast, who))
        pages[who] = client.get(f"/children/{minh}/heard/").content.decode()
    assert "She said that I made it up." in pages["gwen"]
    assert "made it up" not in pages["alma"]
    assert "Nothing was told." in pages["alma"]
