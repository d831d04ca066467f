"""Two outside witnesses with folders of their own, and a terminal."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from tutela.config import places
from tutela.config.commands import witness
from tutela.witnesses import verifier
from tutela.witnesses.checkpoints import log_key

ORIGIN = "northshire.example/tutela"
NAMES = ("lantern.example/w", "police.example/w")


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Type a command of ``tutela witness``."""
    monkeypatch.setattr(witness, "the_database", nullcontext)
    monkeypatch.setenv("TUTELA_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return lambda *words: CliRunner().invoke(witness.witness, [str(w) for w in words])


@pytest.fixture
def folders(run, tmp_path, capsys):
    """The folders of two witnesses; each has a key, and the log's keepers know it."""
    made, text = [], f'origin = "{ORIGIN}"\n'
    for name in NAMES:
        folder = tmp_path / name.replace("/", "-")
        folder.mkdir()
        assert verifier.main(["new-key", name, str(folder / "secret")]) == 0
        key = capsys.readouterr().out.strip().rpartition(" ")[2]
        text += f'[[witness]]\nname = "{name}"\nfolder = "{folder}"\nkey = "{key}"\n'
        made.append(folder)
    places.witnesses_file().write_text(text)
    return made


@pytest.fixture
def log(db):
    """The log's key, as a person gave it to its witnesses."""
    return log_key(ORIGIN)
