"""From a question page to an entry, as a practitioner meets it."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tutela.doors.reading import read
from tutela.identity.entries import NameStated
from tutela.web.models import Draft

pytestmark = pytest.mark.django_db

NAME = {
    "happened-day": "20",
    "happened-month": "11",
    "happened-year": "2026",
    "full": "Nguyễn Văn Minh",
    "kind": "legal",
    "use": "wished",
    "script": "latin",
    "stated_by": "child",
}


def ask_url(child, kind="name-stated"):
    return reverse("record_ask", args=[child, kind])


def begin(client, child, answers=NAME, kind="name-stated", **more):
    """Answer the questions; the entry's id, as the form carries it."""
    entry = more.pop("entry", str(uuid4()))
    return entry, client.post(
        ask_url(child, kind), {**answers, "_entry": entry, "_kind": kind, **more}
    )


def send(client, child, entry, kind="name-stated", **more):
    return client.post(reverse("record_check", args=[child, kind]), {"_entry": entry, **more})


def test_answers_are_checked_once_more_and_then_recorded(as_, minh, cast):
    alma = as_("alma")
    entry, answer = begin(alma, minh)
    assert answer.url == reverse("record_check", args=[minh, "name-stated"])
    check = alma.get(answer.url).content.decode()
    assert "Check your answers" in check
    assert "Nguyễn Văn Minh" in check
    done = send(alma, minh, entry)
    assert done.url == reverse("recorded", args=[minh, entry])
    assert "Recorded" in alma.get(done.url).content.decode()
    found = read(minh, as_=cast.alma.viewer).chronology.entry(UUID(entry))
    assert found.says(NameStated).full == "Nguyễn Văn Minh"
    assert not Draft.objects.exists()


def test_a_double_click_records_once(as_, minh, cast):
    alma = as_("alma")
    entry, _ = begin(alma, minh)
    first, second = send(alma, minh, entry), send(alma, minh, entry)
    assert first.url == second.url == reverse("recorded", args=[minh, entry])
    assert len(read(minh, as_=cast.alma.viewer).chronology.of(NameStated)) == 1


def test_a_question_left_out_is_named_at_its_field_and_nothing_is_lost(as_, minh):
    alma = as_("alma")
    _, answer = begin(alma, minh, {**NAME, "kind": ""})
    page = answer.content.decode()
    assert 'href="#q-kind"' in page
    assert "Choose an answer to “What sort of name is it?”" in page
    assert 'value="Nguyễn Văn Minh"' in page
    again = alma.get(ask_url(minh)).content.decode()
    assert 'value="Nguyễn Văn Minh"' in again
    assert "You began this earlier" in again


@pytest.mark.parametrize(
    ("boxes", "said", "where"),
    [
        ({"happened-day": "31", "happened-month": "2"}, "no such day", "#q-happened-day"),
        ({"happened-year": ""}, "must include a year", "#q-happened-year"),
        ({"happened-year": "26"}, "four digits", "#q-happened-year"),
        ({"happened-month": "13"}, "between 1 and 12", "#q-happened-month"),
        ({"happened-loosely": "unknown"}, "not both", "#q-happened-day"),
        ({"happened-time": "25:00"}, "24-hour clock", "#q-happened-time"),
    ],
)
def test_an_impossible_date_is_said_at_its_box(as_, minh, boxes, said, where):
    _, answer = begin(as_("alma"), minh, {**NAME, **boxes})
    page = answer.content.decode()
    assert said in page
    assert f'href="{where}"' in page


def test_a_date_in_the_future_is_refused_by_the_door_and_said_at_the_date(as_, minh):
    alma = as_("alma")
    entry, _ = begin(alma, minh, {**NAME, "happened-year": "2099"})
    page = send(alma, minh, entry).content.decode()
    assert "in the future" in page
    assert 'href="#q-happened-day"' in page
    assert 'value="2099"' in page


def test_hidden_characters_are_refused_and_the_field_is_named(as_, minh):
    _, answer = begin(as_("alma"), minh, {**NAME, "full": "Minh\u202eevil"})
    page = answer.content.decode()
    assert "“What is the whole name?” contains hidden characters" in page


@pytest.mark.parametrize(
    "name",
    ["Ọlábísí Ṣadé", "ሓጎስ ተኽለ", "محمد رضا", "陳", "O'Brien-Ní Dhálaigh", "Æ", "Đặng Thị Ánh " * 20],
)
def test_names_in_any_script_and_of_any_length_are_kept_as_written(as_, minh, cast, name):
    alma = as_("alma")
    entry, _ = begin(alma, minh, {**NAME, "full": name})
    send(alma, minh, entry)
    found = read(minh, as_=cast.alma.viewer).chronology.entry(UUID(entry))
    assert found.says(NameStated).full == name.strip()


def test_answers_are_kept_while_somebody_types(as_, minh):
    alma, entry = as_("alma"), str(uuid4())
    answer = alma.post(
        reverse("keep", args=[minh]),
        {"_entry": entry, "_kind": "name-stated", "_asks": "full kind", "full": "Minh"},
    )
    assert answer.status_code == 204
    assert 'value="Minh"' in alma.get(ask_url(minh)).content.decode()
    assert "Minh" not in Draft.objects.get().sealed


def test_my_children_links_what_was_begun(as_, minh):
    alma = as_("alma")
    begin(alma, minh)
    page = alma.get("/").content.decode()
    assert "You have unfinished answers" in page
    assert ask_url(minh) in page
    assert "You have unfinished answers" in alma.get(reverse("child", args=[minh])).content.decode()
    assert "You have unfinished answers" not in as_("gwen").get("/").content.decode()


def test_an_id_that_somebody_else_began_with_is_refused(as_, minh):
    entry, _ = begin(as_("alma"), minh)
    assert begin(as_("gwen"), minh, entry=entry)[1].status_code == 403


def test_nobody_else_reads_what_somebody_began(as_, minh):
    begin(as_("alma"), minh)
    assert "Nguyễn" not in as_("ben").get(ask_url(minh)).content.decode()


def test_what_was_begun_can_be_thrown_away(as_, minh):
    alma = as_("alma")
    begin(alma, minh)
    alma.post(reverse("record_afresh", args=[minh, "name-stated"]))
    assert not Draft.objects.exists()


def recorded(client, child, **more):
    entry, _ = begin(client, child, {**NAME, **more})
    send(client, child, entry)
    return entry


def correction(client, child, entry, **boxes):
    mended = str(uuid4())
    answer = client.post(
        reverse("correct_ask", args=[child, entry]), {**NAME, "_entry": mended, **boxes}
    )
    return mended, answer


def test_a_correction_shows_old_and_new_side_by_side_and_keeps_both(as_, minh, cast):
    alma = as_("alma")
    entry = recorded(alma, minh)
    asked = alma.get(reverse("correct_ask", args=[minh, entry])).content.decode()
    assert 'value="Nguyễn Văn Minh"' in asked
    mended, answer = correction(
        alma, minh, entry, full="Nguyễn Văn Ming", reason="The passport says so"
    )
    check = alma.get(answer.url).content.decode()
    assert "As it stands" in check
    assert check.count("tutela-changed") == 2
    done = alma.post(answer.url, {"_entry": mended})
    assert done.url == reverse("recorded", args=[minh, mended])
    history = alma.get(reverse("entry", args=[minh, mended])).content.decode()
    assert "Nguyễn Văn Minh" in history
    assert "The passport says so" in history


def test_a_correction_needs_a_reason(as_, minh):
    alma = as_("alma")
    entry = recorded(alma, minh)
    _, answer = correction(alma, minh, entry, full="Ming", reason="")
    assert "Answer “Why is it corrected?”" in answer.content.decode()


def test_two_people_correcting_the_same_entry_lose_nothing(as_, minh, cast):
    alma, gwen = as_("alma"), as_("gwen")
    entry = recorded(alma, minh)
    mine, answer = correction(alma, minh, entry, full="Minh A", reason="Spelling")
    theirs, quicker = correction(gwen, minh, entry, full="Minh B", reason="He told me")
    gwen.post(quicker.url, {"_entry": theirs})
    late = alma.post(answer.url, {"_entry": mine})
    page = late.content.decode()
    assert late.status_code == 409
    assert "changed by Gwen Parry" in page
    assert "Minh A" in page
    assert "Minh B" in page
    assert Draft.objects.filter(practitioner=cast.alma).exists()


def test_an_entry_is_withdrawn_with_a_reason_once(as_, minh):
    alma = as_("alma")
    entry = recorded(alma, minh)
    address = reverse("withdraw", args=[minh, entry])
    assert "Say why" in alma.post(address, {"reason": " ", "_entry": str(uuid4())}).content.decode()
    once = str(uuid4())
    done = alma.post(address, {"reason": "About another child", "_entry": once})
    assert done.url == reverse("recorded", args=[minh, once])
    assert alma.post(address, {"reason": "again", "_entry": str(uuid4())}).url == done.url


def test_whoever_may_not_record_a_kind_is_told_so(as_, minh):
    # A guardian records identity, and not the state of the record.
    assert as_("gwen").get(ask_url(minh, "record-closed")).status_code == 403


def test_a_stranger_meets_a_page_that_is_not_there(as_, minh):
    assert as_("stella").get(ask_url(minh)).status_code == 404
    assert as_("stella").get(ask_url(uuid4())).status_code == 404


def test_an_unknown_kind_is_a_page_that_is_not_there(as_, minh):
    assert as_("alma").get(ask_url(minh, "no-such-thing")).status_code == 404
    assert as_("alma").get(ask_url(minh, "circle-joined")).status_code == 404


def test_going_back_to_a_sent_form_makes_another_entry_and_changes_none(as_, minh, cast):
    alma = as_("alma")
    entry = recorded(alma, minh)
    begin(alma, minh, {**NAME, "full": "Another name"}, entry=entry)
    draft = Draft.objects.get()
    assert str(draft.id) != entry
    send(alma, minh, str(draft.id))
    names = [
        e.says(NameStated).full for e in read(minh, as_=cast.alma.viewer).chronology.of(NameStated)
    ]
    assert sorted(names) == ["Another name", "Nguyễn Văn Minh"]


def test_what_the_door_refused_is_answered_where_it_is_asked(as_, minh, cast):
    alma = as_("alma")
    entry, _ = begin(alma, minh, {**NAME, "happened-year": "2099"})
    page = send(alma, minh, entry).content.decode()
    assert f'action="{ask_url(minh)}"' in page
    begin(alma, minh, entry=entry)
    assert send(alma, minh, entry).url == reverse("recorded", args=[minh, entry])


def seen_on(page):
    return re.search(r'name="_seen" value="(\w+)"', page.content.decode())[1]


def test_what_is_recorded_is_what_was_checked(as_, minh, cast):
    alma = as_("alma")
    entry, checked = begin(alma, minh)
    seen = seen_on(alma.get(checked.url))
    # Meanwhile, in a second window that was opened before anything was kept.
    begin(alma, minh, {**NAME, "full": "Minh Anh"})
    again = send(alma, minh, entry, _seen=seen)
    assert "changed in another window" in again.content.decode()
    assert "Minh Anh" in again.content.decode()
    assert not read(minh, as_=cast.alma.viewer).chronology.of(NameStated)
    done = send(alma, minh, entry, _seen=seen_on(again))
    assert done.url == reverse("recorded", args=[minh, entry])


@pytest.mark.parametrize("same_id", [True, False])
def test_a_second_window_adds_to_what_was_kept_and_takes_nothing_away(as_, minh, same_id):
    alma = as_("alma")
    entry, _ = begin(alma, minh)
    sent = {
        "_entry": entry if same_id else str(uuid4()), "_kind": "name-stated", "_seen": "older",
        "_asks": "full kind note", "full": "", "note": "From the second window",
    }  # fmt: skip
    kept = alma.post(reverse("keep", args=[minh]), sent)
    page = alma.get(ask_url(minh)).content.decode()
    assert 'value="Nguyễn Văn Minh"' in page
    assert "From the second window" in page
    assert str(Draft.objects.get().id) == entry
    # Now that window knows, and what it leaves empty is empty.
    alma.post(reverse("keep", args=[minh]), {**sent, "_entry": entry, "_seen": kept["X-Kept"]})
    assert 'value="Nguyễn Văn Minh"' not in alma.get(ask_url(minh)).content.decode()


def test_answers_kept_too_late_come_back_neither_as_a_draft_nor_over_the_entry(as_, minh, cast):
    alma = as_("alma")
    entry = recorded(alma, minh)
    alma.post(
        reverse("keep", args=[minh]), {"_entry": entry, "_kind": "name-stated", "full": "Late"}
    )
    assert not Draft.objects.exists()
    fresh, _ = begin(alma, minh, {**NAME, "full": "Another name"})
    send(alma, minh, fresh)
    names = [
        e.says(NameStated).full for e in read(minh, as_=cast.alma.viewer).chronology.of(NameStated)
    ]
    assert sorted(names) == ["Another name", "Nguyễn Văn Minh"]
