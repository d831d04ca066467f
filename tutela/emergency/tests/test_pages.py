"""The pages of emergency access, with a client and in a real browser."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tutela.config.testing.browsing import overflows, violations
from tutela.config.testing.cast import PASSWORD
from tutela.emergency.opening import end_emergency, open_now
from tutela.emergency.tests.conftest import sign_in
from tutela.emergency.tests.test_opening import WHY, opened, reference_of
from tutela.notices.mailing import send_waiting

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def posted(reference, **more):
    return {"number": reference, "reason": "missing", "why": WHY, **more}


def test_a_wrong_reference_is_answered_like_a_right_one_out_of_reach(duty, minh, as_):
    reference = reference_of(minh, duty)
    pavel = as_("pavel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tutela.emergency.opening._knows_them", [lambda *_: True])
        known = pavel.post(reverse("emergency"), posted(reference))
    unknown = pavel.post(reverse("emergency"), posted("2222-2222"))
    assert known.status_code == unknown.status_code == 200
    strip = re.compile(rb'name="(csrfmiddlewaretoken|_entry)" value="[^"]+"|' + reference.encode()
                       + rb"|2222-2222")  # fmt: skip
    assert strip.sub(b"", known.content) == strip.sub(b"", unknown.content)
    assert "Nothing was opened" in unknown.content.decode()


def test_who_is_not_fresh_is_asked_to_prove_themselves_first(duty, minh, as_):
    pavel = as_("pavel")
    session = pavel.session
    session["account_authentication_methods"] = []
    session.save()
    answer = pavel.get(reverse("emergency"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_who_is_not_on_the_rota_is_told_so_and_whom_to_ask(duty, minh, as_):
    said = as_("rory").get(reverse("emergency")).content.decode()
    assert "You are not on the duty rota" in said
    assert '<form method="post" novalidate>' not in said


def test_the_second_person_types_their_own_sign_in(duty, minh, as_):
    reference = reference_of(minh, duty)
    pavel = as_("pavel")
    for _ in range(3):
        opened(duty, minh, reference=reference)
        one = open_now(minh, by=duty.pavel.id, at=timezone.now())
        end_emergency(one.id, by=duty.pavel.viewer)
    assert "Somebody confirms it with you" in pavel.get(reverse("emergency")).content.decode()
    wrong = pavel.post(
        reverse("emergency"), posted(reference, second="ben@example.org", password="no")
    )
    assert "did not prove who they are" in wrong.content.decode()
    self = pavel.post(
        reverse("emergency"), posted(reference, second="pavel@example.org", password=PASSWORD)
    )
    assert "did not prove who they are" in self.content.decode()
    done = pavel.post(
        reverse("emergency"), posted(reference, second="ben@example.org", password=PASSWORD)
    )
    assert done.status_code == 302


def test_pages_for_checking_are_for_managers_and_data_protection(duty, minh, as_):
    opened(duty, minh)
    for who in ("max", "dora"):
        page = as_(who).get(reverse("emergencies"))
        assert page.status_code == 200
        assert "To be looked at" in page.content.decode()
    assert as_("alma").get(reverse("emergencies")).status_code == 403


def test_mail_says_only_that_there_is_something_to_read(duty, minh, settings):
    settings.EMAIL_HOST = "mail.example.org"
    opened(duty, minh)
    assert send_waiting() == 5
    assert {m.to[0] for m in mail.outbox} >= {"alma@example.org", "dora@example.org"}
    for sent in mail.outbox:
        said = sent.subject + sent.body
        assert not re.search(r"Pavel|emergency|child|missing", said, re.IGNORECASE)
    assert send_waiting() == 0, "each is sent once"


def test_a_mail_that_cannot_be_sent_waits(duty, minh, settings, monkeypatch):
    def broken(self, messages):
        raise OSError

    opened(duty, minh)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
    with pytest.raises(OSError):
        send_waiting()
    monkeypatch.undo()
    assert send_waiting() == 5


def test_a_notice_leads_to_what_it_tells_of_and_is_read_once(duty, minh, as_):
    opened(duty, minh)
    alma = as_("alma")
    assert "notice that you have not read" in alma.get(reverse("my_children")).content.decode()
    said = alma.get(reverse("notices")).content.decode()
    assert "Pavel Novak opened a record" in said
    assert reverse("child", args=[minh]) in said
    notice = re.search(r"/notices/([0-9a-f-]{36})/read/", said)[1]
    as_("gwen").post(reverse("read_notice", args=[notice]))
    assert "I have read this" in alma.get(reverse("notices")).content.decode()
    alma.post(reverse("read_notice", args=[notice]))
    assert "There is nothing new" in alma.get(reverse("notices")).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_record_is_opened_within_three_pages_seen_and_looked_at_again(
    live_server, page, browser, duty, minh, told
):
    reference = reference_of(minh, duty)
    sign_in(page, live_server.url, "pavel")
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.get_by_role("link", name="Emergency", exact=True).click()
    assert violations(page) == []
    page.get_by_label("Reference, or an NHS").fill(reference)
    page.get_by_label("The child is missing").check()
    page.get_by_label("Why must you see this record now?").fill(WHY)
    page.get_by_role("button", name="Open the record for 60 minutes").click()
    expect(page.get_by_role("heading", name="Open in an emergency")).to_be_visible()
    assert len(visited) <= 3, visited
    assert violations(page) == []
    expect(page.get_by_text("60 minutes left")).to_be_visible()
    page.get_by_role("link", name="The circle around the child").click()
    expect(page.get_by_role("heading", name="Open in an emergency")).to_be_visible()
    page.set_viewport_size({"width": 375, "height": 700})
    assert not overflows(page)
    page.get_by_role("button", name="I need it no longer").click()
    answer = page.goto(live_server.url + reverse("child", args=[minh]))
    assert answer.status == 404

    context = browser.new_context(viewport={"width": 375, "height": 700})
    manager = context.new_page()
    sign_in(manager, live_server.url, "max")
    manager.get_by_role("link", name="Read your notices").click()
    assert violations(manager) == []
    manager.get_by_role("link", name="Look at it").first.click()
    expect(manager.get_by_text(WHY)).to_be_visible()
    assert violations(manager) == []
    assert not overflows(manager)
    manager.get_by_label("It was justified").check()
    manager.get_by_label("What did you find?").fill("He was found because of it.")
    manager.get_by_label("Yes", exact=True).check()
    manager.get_by_role("button", name="Record this").click()
    expect(manager.get_by_text("Justified").first).to_be_visible()
    assert violations(manager) == []
    context.close()
