"""Checkpoints handed to witnesses, and what they find."""

from __future__ import annotations

import json
import random
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connections, transaction

from tutela.config import places
from tutela.doors.caseload import caseload
from tutela.doors.reading import read
from tutela.witnesses import log as the_log
from tutela.witnesses import verifier
from tutela.witnesses.checkpoints import with_cosignatures
from tutela.witnesses.log import Busy, settled
from tutela.witnesses.models import Checkpoint, Handed
from tutela.witnesses.tests.conftest import NAMES, ORIGIN
from tutela.witnesses.tests.tampering import KINDS, is_found, undone
from tutela.witnesses.verifying import held_outside

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def look(cast, child, times=3):
    for _ in range(times):
        read(child, as_=cast.gwen.viewer, purpose="Visit tomorrow")
        caseload(cast.alma.viewer)


@pytest.fixture
def three(run, folders, cast, minh):
    """Three checkpoints, each held by both witnesses."""
    for _ in range(3):
        look(cast, minh)
        done = run("checkpoint")
        assert done.exit_code == 0, done.output
    return folders


def test_a_checkpoint_is_held_by_every_witness_and_proves_itself_there(three, log, capsys):
    for folder in three:
        sizes = [checkpoint.size for _, checkpoint in verifier.walk(folder, log)]
        assert sizes == list(Checkpoint.objects.using("owner").values_list("size", flat=True))
        assert len(sizes) == 3
        assert verifier.main(["walk", str(folder), "--log", str(log)]) == 0
        assert "3 checkpoints, the newest over" in capsys.readouterr().out
    assert Handed.objects.using("owner").filter(problem="").count() == 6


def test_nothing_new_makes_no_new_checkpoint(three, run):
    assert "is held by 2 witnesses" in run("checkpoint").output
    assert Checkpoint.objects.using("owner").count() == 3


def test_a_witness_signs_what_it_has_proved_and_the_next_round_brings_it_home(
    three, run, log, cast, minh
):
    words = ["cosign", str(three[0]), "--log", str(log), "--secret", str(three[0] / "secret")]
    assert verifier.main(words) == 0
    look(cast, minh)
    run("checkpoint")
    (signed,) = Handed.objects.using("owner").exclude(cosignature="")
    assert signed.witness == NAMES[0]
    assert f"signed {signed.checkpoint_id}" in run("status").output
    # It stands under the checkpoint from now on.
    assert "— lantern.example/w " in with_cosignatures(signed.checkpoint)


def test_a_witness_signs_nothing_that_does_not_add_to_what_it_holds(three, log, capsys):
    newest = sorted(three[0].glob("checkpoint-*.txt"))[-1]
    first = sorted(three[0].glob("checkpoint-*.txt"))[0]
    first.unlink()
    words = ["cosign", str(three[0]), "--log", str(log), "--secret", str(three[0] / "secret")]
    assert verifier.main(words) == 1
    assert "the newest here has 0" in capsys.readouterr().err
    assert not newest.with_suffix(".cosigned").exists()


def run_export(run, folder, agency, *more):
    file = folder / "export"
    done = run("export", file, "--agency", agency, *more)
    return done, file.read_text() if file.exists() else ""


def test_an_agency_proves_its_own_audit_away_from_here(three, run, log, cast, minh, capsys):
    first, second, third = sorted(three[0].glob("checkpoint-*.txt"))
    sizes = Checkpoint.objects.using("owner").order_by("size").values_list("size", flat=True)
    kept = [f"--kept={n}" for n in sizes]
    done, text = run_export(run, three[0], "Lantern Guardians", *kept)
    assert done.exit_code == 0, done.output
    words = ["check", str(three[0] / "export"), "--log", str(log), "--kept"]
    assert verifier.main([*words, str(first), str(second), str(third)]) == 0
    assert "9 lines of your audit" in capsys.readouterr().out
    # Only what its own people did: nine reads.
    leaves = [json.loads(json.loads(line)["leaf"]) for line in text.splitlines()[1:]]
    assert {leaf["agency"] for leaf in leaves} == {str(cast.gwen.agency_id)}
    assert {leaf["action"] for leaf in leaves} == {"read"}
    assert {leaf["purpose"] for leaf in leaves} == {"Visit tomorrow"}
    (head,) = {leaf["head"] for leaf in leaves}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT encode(head_digest, 'hex') FROM people_child")
        assert cursor.fetchone() == (head,)
    for wrong in (
        text.replace("Visit tomorrow", "Visit today", 1),
        text.replace('"index":4', '"index":5', 1),
        "".join(text.splitlines(keepends=True)[:-1]),
        text.replace(str(cast.gwen.agency_id), str(cast.alma.agency_id)),
        text.replace('"lines":9', '"lines":8'),
        "",
    ):
        (three[0] / "export").write_text(wrong)
        assert verifier.main([*words[:-1]]) == 1


def test_an_export_that_proves_nothing_about_what_the_agency_kept_is_told(three, run, log, capsys):
    run_export(run, three[0], "Lantern Guardians")
    first = min(three[0].glob("checkpoint-*.txt"))
    words = ["check", str(three[0] / "export"), "--log", str(log), "--kept", str(first)]
    assert verifier.main(words) == 1
    assert "proves nothing about" in capsys.readouterr().err
    assert "never signed" in run_export(run, three[0], "Lantern Guardians", "--kept=1")[0].output
    assert "There is no agency" in run_export(run, three[0], "Nobody")[0].output


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found(three, log, kind):
    held = held_outside(three, log)
    upto = Checkpoint.objects.using("owner").order_by("-size").first().upto
    assert not is_found(held, log)
    draw = random.Random(kind)
    for tamper in KINDS[kind]:
        for _ in range(3):
            with undone() as cursor:
                tamper(cursor, draw, upto)
                assert is_found(held, log), tamper
    assert not is_found(held, log)


def test_verify_says_between_which_lines_something_is_wrong(three, run):
    assert "All holds: 9 checkpoints, 6 of them held outside" in run("verify", *three).output
    assert "Our own prove little" in run("verify").output
    first, second, _ = Checkpoint.objects.using("owner").order_by("size")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_audit DISABLE TRIGGER USER")
        cursor.execute("UPDATE access_audit SET purpose = 'x' WHERE id = %s", [second.upto])
    done = run("verify", *three)
    assert done.exit_code == 1
    assert f"something among the lines {first.size + 1} to {second.size}" in done.stderr


def test_verify_refuses_what_another_log_has_signed(three, run, tmp_path):
    secret = b"x" * 32
    text = f"{ORIGIN}\n1\nAAAA\n"
    key = verifier.Key(ORIGIN, verifier.LOG, verifier.public_of(secret))
    signed = verifier.signature_line(ORIGIN, key.id, verifier.sign(secret, text.encode()))
    (tmp_path / "forged").write_text(f"{text}\n{signed}")
    done = run("verify", tmp_path / "forged")
    assert (done.exit_code, "has not signed this" in done.output) == (1, True)


def test_a_witness_that_is_not_reached_is_told_and_gets_it_later(three, run, cast, minh, log):
    gone = three[0].rename(three[0].with_name("away"))
    look(cast, minh)
    done = run("checkpoint")
    assert done.exit_code == 1
    assert f"{NAMES[0]}: Its folder can't be read: No such file" in done.output
    assert "Only 1 of at least 2 outside witnesses hold it." in done.output
    gone.rename(three[0])
    look(cast, minh)
    assert run("checkpoint").exit_code == 0
    # It skipped one, and proves the way from the last that it holds.
    assert len(verifier.walk(three[0], log)) == 4


def test_after_lines_were_lost_no_witness_is_handed_another_history(
    three, run, cast, minh, tmp_path
):
    """As after a restore of an older backup: the first checkpoint is there, and lines up to it."""
    first = Checkpoint.objects.using("owner").order_by("size").first()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_audit DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM access_audit WHERE id > %s", [first.upto])
        cursor.execute("DELETE FROM witnesses_handed WHERE checkpoint_id > %s", [first.size])
        cursor.execute("DELETE FROM witnesses_checkpoint WHERE size > %s", [first.size])
        cursor.execute("ALTER TABLE access_audit ENABLE TRIGGER USER")
    caseload(cast.alma.viewer)
    done = run("checkpoint")
    assert (done.exit_code, "lines were lost" in done.output) == (1, True)
    assert "the audit had" in run("verify", *three).output
    # Agreed with the witnesses, it goes on as another log, in other folders.
    for folder in three:
        (folder / "again").mkdir()
    file = places.witnesses_file()
    text = file.read_text().replace(ORIGIN, f"{ORIGIN}-2")
    for folder in three:
        text = text.replace(f'folder = "{folder}"', f'folder = "{folder}/again"')
    file.write_text(text)
    assert run("checkpoint").exit_code == 0
    again = [folder / "again" for folder in three]
    assert "All holds: 4 checkpoints, 2 of them held outside" in run("verify", *again).output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "No outside witness is named yet"),
        ("origin = ", "can't be read"),
        ("", "can't be read"),
        ('origin = "a b"', "no spaces"),
        ('origin = "a"\n[[witness]]\nname = "w"\n', "one way"),
        ('origin = "a"\n[[witness]]\nname = "w"\nput = "http://far.example/"\n', "over https"),
        ('origin = "a"\n[[witness]]\nname = "w"\nfolder = "x"\nkey = "k"\n', "no key"),
    ],
)
def test_a_file_of_witnesses_that_is_wrong_is_told(run, text, told):
    if text is not None:
        places.witnesses_file().write_text(text)
    done = run("status")
    assert (done.exit_code, told in done.output) == (1, True), done.output


class _Taker(BaseHTTPRequestHandler):
    taken: list[tuple[str, str, str]]
    answer = ""
    status = 200

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.taken.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(self.answer.encode())

    def log_message(self, *_):
        """Nothing is logged."""


@pytest.fixture
def taker():
    """A witness that takes by PUT, on this machine."""
    made = type("Taker", (_Taker,), {"taken": []})
    server = HTTPServer(("127.0.0.1", 0), made)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.port = server.server_port
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_checkpoint_goes_by_put_and_by_letter(run, taker, tmp_path, cast, minh, log):
    (tmp_path / "token").write_text("a token\n")
    (tmp_path / "outbox").mkdir()
    places.erased_list().write_text("{}\n")
    places.witnesses_file().write_text(
        f'origin = "{ORIGIN}"\n'
        f'[[witness]]\nname = "w.example"\nput = "http://127.0.0.1:{taker.port}/t/"\n'
        f'token_file = "{tmp_path / "token"}"\n'
        f'[[witness]]\nname = "m.example/w"\nmail = "w@m.example"\noutbox = "{tmp_path}/outbox"\n'
    )
    for _ in range(2):
        look(cast, minh)
        done = run("checkpoint")
        assert done.exit_code == 0, done.output
    paths = [path for path, _, _ in taker.taken]
    size = Checkpoint.objects.using("owner").order_by("-size").first().size
    assert paths[2:] == [f"/t/checkpoint-{size:012}.txt", "/t/erased.jsonl"]
    assert {token for _, token, _ in taker.taken} == {"Bearer a token"}
    handed = verifier.Handed.read(taker.taken[2][2], log)
    assert (handed.old < size, handed.checkpoint.size) == (True, size)
    letters = sorted((tmp_path / "outbox").glob("*.eml"))
    assert len(letters) == 2
    assert "To: w@m.example" in letters[0].read_text()
    assert "erased.jsonl" in letters[0].read_text()


@pytest.mark.parametrize("status", [302, 403, 500])
def test_a_witness_that_refuses_or_sends_elsewhere_has_not_taken_it(run, taker, minh, status):
    taker.status = status
    places.witnesses_file().write_text(
        f'origin = "{ORIGIN}"\n'
        f'[[witness]]\nname = "w.example"\nput = "http://127.0.0.1:{taker.port}"\n'
    )
    done = run("checkpoint")
    assert (done.exit_code, "w.example: It did not take it" in done.output) == (1, True)
    assert len(taker.taken) == 1


def test_a_witness_that_signs_at_once_answers_with_its_signature(run, taker, cast, minh, log):
    secret = b"w" * 32
    key = verifier.Key("w.example", verifier.WITNESS, verifier.public_of(secret))
    places.witnesses_file().write_text(
        f'origin = "{ORIGIN}"\n[[witness]]\nname = "w.example"\nkey = "{key}"\n'
        f'put = "http://127.0.0.1:{taker.port}"\n'
    )
    run("checkpoint")
    handed = verifier.Handed.read(taker.taken[0][2], log)
    line = verifier.cosignature(handed.checkpoint.note, key, secret, 1_800_000_000)
    file = places.data_folder() / "signature"
    file.write_text("— w.example AAAA\n")
    size = handed.checkpoint.size
    words = ("cosigned", file, "--from", "w.example", "--size", size)
    assert run(*words).exit_code == 1
    file.write_text(line)
    assert run(*words).output == "The signature is kept.\n"
    assert run("cosigned", file, "--from", "nobody", "--size", size).exit_code == 1
    assert Handed.objects.using("owner").get().cosignature == line


def test_a_checkpoint_waits_for_whoever_is_writing(minh, monkeypatch):
    monkeypatch.setattr(the_log, "_TRIES", 1)
    with transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT door_audit('list', NULL, NULL, '', '{}', NULL, '')")
        with pytest.raises(Busy):
            settled("owner")
    assert settled("owner") > 0


def test_a_checkpoint_is_made_after_so_many_lines_or_minutes(three, run, cast, minh):
    few = ("checkpoint", "--after-rows", "3", "--quiet")
    assert run(*few).output == ""
    assert Checkpoint.objects.using("owner").count() == 3
    look(cast, minh)
    assert run(*few).exit_code == 0
    assert Checkpoint.objects.using("owner").count() == 4
    caseload(cast.alma.viewer)
    run(*few, "--after-minutes", "0")
    assert Checkpoint.objects.using("owner").count() == 5


def test_the_application_has_no_part_in_checkpoints(db):
    with connections["default"].cursor() as cursor, pytest.raises(Exception, match="denied"):
        cursor.execute("SELECT * FROM witnesses_checkpoint")


def test_an_agency_is_given_the_verifier_and_the_key(run, folders, log, tmp_path):
    assert run("key").output.strip() == str(log)
    run("verifier", tmp_path / "verifier.py")
    assert "DOES NOT HOLD" in (tmp_path / "verifier.py").read_text()
    assert "No checkpoint was made yet" in run_export(run, tmp_path, "Lantern Guardians")[0].output
