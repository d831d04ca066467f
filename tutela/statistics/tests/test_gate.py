"""A release is brought, checked by somebody else and published; nothing else is ever public."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tutela.doors.gate import stand_at_the_door
from tutela.statistics.brought import CannotTake, opened
from tutela.statistics.models import Release, ReleaseFile, Step
from tutela.statistics.officers import CannotName, name_officer
from tutela.statistics.releases import all_releases
from tutela.statistics.signing import public_key
from tutela.statistics.tests.conftest import archive, bring, step

pytestmark = pytest.mark.django_db


def addresses(slug="2023-q2"):
    return [
        reverse("published_release", args=[slug]),
        reverse("published_file", args=[slug, "manifest.json"]),
        reverse("published_file", args=[slug, "tables/referrals_by_quarter_age.csv"]),
        reverse("published_file", args=[slug, "manifest.sig"]),
        reverse("explore", args=[slug]),
    ]


def public_statuses():
    return {Client().get(address).status_code for address in addresses()}


def test_nothing_unchecked_has_a_public_address(as_, made):
    assert public_statuses() == {404}
    bring(as_("ada"), made)
    assert public_statuses() == {404}
    step(as_("rory"), "checked")
    assert public_statuses() == {404}
    assert "2023 Q2" not in Client().get(reverse("published")).content.decode()
    step(as_("ada"), "published")
    assert public_statuses() == {200}
    assert "2023 Q2" in Client().get(reverse("published")).content.decode()


def test_what_is_withdrawn_says_why_and_serves_nothing(as_, published):
    step(as_("ada"), "withdrawn", "A police force was counted twice.")
    page = Client().get(reverse("published_release", args=["2023-q2"]))
    assert page.status_code == 410
    assert "A police force was counted twice." in page.content.decode()
    assert {Client().get(one).status_code for one in addresses()[1:]} == {404}


def test_the_author_cannot_go_round_the_page(as_, cast, drafted):
    stand_at_the_door(cast.ada.viewer)
    for person in (cast.ada, cast.rory):  # oneself, and in somebody else's name
        with pytest.raises(DatabaseError, match="not named"), transaction.atomic():
            Step.objects.create(release=drafted.release, place=1, kind="checked", by=person,
                                at=datetime.now(UTC), reason="x")  # fmt: skip
    assert step(as_("ada"), "checked").status_code == 403


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_checker_who_also_brings_drafts_cannot_check_their_own(as_, cast, made):
    named = datetime(2026, 10, 1, tzinfo=UTC)
    name_officer("rory@example.org", "draft", at=named, using="owner")
    bring(as_("rory"), made)
    answer = step(as_("rory"), "checked")
    assert answer.status_code == 400
    assert "Nobody checks their own draft" in answer.content.decode()


@pytest.mark.parametrize("kind", ["published", "withdrawn"])
def test_steps_are_taken_in_order(as_, drafted, kind):
    answer = step(as_("ada"), kind)
    assert answer.status_code == 400
    assert "can’t be taken now" in answer.content.decode().replace("&#x27;", "’")
    assert all_releases()[0].state == "drafted"


def test_what_was_sent_back_stays_back(as_, drafted):
    step(as_("rory"), "sent-back", "The second table says 12 where the first says 13.")
    assert step(as_("rory"), "checked").status_code == 400
    assert step(as_("ada"), "published").status_code == 400
    assert public_statuses() == {404}


def test_a_step_says_why(as_, drafted):
    answer = step(as_("rory"), "checked", "  ")
    assert answer.status_code == 400
    assert len(all_releases()[0].steps) == 1


@pytest.mark.parametrize("who", ["alma", "ben", "pavel"])
def test_whoever_is_named_for_nothing_does_not_come_in(as_, drafted, who):
    client = as_(who)
    for address in (
        reverse("releases"),
        reverse("release", args=[drafted.release.id]),
        reverse("release_as_published", args=[drafted.release.id]),
        reverse("release_file", args=[drafted.release.id, "manifest.json"]),
    ):
        assert client.get(address).status_code == 403, address
    assert "Releases</a>" not in client.get("/").content.decode()


def test_a_checker_brings_nothing(as_, made):
    assert bring(as_("rory"), made).status_code == 403
    assert not all_releases()


def test_files_and_steps_are_frozen_whoever_asks(drafted, postgres):
    with postgres.cursor() as owner:
        for table in ("statistics_release", "statistics_releasefile", "statistics_step"):
            owner.execute(
                "SELECT has_table_privilege(%s, %s, 'UPDATE')"
                " OR has_table_privilege(%s, %s, 'DELETE')",
                [connection.settings_dict["USER"], table] * 2,
            )
            assert owner.fetchone() == (False,)
    for change in (
        lambda: Release.objects.update(label="other"),
        lambda: ReleaseFile.objects.all().delete(),
        lambda: Step.objects.update(reason="other"),
        lambda: ReleaseFile.objects.create(release=drafted.release, name="x.csv", content=b"x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_label_is_used_once(as_, drafted, made):
    answer = bring(as_("ada"), made)
    assert answer.status_code == 400
    assert "already" in answer.content.decode()


def test_what_is_published_is_signed_and_a_changed_manifest_shows(published):
    client = Client()
    key = load_pem_public_key(client.get(reverse("published_key")).content)
    manifest, signature = (
        client.get(reverse("published_file", args=["2023-q2", name])).content
        for name in ("manifest.json", "manifest.sig")
    )
    key.verify(signature, manifest)
    with pytest.raises(InvalidSignature):
        key.verify(signature, manifest + b" ")


def test_the_key_is_ours_alone_and_is_not_made_before_it_is_needed(settings, as_, drafted):
    assert public_key() is None
    assert Client().get(reverse("published_key")).status_code == 404
    step(as_("rory"), "checked")
    step(as_("ada"), "published")
    assert settings.RELEASE_KEY_FILE.stat().st_mode & 0o077 == 0


def spoiled(made, **changes):
    manifest = json.loads(made["manifest.json"]) | changes
    return made | {"manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda made: b"no archive", "not a ZIP"),
        (lambda made: {k: v for k, v in made.items() if k != "manifest.json"}, "no manifest"),
        (lambda made: spoiled(made, exact=True), "exact counts"),
        (lambda made: made | {"bulletin.html": b"<h1>Other</h1>"}, "bulletin.html is not what"),
        (lambda made: made | {"more.csv": b"a"}, "more.csv is not what"),
        (lambda made: made | {"run.exe": b"a"}, "does not belong"),
        (lambda made: made | {"tables/../../x.csv": b"a"}, "does not belong"),
        (lambda made: made | {"manifest.json": b"[]"}, "not that of a release"),
        (lambda made: spoiled(made, label="–"), "letters or digits"),
    ],
)
def test_what_is_no_release_is_refused_in_words(made, spoil, said):
    files = spoil(made)
    with pytest.raises(CannotTake, match=said):
        opened(files if isinstance(files, bytes) else archive(files))


@pytest.mark.django_db(databases=["default", "owner"])
def test_nobody_is_named_who_does_not_sign_in(cast):
    with pytest.raises(CannotName):
        name_officer("nobody@example.org", "draft", at=datetime.now(UTC), using="owner")
