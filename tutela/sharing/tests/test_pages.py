"""Sharing on pages: who may, what is shown, what it costs."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tutela.access.models import Audit
from tutela.access.standing import Basis
from tutela.doors.opening import join_circle
from tutela.doors.reading import read
from tutela.identification.answers import Where
from tutela.identification.entries import ExploitationEpisode
from tutela.people.roles import Role
from tutela.sharing.answers import HowSent
from tutela.sharing.derive import transitions
from tutela.sharing.entries import TransitionTold
from tutela.sharing.tests import whole

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MOST_QUERIES = 15


def words_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def text(answer):
    return answer.content.decode()


def send_by_page(alma, minh, share, chosen, **more):
    """Choose, look, send; the page that was looked at, and where it led."""
    address = reverse("share_send", args=[minh, share])
    sent = {"chosen": [str(one) for one in chosen], **more}
    looked = alma.post(address, sent)
    seen = looked.context["seen"]
    return looked, alma.post(address, sent | {"_seen": seen, "_entry": str(uuid4())})


def test_the_childs_page_leads_there_for_those_who_may_read_it(as_, minh, cast):
    address, child = reverse("sharing", args=[minh]), reverse("child", args=[minh])
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.SAFEGUARDING, by=cast.alma.viewer,
        since=whole.now(),
    )  # fmt: skip
    assert address in text(as_("gwen").get(child))
    assert address not in text(as_("hana").get(child))
    assert as_("hana").get(address).status_code == 403


def test_what_is_looked_at_is_what_leaves(as_, minh, cast, told):
    share = whole.tell(whole.proposal(), minh, cast.alma.viewer)
    looked, done = send_by_page(as_("alma"), minh, share, [told["name"]])
    assert "Nguyễn Văn Minh" in text(looked)
    assert "A concern was raised" not in text(looked)
    assert done.url == reverse("share", args=[minh, share])
    page = text(as_("gwen").get(done.url))
    assert "Nguyễn Văn Minh" in page
    assert "It is as it was sent." in page


def test_entries_that_changed_meanwhile_are_looked_at_once_more(as_, minh, cast, told):
    alma, share = as_("alma"), whole.tell(whole.proposal(), minh, cast.alma.viewer)
    again = alma.post(
        reverse("share_send", args=[minh, share]), {"chosen": [str(told["name"])], "_seen": "old"}
    )
    assert "Check what leaves" in text(again)
    assert transitions(read(minh, as_=cast.alma.viewer).chronology)[0].sent is None


def test_no_place_leaves_and_words_that_seem_to_say_where_are_pointed_out(as_, minh, cast, told):
    episode = whole.tell(
        ExploitationEpisode(
            forms={"criminal"}, county_lines="no", where=Where.UK, town="Bridlington", still="no",
            day="Near the flat in Mill Lane, BN1 4GE",
        ),
        minh, cast.alma.viewer,
    )  # fmt: skip
    share = whole.tell(whole.outside(), minh, cast.alma.viewer)
    looked, _ = send_by_page(as_("alma"), minh, share, [episode], how="secure-mail")
    assert "Bridlington" not in text(looked)
    assert "This seems to say where:" in text(looked)
    assert "BN1 4GE" in text(looked)
    paper = as_("alma").get(reverse("share_paper", args=[minh, share]))
    assert "Bridlington" not in words_of(paper.content)


def test_a_paper_for_a_recipient_outside_carries_its_terms_and_is_audited(as_, minh, cast, told):
    share = whole.tell(whole.outside(), minh, cast.alma.viewer)
    send_by_page(as_("alma"), minh, share, [told["name"]], how="by-hand")
    paper = as_("alma").get(reverse("share_paper", args=[minh, share]))
    words = words_of(paper.content)
    assert "To plan a visit of the family" in words
    assert "Alma Reyes" in words
    assert "Minh" not in paper.headers["Content-Disposition"]
    page = text(as_("gwen").get(reverse("sharing", args=[minh])))
    assert "Package for a recipient outside" in page


def test_whoever_is_not_fresh_proves_themselves_first(as_, minh, cast, told):
    share = whole.tell(whole.proposal(), minh, cast.alma.viewer)
    for name in ("share_send", "share_paper"):
        answer = as_("alma", fresh=False).get(reverse(name, args=[minh, share]))
        assert answer.url.startswith("/account/again/?next=")


def test_the_guardian_proposes_and_reads_and_does_not_send(as_, minh, cast, told):
    share = whole.tell(whole.proposal(), minh, cast.gwen.viewer)
    assert as_("gwen").get(reverse("share_send", args=[minh, share])).status_code == 403
    page = text(as_("gwen").get(reverse("share", args=[minh, share])))
    assert "Choose what is sent" not in page
    assert "Stop it" in page


def test_the_recipient_opens_accepts_and_comes_in_as_a_guest(as_, minh, cast, told):
    proposal = whole.proposal(guest="health", parts={"identity", "health"})
    entry = whole.sent(minh, cast.alma.viewer, proposal, [told["name"]])
    stella, address = as_("stella"), reverse("parcel", args=[entry])
    listed = text(stella.get(reverse("shared_with_me")))
    assert "Alma Reyes, Northshire Council" in listed
    assert "Minh" not in listed
    assert "Nguyễn" not in text(stella.get(address))
    stella.post(address)
    assert "Nguyễn Văn Minh" in text(stella.get(address))
    came = stella.post(reverse("parcel_answer", args=[entry]), {"_answer": "accept", "will": ""})
    assert came.url == reverse("child", args=[minh])
    page = stella.get(came.url)
    assert page.status_code == 200
    assert "A concern was raised" not in text(page)


def test_declining_needs_a_reason_and_ends_it(as_, minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    stella, address = as_("stella"), reverse("parcel_answer", args=[entry])
    stella.post(reverse("parcel", args=[entry]))
    assert stella.post(address, {"_answer": "decline"}).status_code == 400
    stella.post(address, {"_answer": "decline", "why": "She moved away"})
    assert stella.get(reverse("parcel", args=[entry])).status_code == 404
    page = text(as_("alma").get(reverse("share", args=[minh, entry])))
    assert "Stella Marsh declines" in page


def test_a_package_that_is_not_mine_is_a_page_that_is_not_there(as_, minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    for who in ("rory", "gwen", "alma"):
        client = as_(who)
        assert client.get(reverse("parcel", args=[entry])).status_code == 404
        answer = client.post(reverse("parcel_answer", args=[entry]), {"_answer": "accept"})
        assert answer.status_code == 404


def test_the_young_persons_list_is_in_plain_words_and_leaves_out_what_is_not_safe(
    as_, minh, cast, told
):
    whole.sent(minh, cast.alma.viewer, whole.outside(), told.values(), how=HowSent.POST)
    hidden = whole.sent(
        minh, cast.alma.viewer,
        whole.outside(recipient="Family team", told="not-safe", why_not_told="He is watched"),
        told.values(), how=HowSent.POST,
    )  # fmt: skip
    address = reverse("sharing_together", args=[minh])
    page = text(as_("gwen").get(address))
    assert "Alma Reyes told Elm College about who you are and what happened to you." in page
    assert "So that your cousin can visit you" in page
    assert "Gwen Parry is your guardian and is on your side." in page
    assert "Family team" not in page
    assert "Family team" in text(as_("gwen").get(reverse("sharing", args=[minh])))
    whole.tell(TransitionTold(plainly="We told them, so that you are safe"), minh,
               cast.alma.viewer, hidden)  # fmt: skip
    assert "We told them, so that you are safe" in text(as_("gwen").get(address))


def test_consent_is_shown_with_what_comes_next(as_, minh, cast):
    consent = whole.given(minh, cast.gwen.viewer)
    page = text(as_("alma").get(reverse("sharing", args=[minh])))
    assert "Elm College" in page
    assert "They take it back" in page
    whole.withdraw(minh, cast.gwen.viewer, consent)
    assert "Taken back" in text(as_("alma").get(reverse("sharing", args=[minh])))


def test_the_circle_is_told_nothing_of_a_consent_by_its_page(as_, minh, cast, told):
    proposal = whole.proposal(guest="health", parts={"identity", "health"})
    entry = whole.sent(minh, cast.alma.viewer, proposal)
    as_("stella").post(reverse("parcel", args=[entry]))
    as_("stella").post(reverse("parcel_answer", args=[entry]), {"_answer": "accept"})
    page = text(as_("stella").get(reverse("child", args=[minh])))
    assert "Sharing and consent" not in page


def test_no_page_asks_the_database_more_than_fifteen_times(
    as_, minh, cast, told, django_assert_max_num_queries
):
    consent = whole.given(minh, cast.gwen.viewer)
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    whole.withdraw(minh, cast.gwen.viewer, consent)
    alma, stella = as_("alma"), as_("stella")
    for client, address in (
        (alma, reverse("sharing", args=[minh])),
        (alma, reverse("sharing_together", args=[minh])),
        (alma, reverse("share", args=[minh, entry])),
        (stella, reverse("shared_with_me")),
        (stella, reverse("parcel", args=[entry])),
    ):
        client.get(address)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200, address


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_opening_a_package_is_audited_in_the_recipients_name(as_, minh, cast, told):
    entry = whole.sent(minh, cast.alma.viewer, whole.proposal(), told.values())
    as_("stella").post(reverse("parcel", args=[entry]))
    lines = Audit.objects.using("owner").filter(who=cast.stella.id, child=minh)
    assert {line.action for line in lines} >= {"read", "record"}
    assert lines.filter(entry=entry, action="read").exists()


def test_a_share_that_ended_offers_nothing_more(as_, minh, cast, told):
    share = whole.tell(
        whole.outside(until=whole.today() + timedelta(days=1)), minh, cast.alma.viewer
    )
    assert "Choose what is sent" in text(as_("alma").get(reverse("share", args=[minh, share])))
    assert as_("alma").get(reverse("share", args=[minh, uuid4()])).status_code == 404
