"""A new master key: every key is wrapped anew, and nothing that it sealed is touched."""

from __future__ import annotations

from contextlib import nullcontext

import pyrage
import pytest
from click.testing import CliRunner
from django.db import connections

from tutela.config import secrets
from tutela.config.commands import keys
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.keyring import rotating
from tutela.keyring.house import NAMES, keyed_hash
from tutela.keyring.rotating import held_under, rewrap
from tutela.people.keys import CannotOpen
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(keys, "the_database", nullcontext)
    return lambda *words: CliRunner().invoke(keys.keys, [str(word) for word in words])


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """The master key that the tests were begun with, now kept in a file."""
    line = secrets.master_key_lines()[0]
    monkeypatch.setenv("TUTELA_DATA", str(tmp_path))
    monkeypatch.delenv("TUTELA_MASTER_KEY")
    secrets.write_master_keys([line])
    return secrets.master_keys()[0].id


@pytest.fixture
def children(cast):
    return [
        open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why=f"Concern {n}")
        for n in range(5)
    ]


def fields():
    """Everything that is kept about the children but their wrapped keys."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(e::text ORDER BY e.id) FROM chronology_entry e UNION ALL"
            " SELECT array_agg((to_jsonb(c) - 'sealed_key')::text ORDER BY c.id)"
            " FROM people_child c"
        )
        return cursor.fetchall()


def test_a_rotation_wraps_every_key_anew_and_touches_no_field(run, kept, cast, children):
    before, pseudonym = fields(), keyed_hash(b"x")
    done = run("rotate")
    assert done.exit_code == 0, done.output
    new = secrets.master_keys()[0].id
    assert new != kept
    assert f"{5 + len(NAMES)} keys now lie under {new}" in done.output
    assert held_under(using="owner") == {"children": {new: 5}, "house": {new: len(NAMES)}}
    assert (fields(), keyed_hash(b"x")) == (before, pseudonym)
    assert run("retire", kept).exit_code == 0
    assert [k.id for k in secrets.master_keys()] == [new]
    opened = read(children[0], as_=cast.alma.viewer).chronology
    assert opened.entries[0].content.why == "Concern 0"


def test_a_rotation_that_was_cut_short_goes_on_where_it_ended(run, kept, children, monkeypatch):
    monkeypatch.setattr(rotating, "BATCH", 2)
    real, calls = rotating.rewrapped, []

    def failing(child, wrapped):
        calls.append(child)
        if len(calls) == 4:
            raise CannotOpen("cut short")
        return real(child, wrapped)

    monkeypatch.setattr(rotating, "rewrapped", failing)
    assert run("rotate").exit_code == 1
    new = secrets.master_keys()[0].id
    # The batch in which it failed was not half done.
    assert held_under(using="owner")["children"] == {new: 2, kept: 3}
    assert "3 keys still lie under it" in run("retire", kept).output
    assert "3 keys now lie under" in run("rotate", "--to-current").output
    assert held_under(using="owner")["children"] == {new: 5}
    assert "0 keys now lie under" in run("rotate", "--to-current").output


def test_keys_from_before_they_named_their_master_key_are_named_by_a_rotation(kept, children):
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE people_child SET sealed_key = ''")
        cursor.execute(
            "UPDATE people_child SET sealed_key = %s WHERE id = %s", [bytes(60), children[0]]
        )
    assert held_under(using="owner")["children"] == {"not named": 1, "destroyed": 4}
    with pytest.raises(CannotOpen):
        rewrap(using="owner")


def test_the_list_says_what_lies_under_which_key_and_shows_none(run, kept, children):
    run("rotate")
    said = run("list").output
    assert f"{kept:<18} opens" in said
    assert f"wraps            5 keys of children, {len(NAMES)} of the house" in said
    for line in secrets.master_key_lines():
        assert line not in said


def test_the_key_that_wraps_is_never_retired(run, kept):
    assert "Make a new one first" in run("retire", kept).output
    assert "There is no master key nothing" in run("retire", "nothing").output


def test_keys_of_the_environment_are_rotated_by_who_gave_them(run, children):
    assert "only you can change" in run("rotate").output
    assert run("rotate", "--to-current").exit_code == 0


@pytest.fixture
def custodians(tmp_path):
    made = [pyrage.x25519.Identity.generate() for _ in range(3)]
    for number, custodian in enumerate(made):
        (tmp_path / f"{number}.txt").write_text(f"# a custodian's key\n{custodian}\n")
    return [f"--to={c.to_public()}" for c in made]


def key_of(folder, *numbers):
    return [f"--key={folder / f'{n}.txt'}" for n in numbers]


@pytest.mark.parametrize("two", [(0, 1), (1, 2), (2, 0)])
def test_any_two_of_three_custodians_bring_the_keys_back(run, kept, custodians, tmp_path, two):
    run("rotate")
    known = [k.id for k in secrets.master_keys()]
    file = tmp_path / "copy"
    assert run("escrow", file, *custodians).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    assert "already" in run("recover", file, *key_of(tmp_path, *two)).output
    (tmp_path / "secrets" / "master-key").unlink()
    done = run("recover", file, *key_of(tmp_path, *two))
    assert done.exit_code == 0, done.output
    assert [k.id for k in secrets.master_keys()] == known


def test_one_custodian_alone_opens_nothing(run, kept, custodians, tmp_path):
    file = tmp_path / "copy"
    run("escrow", file, *custodians)
    held = file.read_text()
    (tmp_path / "secrets" / "master-key").unlink()
    done = run("recover", file, *key_of(tmp_path, 1))
    assert (done.exit_code, "2 of the custodians" in done.output) == (1, True)
    file.write_text(held.replace('"sealed": "', '"sealed": "AAAA'))
    done = run("recover", file, *key_of(tmp_path, 0, 1))
    assert "was changed" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to=age1x", "--to=age1y"], "begins with age1"),
        (["--to=age1x"], "at least two custodians"),
        (["--to=age1x", "--to=age1y", "--needs=3"], "between 1 and 2"),
    ],
)
def test_a_copy_that_nobody_could_open_is_not_made(run, kept, tmp_path, words, told):
    done = run("escrow", tmp_path / "copy", *words)
    assert (done.exit_code, told in done.output) == (1, True)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(("text", "key"), [("{}", None), ("not json", None), ("{}", "wrong")])
def test_what_is_no_copy_or_no_key_is_told(run, kept, custodians, tmp_path, text, key):
    (tmp_path / "secrets" / "master-key").unlink()
    (tmp_path / "copy").write_text(text)
    if key:
        (tmp_path / "0.txt").write_text(key)
    done = run("recover", tmp_path / "copy", *key_of(tmp_path, 0))
    told = "AGE-SECRET-KEY-1" if key else "no file of master keys"
    assert (done.exit_code, told in done.output) == (1, True)
