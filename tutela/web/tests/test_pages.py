"""Every page: who may see it, what it costs, how it is dressed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tutela.access.entries import RecordClosed
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.opening import join_circle
from tutela.doors.recording import correct, record, withdraw
from tutela.identification.tests import told
from tutela.identity.entries import NameStated
from tutela.people.roles import Role
from tutela.web.headers import STATIC_POLICY
from tutela.web.problems import bad_request, server_error
from tutela.web.tests import story

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def pages_of(child):
    """Every address that is read, with a child's own."""
    of_child = [reverse(name, args=[child]) for name in ("child", "compare", "circle", "record")]
    return [
        reverse("my_children"),
        reverse("search"),
        reverse("board"),
        reverse("board") + "?which=overdue",
        reverse("open_record"),
        *of_child,
        reverse("child", args=[child]) + "?day=2026-11-21&all=1&order=story",
        reverse("compare", args=[child]) + "?day=2026-11-20",
        reverse("record_ask", args=[child, "name-stated"]),
        reverse("record_ask", args=[child, "concern"]),
        reverse("mfa_index"),
        reverse("about"),
        reverse("access"),
        reverse("accessibility"),
    ]


def test_no_page_asks_the_database_more_than_fifteen_times(
    as_, minh, cast, django_assert_max_num_queries
):
    story.tell(minh, cast)
    alma = as_("alma")
    for address in pages_of(minh):
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            assert alma.get(address).status_code == 200, address


def test_pages_about_a_child_cost_no_more_with_a_longer_story(
    as_, minh, cast, django_assert_num_queries, django_assert_max_num_queries
):
    alma, address = as_("alma"), reverse("child", args=[minh])
    alma.get(address)
    with django_assert_max_num_queries(MOST_QUERIES) as short:
        alma.get(address)
    story.tell(minh, cast)
    with django_assert_num_queries(len(short.captured_queries)):
        alma.get(address)


@pytest.mark.parametrize("who", ["stella", "pavel"])
def test_another_child_is_a_page_that_is_not_there(as_, minh, who):
    stranger = as_(who)
    for address in pages_of(minh):
        if str(minh) in address:
            assert stranger.get(address).status_code == 404, address


def test_a_child_one_may_not_see_looks_like_no_child_at_all(as_, minh):
    stella = as_("stella")

    def body(child):
        page = stella.get(reverse("child", args=[child])).content.decode()
        # The token of the sign-out form is new on every page.
        return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]

    assert body(minh) == body(uuid4())


def test_without_a_sign_in_there_is_only_the_way_in(minh):
    nobody = Client()
    for address in pages_of(minh):
        answer = nobody.get(address)
        if "/about/" in address:
            assert answer.status_code == 200
        else:
            assert answer.url.startswith("/sign-in/?next=/"), address


def test_every_page_is_dressed_against_being_kept_framed_or_followed(as_, minh):
    alma = as_("alma")
    for address in [*pages_of(minh), "/no/such/page"]:
        headers = alma.get(address).headers
        policy = headers["Content-Security-Policy"]
        for directive in (
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
            "font-src 'self'", "connect-src 'self'", "form-action 'self'",
            "frame-ancestors 'none'", "base-uri 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ):  # fmt: skip
            assert directive in policy
        assert "unsafe" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["X-Frame-Options"] == "DENY"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_dressed_too_and_trace_is_refused(as_):
    for name in ("tutela/tutela.css", "tutela/tutela.js", "entrance/dot.svg"):
        answer = Client().head(f"/static/{name}")
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"] == STATIC_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert as_("alma").generic("TRACE", "/about/").status_code == 405


def test_behind_tls_a_browser_is_told_to_come_by_tls_alone(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    told = Client().get("/sign-in/", secure=True).headers["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains"


def test_no_page_runs_or_styles_anything_inline_or_fetches_from_elsewhere(as_, minh):
    alma = as_("alma")
    for address in pages_of(minh):
        page = alma.get(address).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/') == 1
        assert "http://" not in page.replace('"http://www.w3.org/', '"')
        assert "https://" not in page


def test_the_demonstration_says_so_on_every_page_and_real_work_does_not(as_, minh, settings):
    alma = as_("alma")
    for address in pages_of(minh):
        assert "Every child, person and event here is made up" in alma.get(address).content.decode()
    settings.DEMONSTRATION = False
    assert "made up" not in Client().get("/about/").content.decode()


def test_no_page_says_that_it_is_in_a_language_that_it_is_not_in(as_):
    page = as_("alma").get("/", headers={"accept-language": "cy"}).content.decode()
    assert '<html lang="en-gb"' in page


def test_titles_never_hold_a_childs_name(as_, minh, cast):
    story.tell(minh, cast)
    alma = as_("alma")
    for address in pages_of(minh):
        page = alma.get(address).content.decode()
        title = page[page.index("<title>") : page.index("</title>")]
        assert "Minh" not in title
        assert "Tutela" in title


def test_my_children_says_who_and_what_is_new(as_, minh, cast):
    story.tell(minh, cast)
    page = as_("gwen").get("/").content.decode()
    assert "Nguyễn Văn Minh" in page
    assert "You have not looked yet" in page
    gwen = as_("gwen")
    gwen.get(reverse("child", args=[minh]))
    assert "You have not looked yet" not in gwen.get("/").content.decode()
    record(
        RecordClosed(why="Done"), child=minh, by=cast.alma.viewer,
        happened=Moment.day(date(2026, 11, 20)),
    )  # fmt: skip
    assert "the record and the circle" in gwen.get("/").content.decode()
    child = gwen.get(reverse("child", args=[minh])).content.decode()
    assert "One entry was recorded since you last looked" in child


def test_somebody_without_children_is_told_what_to_do(as_):
    assert "You are in no child’s circle yet." in as_("rory").get("/").content.decode()


def test_a_child_is_found_by_name_and_the_name_stays_out_of_the_address(as_, minh, cast):
    story.tell(minh, cast)
    alma = as_("alma")
    found = alma.post(reverse("search"), {"words": "nguyen"})
    assert "Nguyễn Văn Minh" in found.content.decode()
    assert "Nobody was found" in alma.post(reverse("search"), {"words": "Zoe"}).content.decode()
    assert "Minh" not in alma.get(reverse("search") + "?words=nguyen").content.decode()
    assert "Nobody was found" in (
        as_("stella").post(reverse("search"), {"words": "nguyen"}).content.decode()
    )


def test_the_past_is_read_as_it_was_known(as_, minh, cast):
    story.tell(minh, cast)
    alma, address = as_("alma"), reverse("child", args=[minh])
    now = alma.get(address).content.decode()
    assert "A concern was raised" in now
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    page = alma.get(f"{address}?day={yesterday}").content.decode()
    assert "as it was known on" in page
    assert "A concern was raised" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("day=2099-01-01", "still to come"),
        ("day=yesterday", "Write the day like"),
        ("clock=14:30", "Give the day as well"),
        ("day=2026-11-20&clock=25:99", "Write the day like"),
    ],
)
def test_a_moment_that_cannot_be_read_at_is_said_and_the_record_shown_as_it_is(
    as_, minh, asked, said
):
    page = as_("alma").get(f"{reverse('child', args=[minh])}?{asked}").content.decode()
    assert said in page
    assert "as it is now" in page


def test_two_moments_stand_side_by_side_with_what_was_recorded_in_between(as_, minh, cast):
    story.tell(minh, cast)
    page = as_("alma").get(f"{reverse('compare', args=[minh])}?day=2026-01-01").content.decode()
    assert page.count("Where things stood") == 2
    assert "Recorded in between" in page
    assert "A concern was raised" in page


def test_filters_show_what_they_say(as_, minh, cast):
    told = story.tell(minh, cast)
    correct(
        told["name"], NameStated(full="Minh", kind="nickname", use="wished", script="latin",
                                 stated_by="child"),
        child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 11, 3)), reason="Wished",
    )  # fmt: skip
    withdraw(told["birth"], child=minh, by=cast.alma.viewer, reason="Of another child")
    alma, address = as_("alma"), reverse("child", args=[minh])
    page = alma.get(address).content.decode()
    assert "2 entries were corrected or withdrawn and are not shown" in page
    assert "Nguyễn Văn Minh" not in page
    everything = alma.get(f"{address}?all=1").content.decode()
    assert "Nguyễn Văn Minh" in everything
    assert "Withdrawn by Alma Reyes, because: Of another child" in everything
    assert "Corrected by Alma Reyes, because: Wished" in everything
    identity = alma.get(f"{address}?about=identity").content.decode()
    assert "A concern was raised" not in identity
    beginning, latest = (
        alma.get(f"{address}?order={order}").content.decode() for order in ("story", "")
    )
    concern, joined = "A concern was raised", "Gwen Parry joins the circle"
    assert beginning.index(joined) < beginning.index(concern)
    assert latest.index(joined) > latest.index(concern)


def test_an_entry_that_may_not_be_read_shows_nothing_of_itself(as_, minh, cast):
    """Health professionals read who the child is, not what happened."""
    told = story.tell(minh, cast)
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer, since=Moment.day(date(2026, 11, 3)),
    )  # fmt: skip
    hana = as_("hana")
    page = hana.get(reverse("child", args=[minh])).content.decode()
    assert "Nguyễn Văn Minh" in page
    assert "concern" not in page.lower().replace("a concern from the police", "")
    for name in ("entry", "recorded", "correct_ask", "withdraw"):
        assert hana.get(reverse(name, args=[minh, told["concern"]])).status_code == 404


def test_a_record_is_opened_once_and_its_opener_stands_in_the_circle(as_, cast):
    stella, child = as_("stella"), str(uuid4())
    sent = {"_child": child, "why": "Found at the port", "role": "lead-worker"}
    first, again = (stella.post(reverse("open_record"), sent) for _ in range(2))
    assert first.url == again.url == reverse("record", args=[child])
    assert "Stella Marsh" in stella.get(reverse("circle", args=[child])).content.decode()


def test_opening_a_record_says_what_is_missing(as_):
    page = as_("stella").post(reverse("open_record"), {}).content.decode()
    assert "Answer “Why is a record opened?”" in page
    assert 'href="#q-role"' in page


def test_somebody_joins_and_leaves_the_circle(as_, minh):
    alma, address = as_("alma"), reverse("circle", args=[minh])
    sent = {"email": "PAVEL@example.org", "role": "police", "ground": "safeguarding"}
    assert alma.post(address, sent).status_code == 302
    assert as_("pavel").get(reverse("child", args=[minh])).status_code == 200
    page = alma.get(address)
    pavel = next(m for m in page.context["members"] if m.name == "Pavel Novak")
    alma.post(reverse("leave_circle", args=[minh, pavel.entry.id]))
    assert "Pavel Novak" not in [m.name for m in alma.get(address).context["members"]]
    assert as_("pavel").get(reverse("child", args=[minh])).status_code == 404


def test_nobody_unknown_joins_the_circle(as_, minh):
    sent = {"email": "no@example.org", "role": "police", "ground": "safeguarding"}
    page = as_("alma").post(reverse("circle", args=[minh]), sent).content.decode()
    assert "Nobody with this address has an account" in page


def test_who_only_reads_brings_nobody_in(as_, minh):
    sent = {"email": "pavel@example.org", "role": "police", "ground": "safeguarding"}
    assert as_("gwen").post(reverse("circle", args=[minh]), sent).status_code == 403
    assert (
        "Bring somebody in" not in as_("gwen").get(reverse("circle", args=[minh])).content.decode()
    )


def test_the_board_counts_and_each_number_opens_what_it_counts(as_, minh, cast):
    story.tell(minh, cast)
    alma = as_("alma")
    lines = alma.get(reverse("board")).content.decode()
    assert "Duties" in lines
    for which in ("overdue", "soon", "later", "met", "met-late"):
        assert alma.get(f"{reverse('board')}?which={which}").status_code == 200
    assert alma.get(f"{reverse('board')}?which=nonsense").status_code == 404
    assert alma.get(f"{reverse('board')}?which=soon&duty=none").status_code == 404


def test_the_recorded_page_says_what_was_recorded(as_, minh, cast):
    done = record(
        RecordClosed(why="Lives safely"), child=minh, by=cast.alma.viewer,
        happened=Moment.day(date(2026, 11, 20)),
    )  # fmt: skip
    page = as_("alma").get(reverse("recorded", args=[minh, done.id])).content.decode()
    assert "Recorded: The record was closed" in page


def test_what_went_wrong_is_said_in_plain_words(as_, settings):
    missing = as_("alma").get("/no/such/page")
    assert missing.status_code == 404
    assert "Page not found" in missing.content.decode()
    guarded = Client(enforce_csrf_checks=True)
    expired = guarded.post("/sign-in/", {"login": "x@example.org", "password": "y"})
    assert expired.status_code == 403
    assert "Nothing was recorded, and nothing is lost" in expired.content.decode()


def test_a_failure_of_ours_is_said_without_the_database(rf):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Nothing was half-written" in answer.content.decode()
    request = rf.get("/")
    assert bad_request(request, ValueError()).status_code == 400


def test_a_childs_page_shows_what_is_due_and_what_no_longer_is(as_, minh, cast):
    alma = as_("alma")
    sent = record(
        told.referral(), child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 11, 2))
    )
    address = reverse("child", args=[minh])
    assert "no longer applies" not in alma.get(address).content.decode()
    record(
        told.reasonable(),
        child=minh,
        by=cast.alma.viewer,
        happened=Moment.day(date(2026, 11, 9)),
        refers_to=sent.id,
    )
    page = alma.get(address).content.decode()
    assert "1 duty is met or no longer applies" in page
    assert "Met in time" in page


def test_two_moments_of_one_day_can_be_compared(as_, minh):
    address = f"{reverse('compare', args=[minh])}?day=2026-01-01&clock=09:30&day2=2026-01-01"
    page = as_("alma").get(f"{address}&clock2=14:15").content.decode()
    assert "1 January 2026, 09:30" in page
    assert "1 January 2026, 14:15" in page
    assert 'value="14:15"' in page
