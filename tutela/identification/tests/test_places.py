"""Where the child is: kept back, asked for with a reason, and never lost in a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tutela.access.asked import Shield
from tutela.access.entries import WhereaboutsKept, WhereaboutsNamed
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.chronology.places import KEPT_BACK, known_places, says_where
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.opening import join_circle
from tutela.doors.places import looks, reveal
from tutela.doors.reading import read
from tutela.doors.recording import correct, record
from tutela.identification.account import ExploitationEpisode, RiskOfFurtherExploitation
from tutela.people.choice import Answer
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

DAY = Moment.day(date(2026, 11, 3))
WHY = "The police ask where to find him"
EPISODE = {
    "forms": {"labour"}, "made_to": {"work"}, "county_lines": "no", "where": "uk",
    "still": "no",
}  # fmt: skip


def fresh(person):
    return replace(person.viewer, fresh=True)


@pytest.fixture
def house(minh, cast):
    content = ExploitationEpisode.model_validate(
        EPISODE | {"town": "Kingston upon Hull", "place": "14 Cedar Walk"}
    )
    return record(content, child=minh, by=cast.alma.viewer, happened=DAY).id


def keep(minh, cast, level):
    content = WhereaboutsKept(level=level, why="Somebody asked for him at his old address")
    record(content, child=minh, by=cast.alma.viewer, happened=DAY)


def join(minh, cast, who, role):
    return join_circle(
        who, child=minh, role=role, ground=Basis.SAFEGUARDING, by=cast.alma.viewer, since=DAY
    )


def seen(minh, entry, viewer):
    return read(minh, as_=viewer).chronology.entry(entry)


def test_places_stand_open_until_they_are_kept_closely(minh, house, cast):
    assert seen(minh, house, cast.gwen.viewer).content.place == "14 Cedar Walk"
    keep(minh, cast, Shield.SHIELDED)
    entry = seen(minh, house, cast.gwen.viewer)
    assert entry.kept_back == {"town", "place"}
    assert entry.content.place is KEPT_BACK


def test_a_shielded_place_is_shown_to_the_guardian_who_proves_and_says_why(minh, house, cast):
    keep(minh, cast, Shield.SHIELDED)
    with pytest.raises(NotAllowed, match="deny-25"):
        reveal(house, child=minh, as_=cast.gwen.viewer, reason=WHY)
    with pytest.raises(NotRecordable):
        reveal(house, child=minh, as_=fresh(cast.gwen), reason=".")
    told = reveal(house, child=minh, as_=fresh(cast.gwen), reason=WHY)
    assert told.content.place == "14 Cedar Walk"


def test_police_in_the_circle_ask_only_when_they_are_named(minh, house, cast):
    place = join(minh, cast, cast.pavel, Role.POLICE)
    keep(minh, cast, Shield.SHIELDED)
    with pytest.raises(NotAllowed):
        reveal(house, child=minh, as_=fresh(cast.pavel), reason=WHY)
    named = WhereaboutsNamed(name=cast.pavel.name, why="He leads the search")
    record(named, child=minh, by=cast.alma.viewer, happened=DAY, refers_to=place.id)
    assert (
        reveal(house, child=minh, as_=fresh(cast.pavel), reason=WHY).content.town
        == "Kingston upon Hull"
    )


def test_a_sealed_place_is_not_even_for_the_lead(minh, house, cast):
    keep(minh, cast, Shield.SEALED)
    with pytest.raises(NotAllowed, match="deny-24"):
        reveal(house, child=minh, as_=fresh(cast.alma), reason=WHY)


def test_each_look_is_kept_and_read_by_those_who_answer_for_the_record(minh, house, cast):
    join(minh, cast, cast.pavel, Role.POLICE)
    keep(minh, cast, Shield.SHIELDED)
    reveal(house, child=minh, as_=fresh(cast.gwen), reason=WHY)
    (look,) = looks(minh, as_=cast.alma.viewer)
    assert (look.name, look.role, look.entry, look.reason) == (
        cast.gwen.name, "guardian", house, WHY,
    )  # fmt: skip
    assert looks(minh, as_=cast.pavel.viewer) == ()


def test_a_correction_keeps_the_places_that_were_not_shown(minh, house, cast):
    keep(minh, cast, Shield.SHIELDED)
    entry = seen(minh, house, cast.gwen.viewer)
    mended = entry.content.model_copy(update={"still": Answer.YES, "ended": None})
    sent = correct(
        house, mended, child=minh, by=cast.gwen.viewer, happened=DAY, reason="It goes on",
        keep=entry.kept_back,
    )  # fmt: skip
    told = reveal(sent.id, child=minh, as_=fresh(cast.gwen), reason=WHY)
    assert (told.content.town, told.content.place, told.content.still) == (
        "Kingston upon Hull", "14 Cedar Walk", Answer.YES,
    )  # fmt: skip


def test_what_was_kept_back_is_never_recorded_as_an_answer(minh, house, cast):
    keep(minh, cast, Shield.SHIELDED)
    entry = seen(minh, house, cast.gwen.viewer)
    with pytest.raises(NotRecordable, match="Say where"):
        record(entry.content, child=minh, by=cast.gwen.viewer, happened=DAY)


def test_derived_tables_never_learn_what_a_page_kept_back(minh, house, cast):
    """What a reader knows already is not opened again: but not what was kept back from them."""
    keep(minh, cast, Shield.SHIELDED)
    known = read(minh, as_=cast.gwen.viewer).chronology
    worry = RiskOfFurtherExploitation.model_validate(
        {"may_happen": "yes", "why": "A number rang again", "others": "no"}
    )
    done = record(worry, child=minh, by=cast.gwen.viewer, happened=DAY, known=known)
    assert done.after.chronology.entry(house).content.place == "14 Cedar Walk"


@pytest.mark.parametrize("level", [Shield.SHIELDED, Shield.SEALED])
def test_no_page_about_the_child_says_where(minh, house, cast, level, settings):
    settings.DEMONSTRATION = True
    keep(minh, cast, level)
    client = Client()
    client.force_login(cast.gwen)
    pages = ("child", "where", "referral", "referral_pack", "circle", "record", "compare")
    for name in pages:
        response = client.get(reverse(name, args=[minh]))
        assert response.status_code == 200, name
        assert "Cedar" not in response.content.decode(), name
    for name in ("entry", "withdraw", "correct_ask"):
        body = client.get(reverse(name, args=[minh, house])).content.decode()
        assert "Cedar" not in body, name


def test_an_answer_that_says_where_is_noticed_before_it_is_recorded():
    def noticed(why):
        content = RiskOfFurtherExploitation.model_validate(
            {"may_happen": "yes", "why": why, "others": "no"}
        )
        return [found.words for found in says_where(content, {"Elmshore"})]

    assert noticed("He lives at 14 Cedar Walk, hu1 2ab") == ["14 Cedar Walk", "hu1 2ab"]
    assert noticed("He goes to St Mary's School now") == ["St Mary's School"]
    assert noticed("Seen at 53.7443, -0.3325") == ["53.7443, -0.3325"]
    assert noticed("They moved him to elmshore") == ["Elmshore"]
    assert noticed("A number rang again two weeks after he had moved") == []


def test_what_is_kept_back_is_not_among_the_places_one_can_try_out(minh, house, cast):
    keep(minh, cast, Shield.SHIELDED)
    contents = [e.content for e in read(minh, as_=cast.gwen.viewer).chronology if e.content]
    assert known_places(contents) == frozenset()


def test_on_the_page_a_place_is_asked_for_and_shown_once(minh, house, cast, settings, monkeypatch):
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(cast.alma)
    ask = reverse("ask_where", args=[minh, house])
    assert client.get(ask).status_code == 403  # nothing is kept back yet
    closely = {"level": "shielded", "why": "He was asked for"}
    assert client.post(reverse("keep_where", args=[minh]), closely).status_code == 302
    assert "Whereabouts shielded" in client.get(reverse("child", args=[minh])).content.decode()
    assert client.get(ask).headers["Location"].startswith(reverse("account_reauthenticate"))

    monkeypatch.setattr("tutela.web.doorway.is_fresh", lambda request: True)
    assert "Cedar" not in client.get(ask).content.decode()
    assert "Why do you need to know?" in client.post(ask, {"reason": ""}).content.decode()
    assert "14 Cedar Walk" in client.post(ask, {"reason": WHY}).content.decode()
    page = client.get(reverse("where", args=[minh])).content.decode()
    assert WHY in page
    assert "Cedar" not in page


def test_a_correction_on_the_page_asks_for_the_place_anew_or_leaves_it(minh, house, cast, settings):
    settings.DEMONSTRATION = True
    keep(minh, cast, Shield.SHIELDED)
    client = Client()
    client.force_login(cast.gwen)
    body = client.get(reverse("correct_ask", args=[minh, house]) + "?step=2").content.decode()
    assert "Leave it empty to keep what is recorded" in body
