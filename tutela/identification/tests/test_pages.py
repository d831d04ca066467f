"""Referral work on pages: who may see it, what it says, what leaves the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tutela.access.models import Audit
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.opening import join_circle
from tutela.doors.recording import record
from tutela.identification.tests import told
from tutela.people.roles import Role
from tutela.web.tests import story

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MOST_QUERIES = 15
PAGES = ("referral", "referral_pack", "referral_paper")


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> Iterator[None]:
    settings.DEMONSTRATION = True
    return iter([None])


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def join(minh: UUID, cast: SimpleNamespace, who: str, role: Role) -> Client:
    join_circle(
        getattr(cast, who),
        child=minh,
        role=role,
        ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )
    return signed_in(getattr(cast, who))


def test_whoever_may_refer_sees_what_is_missing_and_where_to_record_it(
    minh: UUID, cast: SimpleNamespace
) -> None:
    told_of = story.tell(minh, cast)
    page = signed_in(cast.alma).get(reverse("referral", args=[minh])).content.decode()

    assert "No referral has been sent" in page
    assert "This need not be shown for a child." in page
    assert "Not yet set out: what was done." in page
    assert reverse("record_ask", args=[minh, "account-given"]) in page
    assert reverse("correct_ask", args=[minh, told_of["name"]]) in page
    assert reverse("record_ask", args=[minh, "nrm-referral-sent"]) in page


def test_the_child_page_leads_there_for_those_who_may_read_it(
    minh: UUID, cast: SimpleNamespace
) -> None:
    address, child = reverse("referral", args=[minh]), reverse("child", args=[minh])

    assert address in signed_in(cast.alma).get(child).content.decode()
    hana = join(minh, cast, "hana", Role.HEALTH)
    assert address not in hana.get(child).content.decode()
    assert hana.get(address).status_code == 403


def test_the_pack_shows_every_question_with_its_answer(minh: UUID, cast: SimpleNamespace) -> None:
    story.tell(minh, cast)
    page = signed_in(cast.gwen).get(reverse("referral_pack", args=[minh])).content.decode()

    assert "Nguyễn Văn Minh" in page
    assert "Where the form asks about credibility" in page
    assert "Not recorded yet." in page


def test_a_police_officer_reads_the_story_and_takes_no_pack(
    minh: UUID, cast: SimpleNamespace
) -> None:
    pavel = join(minh, cast, "pavel", Role.POLICE)

    assert pavel.get(reverse("referral", args=[minh])).status_code == 200
    for name in ("referral_pack", "referral_paper"):
        assert pavel.get(reverse(name, args=[minh])).status_code == 403
    assert reverse("referral_paper", args=[minh]) not in (
        pavel.get(reverse("referral", args=[minh])).content.decode()
    )


def test_another_child_is_a_page_that_is_not_there(minh: UUID, cast: SimpleNamespace) -> None:
    stella = signed_in(cast.stella)

    for name in PAGES:
        assert stella.get(reverse(name, args=[minh])).status_code == 404, name


def test_nobody_reads_it_without_signing_in(minh: UUID) -> None:
    for name in PAGES:
        assert Client().get(reverse(name, args=[minh])).status_code == 302, name


def test_the_paper_is_a_file_that_is_not_kept_and_names_no_child(
    minh: UUID, cast: SimpleNamespace
) -> None:
    story.tell(minh, cast)
    answer = signed_in(cast.alma).get(reverse("referral_paper", args=[minh]))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="referral-pack-')
    assert "Minh" not in answer.headers["Content-Disposition"]
    words = " ".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages)
    assert "He was found" not in words
    assert "Criminal" not in words or "Forced to commit a crime" in words
    assert "made up" in words


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_paper_is_audited_as_an_export(minh: UUID, cast: SimpleNamespace) -> None:
    signed_in(cast.alma).get(reverse("referral_paper", args=[minh]))
    (line,) = Audit.objects.using("owner").filter(action="export")

    assert (line.who, line.child, line.purpose) == (cast.alma.id, minh, "Referral pack")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_pack_that_was_refused_was_not_exported(minh: UUID, cast: SimpleNamespace) -> None:
    join(minh, cast, "pavel", Role.POLICE).get(reverse("referral_paper", args=[minh]))

    assert not Audit.objects.using("owner").filter(action="export").exists()


def test_a_referral_that_was_sent_says_where_it_stands(minh: UUID, cast: SimpleNamespace) -> None:
    by = cast.alma.viewer
    sent = record(told.referral(), child=minh, by=by, happened=Moment.day(date(2026, 11, 9)))
    record(
        told.reasonable(),
        child=minh,
        by=by,
        happened=Moment.day(date(2026, 11, 16)),
        refers_to=sent.id,
    )
    page = signed_in(cast.alma).get(reverse("referral", args=[minh])).content.decode()

    assert "9 November 2026: Awaiting the reasonable grounds decision" in page
    assert "16 November 2026: Recovery period" in page


def test_no_page_asks_the_database_more_than_fifteen_times(
    minh: UUID, cast: SimpleNamespace, django_assert_max_num_queries: object
) -> None:
    story.tell(minh, cast)
    alma = signed_in(cast.alma)
    for name in PAGES:
        with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
            assert alma.get(reverse(name, args=[minh])).status_code == 200
