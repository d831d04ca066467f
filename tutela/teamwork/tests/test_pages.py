"""Boards, working together and letters on pages: who sees what, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tutela.access.entries import WhereaboutsKept
from tutela.access.models import Audit
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotRecordable
from tutela.doors.opening import join_circle
from tutela.doors.recording import record
from tutela.people.roles import Role
from tutela.teamwork.tests import said

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MOST_QUERIES = 15
ON = Moment.day(date(2026, 11, 5))


def text(answer):
    return answer.content.decode()


@pytest.fixture
def team(cast):
    return cast.alma.team


@pytest.fixture
def unsafe(minh, cast, told):
    """Minh turns 18 in three months, and has no reference: his record lacks a few things."""
    from tutela.identity.entries import DateOfBirth  # noqa: PLC0415 - beside its use

    soon = timezone.localdate() + timedelta(days=60)
    born = Moment.day(date(soon.year - 18, soon.month, min(soon.day, 28)))
    record(
        DateOfBirth(born=born, basis="documented", document="A passport"),
        child=minh, by=cast.alma.viewer, happened=ON,
    )  # fmt: skip
    return minh


def test_the_board_counts_and_opens_what_needs_a_look(as_, unsafe, cast):
    ben = as_("ben")
    page = text(ben.get(reverse("team")))
    assert "Turning eighteen" in page
    assert "?which=turning-18" in page
    opened = text(ben.get(reverse("team"), {"which": "turning-18"}))
    assert "Nguyễn Văn Minh" in opened
    assert "Alma Reyes" in opened
    assert ben.get(reverse("team"), {"which": "nonsense"}).status_code == 404


def test_the_board_can_be_seen_by_team_and_by_worker(as_, unsafe, cast, team):
    ben, asked = as_("ben"), {"which": "turning-18"}
    assert "Minh" in text(ben.get(reverse("team"), asked | {"team": str(team.id)}))
    assert "Minh" in text(ben.get(reverse("team"), asked | {"worker": str(cast.alma.id)}))
    assert "Minh" not in text(ben.get(reverse("team"), asked | {"worker": str(cast.iris.id)}))
    another = ben.get(reverse("team"), asked | {"worker": str(cast.stella.id)})
    assert another.status_code == 404


def test_records_lack_things_by_rule_and_by_worker(as_, minh, told, cast):
    """The concern was written down weeks after it happened; nothing else is asked for on the day
    on which a record is opened."""
    ben = as_("ben")
    page = text(ben.get(reverse("team_records")))
    assert "?which=recorded-late" in page
    assert "?which=no-language" not in page
    assert f"?worker={cast.alma.id}" in page
    mine = text(ben.get(reverse("team_records"), {"worker": str(cast.alma.id)}))
    assert "?which=recorded-late" in mine


def test_nobody_sees_a_child_on_a_board_whom_they_do_not_know(as_, unsafe):
    for address in ("team", "team_records", "team_late"):
        for who in ("stella", "pavel", "ada"):
            assert "Minh" not in text(as_(who).get(reverse(address)))
    assert "?which=turning-18" not in text(as_("stella").get(reverse("team")))


def test_nobody_counts_what_they_may_not_read(as_, minh, told, cast):
    """Hana reads health: that a colleague disagrees is nothing that she is shown."""
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.SAFEGUARDING, by=cast.alma.viewer,
        since=Moment.instant(timezone.now()),
    )  # fmt: skip
    record(said.challenge(), child=minh, by=cast.alma.viewer, happened=ON)
    assert "?which=disagreement" in text(as_("gwen").get(reverse("team")))
    assert "?which=disagreement" not in text(as_("hana").get(reverse("team")))
    assert as_("hana").get(reverse("work", args=[minh])).status_code == 403


def test_what_is_overdue_can_be_explained(as_, minh, told, cast):
    record(said.action(date(2026, 11, 6)), child=minh, by=cast.alma.viewer, happened=ON)
    before = text(as_("ben").get(reverse("team_late")))
    assert "Do what was agreed" in before
    assert "Say why" in before
    from tutela.teamwork.entries import LatenessExplained  # noqa: PLC0415 - beside its use

    record(
        LatenessExplained(
            duty="ACTION", why="interpreter", explained="None was free.", meanwhile="Gwen rings."
        ),
        child=minh, by=cast.alma.viewer, happened=ON,
    )  # fmt: skip
    after = text(as_("ben").get(reverse("team_late")))
    assert "No suitable interpreter was found" in after
    assert "None was free." not in after


def test_everything_that_was_agreed_stands_on_one_page(as_, minh, told, cast):
    by = cast.alma.viewer
    meeting = record(said.meeting(), child=minh, by=by, happened=ON).id
    record(said.action(date(2026, 11, 6)), child=minh, by=by, happened=ON, refers_to=meeting)
    record(said.challenge(), child=minh, by=by, happened=ON)
    record(said.oversight(), child=minh, by=cast.ben.viewer, happened=ON)
    record(said.letter(), child=minh, by=by, happened=ON)
    gwen = as_("gwen")
    with CaptureQueriesContext(connection) as asked:
        page = text(gwen.get(reverse("work", args=[minh])))
    assert len(asked) <= MOST_QUERIES
    for words in ("Buy a lamp", "Overdue", "A visit", "Gwen Parry disagrees", "Go on."):
        assert words in page
    assert reverse("work", args=[minh]) in text(gwen.get(reverse("child", args=[minh])))


def test_a_manager_records_their_own_decision(minh, cast):
    with pytest.raises(NotRecordable, match="manager"):
        record(said.oversight(), child=minh, by=cast.alma.viewer, happened=ON)


def test_a_letter_is_printed_by_whoever_proves_again_who_they_are(as_, minh, told, cast):
    letter = record(said.letter(), child=minh, by=cast.alma.viewer, happened=ON).id
    shown = text(as_("alma").get(reverse("letter", args=[minh, letter])))
    assert "You will have a lamp." in shown
    paper = reverse("letter_paper", args=[minh, letter])
    stale = as_("alma", fresh=False).get(paper)
    assert stale.status_code == 302
    printed = as_("alma").get(paper)
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages)
    assert "Ask me whatever you like." in words
    assert "Minh" not in printed["Content-Disposition"]


def test_a_letter_that_seems_to_say_where_is_pointed_out_and_not_printed_when_shielded(
    as_, minh, told, cast
):
    letter = record(
        said.letter(text="We will meet at 14 Harbour Street."),
        child=minh, by=cast.alma.viewer, happened=ON,
    ).id  # fmt: skip
    paper = reverse("letter_paper", args=[minh, letter])
    assert "Harbour Street" in text(as_("alma").get(reverse("letter", args=[minh, letter])))
    assert as_("alma").get(paper)["Content-Type"] == "application/pdf"
    record(
        WhereaboutsKept(level="shielded", why="Somebody asks for him."),
        child=minh, by=cast.alma.viewer, happened=ON,
    )  # fmt: skip
    kept = as_("alma").get(paper)
    assert "text/html" in kept["Content-Type"]
    assert "it is not printed" in text(kept)


def test_another_entry_or_another_childs_letter_is_no_letter(as_, minh, told, cast):
    assert as_("alma").get(reverse("letter", args=[minh, told["name"]])).status_code == 404
    letter = record(said.letter(), child=minh, by=cast.alma.viewer, happened=ON).id
    assert as_("stella").get(reverse("letter", args=[minh, letter])).status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_that_a_letter_left_is_audited(as_, minh, told, cast):
    letter = record(said.letter(), child=minh, by=cast.alma.viewer, happened=ON).id
    as_("alma").get(reverse("letter_paper", args=[minh, letter]))
    (line,) = Audit.objects.using("owner").filter(action="export")
    assert (line.who, line.child, line.purpose) == (cast.alma.id, minh, "Letter")
