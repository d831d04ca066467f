"""Words that doubt, blame or label are noticed whole and in every form; the child's own never."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tutela.config.testing.browsing import sign_in
from tutela.outcomes.entries import OutcomeOwnView, OutcomeWorkerView
from tutela.practice.offered import better_words
from tutela.practice.words import in_text, noticed, phrases


def seen(reasons: str) -> OutcomeWorkerView:
    return OutcomeWorkerView(outcome="working-set/safe", given="step", step="2", reasons=reasons)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She absconded twice.", ["absconded"]),
        ("He places  himself\nat risk", ["places himself at risk"]),
        ("They were placing themselves at risk.", ["placing themselves at risk"]),
        ("He is STREETWISE and street-wise", ["STREETWISE", "street-wise"]),
        ("She claims to be fifteen", ["claims to be"]),
        ("He failed to engage and refused to engage", ["failed to engage", "refused to engage"]),
        ("UASC male", ["UASC"]),
        # whole phrases only
        ("The insurance claims were settled; the street is wise", []),
        ("a non-lying dog, an alienist, uascending", []),
        ("We failed to attend to his needs", ["failed to attend"]),
        # quoted words are the child's
        ("He said “I put myself at risk, I am a liar” and “UASC”.", []),
        ('She said "I absconded" and then went missing', []),
        ("He can’t sleep and isn’t a liar", ["liar"]),
    ],
)
def test_a_phrase_is_noticed_whole_and_in_its_forms(text: str, found: list[str]) -> None:
    assert [words for words, _phrase in in_text(text)] == found


def test_what_the_child_said_is_never_pointed_out() -> None:
    own = OutcomeOwnView(
        outcome="working-set/safe", given="own-way", child_words="They say I am a runaway"
    )
    assert noticed(own) == ()
    assert better_words(own) is None


def test_each_phrase_has_a_better_way_a_reason_and_a_source() -> None:
    assert len(phrases()) > 45
    for phrase in phrases():
        assert all((phrase.instead, phrase.why, phrase.source))
        assert not list(in_text(phrase.instead)), f"the better way for {phrase.id} is none"


def test_the_whole_list_is_shown_with_its_sources(client, cast, settings) -> None:
    settings.DEMONSTRATION = True
    client.force_login(cast.alma)
    page = client.get(reverse("words")).content.decode()
    assert "we have not compared each line with it" in page
    assert page.count("<tr") == len(phrases()) + 3


def test_long_hostile_text_takes_no_time() -> None:
    assert list(in_text("place " * 4_000 + "“" * 4_000)) == []


@pytest.mark.browser
def test_it_is_pointed_out_before_recording_and_never_blocks(
    page, live_server, cast, minh, settings
):
    settings.DEMONSTRATION = True
    sign_in(page, live_server.url, "alma")
    page.goto(f"{live_server.url}/children/{minh}/outcomes/")
    page.get_by_role("row").filter(has_text="I am safe").get_by_role(
        "link", name="Your view"
    ).click()
    for part, value in (("day", "3"), ("month", "7"), ("year", "2026")):
        page.locator(f"[name=happened-{part}]").fill(value)
    page.get_by_label("Not talked about this time").check()
    page.get_by_label("Why?").fill("She absconded. She said “I am a liar”.")
    page.get_by_role("button", name="Continue").click()
    banner = page.get_by_role("region", name="How it may read")
    assert "“absconded” (Why?). Better: went missing." in banner.inner_text()
    assert "liar" not in banner.inner_text()
    page.get_by_role("button", name="Record it").click()
    page.wait_for_url("**/recorded/**")
