"""The pages of a study: begun, given lists, worked out, decided on, read, taken away, deleted."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in
from tutela.prevalence.bringing import LARGEST
from tutela.prevalence.models import Run, RunState
from tutela.prevalence.running import NotWanted, carry_out
from tutela.prevalence.tests.lists import AT, COUNTS, QUICK, begun, taken, texts, worked_out
from tutela.prevalence.views_review import weight

pytestmark = pytest.mark.django_db
ABOUT = {"name": "North", "purpose": "Planning", "ground": "Agreement", "days": "30"}


def text_of(answer):
    return answer.content.decode()


def upload(client, study, content, name="police.csv", **form):
    content = content if isinstance(content, bytes) else content.encode()
    form = {"kind": "people", "file": SimpleUploadedFile(name, content), **form}
    return client.post(reverse("list_add", args=[study]), form)


@pytest.fixture
def ada(as_, cast):
    return as_("ada")


@pytest.fixture
def done(cast):
    study = begun(cast.ada.viewer)
    worked_out(cast.ada.viewer, study)
    return study


def test_a_study_is_begun_and_says_what_to_do_next(ada):
    assert "You have no study" in text_of(ada.get(reverse("studies")))
    answer = ada.post(reverse("study_new"), ABOUT, follow=True)
    assert "No list yet" in text_of(answer)
    assert "Agreement" in text_of(answer)
    assert "North" in text_of(ada.get(reverse("studies")))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**ABOUT, "name": " "}, "Give the study a name"),
        ({**ABOUT, "ground": ""}, "on what ground"),
        ({**ABOUT, "days": "3650"}, "how long the study is kept"),
        ({**ABOUT, "start": "spring"}, "Write the day as"),
        ({**ABOUT, "start": "2026-04-01", "end": "2025-04-01"}, "must end after"),
    ],
)
def test_what_is_missing_of_a_study_is_said(ada, given, said):
    answer = ada.post(reverse("study_new"), given)
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_a_list_is_read_at_once_and_named_by_its_file(ada, cast):
    study = begun(cast.ada.viewer, lists={})
    answer = upload(ada, study, texts()["police"], "C:\\lists\\Police 2025.csv")
    assert answer.status_code == 302
    come_in(cast.ada.viewer)
    (there,) = studies.lists_of(study)
    assert (there.name, there.records) == ("Police_2025", texts()["police"].count("\n") - 1)
    again = upload(ada, study, texts()["police"], "Police 2025.csv")
    assert "There is a list called" in text_of(again)


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        (b"", {}, "Choose a file"),
        (b"a,b\n1,2\n", {}, "is missing"),
        ("id,name,date_of_birth\n1,Zoë,2008\n".encode("latin-1"), {}, "not UTF-8"),
        (b"id,name,date_of_birth\n1,A,31/02/2008\n", {}, "no day of the calendar"),
        (b"id,name,date_of_birth\n1,A,2008\n", {"kind": "horses"}, "what is in the file"),
        (b"police,council,count\n1,0,-3\n", {"kind": "counts"}, "negative"),
        (b"x" * (LARGEST + 1), {}, "Choose a file, smaller than 10 MB"),
    ],
    ids=["empty", "columns", "encoding", "date", "kind", "negative", "large"],
)
def test_a_list_that_must_be_mended_is_refused_in_words(ada, cast, content, form, said):
    study = begun(cast.ada.viewer, lists={})
    answer = upload(ada, study, content, **form)
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert "error-summary" in text_of(answer)


def test_a_large_list_never_touches_a_disk_in_clear(ada, cast, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "not there")
    study = begun(cast.ada.viewer, lists={})
    head = "id,name,date_of_birth,note\n"
    rows = "".join(f"{n},Arben Hoxha {n},2008-03-14,{'x' * 900}\n" for n in range(4000))
    assert len(rows) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert upload(ada, study, head + rows).status_code == 302
    assert not Path(settings.FILE_UPLOAD_TEMP_DIR).exists()


def test_without_a_token_no_list_is_taken(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ada)
    study = begun(cast.ada.viewer, lists={})
    assert upload(strict, study, texts()["police"]).status_code == 403


def test_a_list_is_taken_away(ada, cast):
    study = begun(cast.ada.viewer)
    one = studies.lists_of(study)[0]
    assert one.name in text_of(ada.get(reverse("list_forget", args=[one.id])))
    ada.post(reverse("list_forget", args=[one.id]))
    come_in(cast.ada.viewer)
    assert one.id not in [there.id for there in studies.lists_of(study)]
    assert ada.get(reverse("list_forget", args=[one.id])).status_code == 404


def test_a_run_waits_is_watched_and_can_be_stopped(ada, cast):
    study = begun(cast.ada.viewer)
    answer = ada.post(reverse("run_ask", args=[study]), {**QUICK, "join": "7", "seed": "x"})
    watched = ada.get(answer.url)
    assert watched["Refresh"] == "3"
    assert "Waiting for its turn" in text_of(watched)
    assert "Refresh" not in ada.get(answer.url + "?still")
    second = ada.post(reverse("run_ask", args=[study]), QUICK, follow=True)
    assert "A run is under way" in text_of(second)
    come_in(cast.ada.viewer)
    run = Run.objects.get()
    asked = studies.settings_of(run)
    assert (asked["join"], asked["seed"]) == (0.999, 1)
    one = studies.lists_of(study)[0]
    refused = ada.post(reverse("list_forget", args=[one.id]), follow=True)
    assert "A run is under way" in text_of(refused)
    ada.post(reverse("run_stop", args=[study, run.id]))
    assert "It is being stopped" in text_of(ada.get(answer.url))
    assert taken() is None
    assert "It was stopped" in text_of(ada.get(answer.url))
    assert "Stopped" in text_of(ada.get(reverse("study", args=[study])))


def test_without_lists_there_is_nothing_to_work_out(ada, cast):
    study = begun(cast.ada.viewer, lists={})
    answer = ada.post(reverse("run_ask", args=[study]), QUICK, follow=True)
    assert "Add the lists first" in text_of(answer)


def test_a_run_is_carried_out_tells_how_far_it_is_and_keeps_its_result(ada, cast):
    study = begun(cast.ada.viewer)
    run = studies.ask_for_run(study, QUICK, at=AT)
    assert taken() == (run, cast.ada.id)
    carry_out(run, cast.ada.id)
    found = Run.objects.get(id=run)
    assert (found.state, found.done) == (RunState.DONE, 100)
    assert found.stage == "how the answer moves"
    assert ada.get(reverse("run", args=[study, run])).url == reverse("study", args=[study])
    with pytest.raises(NotWanted):
        carry_out(run, cast.ada.id)


def test_a_run_that_was_stopped_while_it_worked_ends_without_a_result(cast):
    study = begun(cast.ada.viewer)
    run = studies.ask_for_run(study, QUICK, at=AT)
    taken()
    studies.stop_run(Run.objects.get(id=run))
    with pytest.raises(NotWanted):
        carry_out(run, cast.ada.id)


def test_lists_that_can_not_be_linked_say_why(ada, cast):
    same = "id,name,date_of_birth\n" + "".join(f"{n},Unknown,\n" for n in range(9))
    study = begun(cast.ada.viewer, lists={"a": same, "b": same})
    run = studies.ask_for_run(study, QUICK, at=AT)
    taken()
    carry_out(run, cast.ada.id)
    page = text_of(ada.get(reverse("run", args=[study, run])))
    assert "There is no result" in page
    assert "neither a date of birth nor a reference" in page


def test_a_failed_run_is_said_and_a_run_that_its_clerk_left_is_taken_once_more(ada, cast):
    study = begun(cast.ada.viewer)
    run = studies.ask_for_run(study, QUICK, at=AT)
    assert taken() == (run, cast.ada.id)
    assert taken() == (run, cast.ada.id)
    assert taken() is None
    assert "It failed" in text_of(ada.get(reverse("run", args=[study, run])))


def test_overlaps_are_drawn_with_their_table(ada, done):
    page = text_of(ada.get(reverse("overlaps", args=[done])))
    assert page.count("<svg") >= 1
    assert "People on exactly these lists" in page
    assert "records were put together into" in page
    assert "style=" not in page


def test_estimates_show_both_doubts_apart_and_together_and_every_method(ada, done):
    page = text_of(ada.get(reverse("estimates", args=[done])))
    for words in (
        "Sampling alone", "Who is who alone", "Both together", "of the variance",
        "bayes-threshold", "an anchor, not an answer", "No single one of these numbers",
        "What critics say", "Models that fit nearly as well",
    ):  # fmt: skip
        assert words in page


def test_the_page_of_sensitivity_moves_every_choice(ada, done):
    page = text_of(ada.get(reverse("sensitivity", args=[done])))
    for words in ("Leaving out one list", "Making two lists one", "Known truth", "were not zero",
                  "Where the interval ends", "one person less"):  # fmt: skip
        assert words in page


def test_what_is_taken_away_names_nobody(ada, done, cast):
    answer = ada.get(reverse("paper", args=[done]))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert {
        "overlaps.csv", "overlaps.svg", "estimates.csv", "estimates.svg", "doubt.csv", "doubt.svg",
        "sensitivity.csv", "known_truth.csv", "methods.md", "report.txt", "manifest.json",
        "models.csv", "linkages.csv",
    } == set(archive.namelist())  # fmt: skip
    whole = "".join(archive.read(name).decode() for name in archive.namelist())
    names = {row["name"] for text in texts().values() for row in csv.DictReader(io.StringIO(text))}
    assert not [name for name in names if len(name) > 6 and name in whole]
    assert "decisions “same”" in archive.read("methods.md").decode()
    assert json.loads(archive.read("manifest.json"))["settings"]["linkages"] == 6
    assert answer.content == ada.get(reverse("paper", args=[done])).content


def the_pair(page):
    return {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("left", "right")
    }


def test_what_people_decide_is_obeyed_for_and_against_the_program(ada, cast, done):
    address = reverse("review", args=[done])
    page = text_of(ada.get(address))
    assert "Are these one child?" in page
    assert "speaks" in page
    pair = the_pair(page)
    assert "Choose whether" in text_of(ada.post(address, pair))
    answer = ada.post(address, {**pair, "decision": "same", "reason": "One mother"})
    assert the_pair(text_of(ada.get(answer.url))) != pair
    assert "1 decision was made since" in text_of(ada.get(reverse("overlaps", args=[done])))
    joined = reverse("joined", args=[done])
    apart = re.search(r'<option value="([^"]+)"', text_of(ada.get(joined)))[1]
    assert "Somebody has said" in text_of(ada.post(joined, {"pair": apart}, follow=True))
    run = worked_out(cast.ada.viewer, done)
    groups = [{one["key"] for one in group} for group in studies.part_of(run, "joined")["groups"]]
    assert any(set(pair.values()) <= keys for keys in groups)
    assert not any(set(apart.split("|")) <= keys for keys in groups)


def test_a_decision_is_taken_back_and_stays_in_the_log(ada, done, cast):
    address = reverse("review", args=[done])
    pair = the_pair(text_of(ada.get(address)))
    ada.post(address, {**pair, "decision": "different", "reason": "=Two mothers"})
    page = text_of(ada.get(reverse("decisions", args=[done])))
    assert "Different children" in page
    number = re.search(r'name="decision" value="(\d+)"', page)[1]
    ada.post(reverse("withdraw_decision", args=[done]), {"decision": number})
    page = text_of(ada.get(reverse("decisions", args=[done])))
    assert "Withdrawn" in page
    assert "Take it back" not in page
    again = ada.post(reverse("withdraw_decision", args=[done]), {"decision": number})
    assert again.status_code == 404
    log = list(
        csv.DictReader(io.StringIO(text_of(ada.get(reverse("decisions_file", args=[done])))))
    )
    assert [row["decision"] for row in log] == ["different", "withdrawn"]
    assert log[0]["reason"] == "'=Two mothers"
    come_in(cast.ada.viewer)
    assert studies.in_force(studies.decisions_of(done)) == {}


def test_only_pairs_of_the_queue_are_decided_on(ada, done):
    form = {"left": "police:1", "right": "charity:nobody", "decision": "same"}
    assert ada.post(reverse("review", args=[done]), form).status_code == 404
    form = {"pair": "police:1|charity:nobody"}
    assert ada.post(reverse("joined", args=[done]), form).status_code == 404


def test_decisions_that_contradict_each_other_are_named(ada, cast, done):
    come_in(cast.ada.viewer)
    keys = [row["id"] for row in csv.DictReader(io.StringIO(texts()["police"]))][:3]
    a, b, c = (f"police:{key}" for key in keys)
    for left, right, decision in ((a, b, "same"), (b, c, "same"), (a, c, "different")):
        studies.decide(
            done, left=left, right=right, decision=decision, reason="", by=cast.ada.viewer,
            at=timezone.now(),
        )  # fmt: skip
    run = studies.ask_for_run(done, QUICK, at=timezone.now())
    taken()
    carry_out(run, cast.ada.id)
    page = text_of(ada.get(reverse("run", args=[done, run])))
    assert "withdraw one of them" in page
    assert "No result" in text_of(ada.get(reverse("study", args=[done])))


def test_a_table_of_counts_is_estimated_without_pages_about_people(ada, cast):
    study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
    worked_out(cast.ada.viewer, study)
    page = text_of(ada.get(reverse("study", args=[study])))
    assert "Decide about pairs" not in page
    assert "A table of overlaps, " in page
    assert "A table of overlaps was given" in text_of(ada.get(reverse("estimates", args=[study])))
    assert ada.get(reverse("review", args=[study])).status_code == 404
    assert ada.get(reverse("paper", args=[study])).status_code == 200


def test_where_lists_share_nobody_the_pages_say_why_there_is_no_estimate(ada, cast):
    study = begun(cast.ada.viewer, lists={"counts": "a,b,count\n1,0,5\n0,1,7\n"}, kind="counts")
    worked_out(cast.ada.viewer, study)
    for name in ("estimates", "sensitivity"):
        page = text_of(ada.get(reverse(name, args=[study])))
        assert "There is no honest estimate" in page
    assert "12 people are on 2 lists" in text_of(ada.get(reverse("overlaps", args=[study])))
    answer = ada.get(reverse("paper", args=[study]))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert set(names) == {"manifest.json", "methods.md", "overlaps.csv", "overlaps.svg"}


def test_before_a_result_its_pages_are_not_there(ada, cast):
    study = begun(cast.ada.viewer)
    for name in ("overlaps", "estimates", "sensitivity", "paper", "review", "joined"):
        assert ada.get(reverse(name, args=[study])).status_code == 404, name


def test_a_study_is_deleted_with_everything(ada, cast, done):
    assert "can't be brought back" in text_of(ada.get(reverse("study_forget", args=[done])))
    answer = ada.post(reverse("study_forget", args=[done]), follow=True)
    assert "The study was deleted" in text_of(answer)
    assert ada.get(reverse("study", args=[done])).status_code == 404


@pytest.mark.parametrize(
    ("bits", "words"),
    [(0.5, "little either way"), (3, "a little for one"), (-3, "a little for two"),
     (6, "speaks for one"), (-6, "speaks for two"), (12, "strongly for one"),
     (-12, "strongly for two")],
)  # fmt: skip
def test_evidence_is_weighed_in_words(bits, words):
    assert words in weight(bits)
