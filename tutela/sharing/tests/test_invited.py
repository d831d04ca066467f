"""An invitation by link: one package, opened once with a code, by whoever has both; no more."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tutela.access.models import Audit
from tutela.config.testing.browsing import sign_in
from tutela.doors.reading import read
from tutela.identification.tests.browsing import Worker
from tutela.sharing import invitation_pages
from tutela.sharing.answers import HowSent, WhyRevoked
from tutela.sharing.derive import transitions
from tutela.sharing.entries import TransitionRevoked
from tutela.sharing.models import Invitation
from tutela.sharing.tests import whole
from tutela.signin.models import Tries
from tutela.web.tests import story

READS = reverse("invited")
# A child's reference looks much the same, and stands higher up.
CODE = re.compile(r"Link.*?Code.*?\b([2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})\b", re.DOTALL)


@pytest.fixture
def sent(minh, cast, told):
    """A package for a college that has no account here, on its way by link."""
    return whole.sent(minh, cast.alma.viewer, whole.outside(), {told["name"]}, how=HowSent.LINK)


@pytest.fixture
def given(as_, minh, sent):
    """Alma makes a link and a code."""
    return invite(as_("alma"), minh, sent)


def invite(client, child, sent) -> SimpleNamespace:
    page = client.post(reverse("share_invite", args=[child, sent]), {"do": "invite"})
    words = page.content.decode()
    link = re.search(r"/invited/[\w-]+/", words)
    code = CODE.search(words)
    assert link, words
    assert code, words
    return SimpleNamespace(link=link[0], code=code[1])


def opened(given, **more):
    guest = Client(**more)
    return guest, guest.post(given.link, {"code": given.code})


@pytest.mark.django_db(databases=["default", "owner"])
class TestInvitation:
    def test_link_and_code_open_the_package_as_it_was_frozen_and_nothing_else(
        self, minh, cast, told, given
    ):
        guest, answer = opened(given)
        assert (answer.status_code, answer.url) == (303, READS)
        page = guest.get(READS)
        assert "Nguyễn Văn Minh" in page.content.decode()
        assert "A concern was raised" not in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"
        for address in ("/", reverse("child", args=[minh]), reverse("shared_with_me")):
            assert guest.get(address).url.startswith("/sign-in/")
        share = transitions(read(minh, as_=cast.alma.viewer).chronology)[0]
        assert share.received is not None
        assert share.received.by == cast.alma.id

    def test_it_opens_once_and_looking_at_the_link_does_not_use_it_up(self, given):
        before = Client().get(given.link)
        assert before.status_code == 200
        assert opened(given)[1].status_code == 303
        assert opened(given)[1].status_code == 400

    @pytest.mark.parametrize(
        "why", ["unknown", "wrong code", "used", "taken back", "stopped", "network"]
    )
    def test_every_refusal_is_the_same_page_and_works_argon2_out_once(
        self, as_, minh, cast, sent, given, why, monkeypatch
    ):
        Client().post("/invited/nobody/", {"code": "2222"})  # makes the code of nobody
        spoil(why, as_, minh, cast, sent, given)
        times, verify = [], Argon2PasswordHasher.verify
        monkeypatch.setattr(
            Argon2PasswordHasher, "verify", lambda *a: times.append(1) or verify(*a)
        )
        plain = Client(REMOTE_ADDR="192.0.2.9").post("/invited/no-such/", {"code": "AAAA-AAAA"})
        assert len(times) == 1
        link = "/invited/another/" if why == "unknown" else given.link
        code = "2222-2222" if why == "wrong code" else given.code
        refused = Client().post(link, {"code": code})
        assert len(times) == 2
        assert (refused.status_code, bare(refused)) == (plain.status_code, bare(plain))

    def test_five_wrong_codes_end_the_link_and_alma_sees_them(self, as_, minh, sent, given):
        for _ in range(5):
            Client().post(given.link, {"code": "2222-2222"})
        assert opened(given)[1].status_code == 400
        page = as_("alma").get(reverse("share_invite", args=[minh, sent])).content.decode()
        assert re.search(r"Wrong codes.*?5", page, re.DOTALL)

    @pytest.mark.parametrize("why", ["taken back", "stopped", "a new link", "idle"])
    def test_reading_ends_at_once(self, as_, minh, cast, sent, given, why, monkeypatch):
        guest, _ = opened(given)
        assert "Nguyễn" in guest.get(READS).content.decode()
        if why == "a new link":
            invite(as_("alma"), minh, sent)
        elif why == "idle":
            later = time.time() + invitation_pages.IDLE + 1
            monkeypatch.setattr(invitation_pages.time, "time", lambda: later)
        else:
            spoil(why, as_, minh, cast, sent, given)
        page = guest.get(READS).content.decode()
        assert "Nguyễn" not in page
        assert "Nothing is open here" in page

    @pytest.mark.parametrize("who", ["gwen", "iris", "stella"])
    def test_only_lead_and_manager_invite(self, as_, minh, sent, who):
        answer = as_(who).post(reverse("share_invite", args=[minh, sent]), {"do": "invite"})
        assert answer.status_code in {403, 404}

    def test_inviting_asks_for_a_fresh_proof(self, as_, minh, sent, settings):
        settings.DEMONSTRATION = False
        stale = as_("alma", fresh=False)
        asked = stale.post(reverse("share_invite", args=[minh, sent]), {"do": "invite"})
        assert asked.url.startswith("/account/")

    def test_the_application_can_read_no_invitation(self, given):
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT has_table_privilege('sharing_invitation', 'SELECT')")
            assert cursor.fetchone() == (False,)

    def test_the_competent_authority_is_never_given_a_link(self, as_, minh, cast, told):
        share = whole.tell(
            whole.outside(recipient_kind="competent-authority"), minh, cast.alma.viewer
        )
        page = as_("alma").get(reverse("share_send", args=[minh, share])).content.decode()
        assert "Secure e-mail" in page
        assert "by a link" not in page


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_link_and_sitting_run_out_and_what_is_kept_opens_neither(as_, minh, sent, given):
    kept = Invitation.objects.using("owner")
    for secret in (given.link.split("/")[2], given.code.replace("-", "")):
        assert secret not in str(kept.values().get())
    kept.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert opened(given)[1].status_code == 400
    guest, _ = opened(invite(as_("alma"), minh, sent))
    assert "Nguyễn" in guest.get(READS).content.decode()
    done = Audit.objects.using("owner").filter(child=minh, role="guest by link").order_by("id")
    assert [d.action for d in done] == ["guest-in", "guest-read", "guest-read"]
    kept.update(opened_at=timezone.now() - timedelta(minutes=61))
    assert "Nguyễn" not in guest.get(READS).content.decode()


def spoil(why, as_, minh, cast, sent, given):
    if why == "used":
        opened(given)
    elif why == "taken back":
        as_("alma").post(reverse("share_invite", args=[minh, sent]), {"do": "take-back"})
    elif why == "stopped":
        whole.tell(TransitionRevoked(because=WhyRevoked.RISK), minh, cast.gwen.viewer, sent)
    elif why == "network":
        Tries.objects.all().delete()
        for _ in range(20):
            Client().post("/invited/guess/", {"code": "2222-2222"})


def bare(answer):
    return re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]+"', "", answer.content.decode())


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_college_without_an_account_reads_what_it_was_sent(
    live_server, browser, page, minh, cast
):
    told = story.tell(minh, cast)
    sent = whole.sent(minh, cast.alma.viewer, whole.outside(), {told["name"]}, how=HowSent.LINK)
    sign_in(page, live_server.url, "alma")
    alma = Worker(page)
    page.goto(live_server.url + reverse("share", args=[minh, sent]))
    alma.follow("Invite by link")
    alma.look("invite by link")
    alma.press("Make a link and a code")
    alma.look("link and code")
    words = page.get_by_role("main").inner_text()
    link = re.search(r"http\S+/invited/\S+", words)[0]
    code = CODE.search(words)[1]

    other = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    college = Worker(other)
    other.goto(link)
    college.look("the door of a guest")
    college.write("Code", "2222-2222")
    college.press("Open it")
    expect(other.get_by_role("alert")).to_contain_text("did not open anything")
    college.look("the door of a guest, wrong")
    college.write("Code", code.lower())
    college.press("Open it")
    expect(other.get_by_role("main")).to_contain_text("Nguyễn Văn Minh")
    assert link.split("/")[-2] not in other.url
    college.look("what a guest reads")
    page.reload()
    alma.press("Take it back now")
    expect(page.get_by_role("main")).to_contain_text("Taken back")
    other.reload()
    expect(other.get_by_role("heading", name="Nothing is open here")).to_be_visible()
    college.look("nothing is open")
    other.context.close()
