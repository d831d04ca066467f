"""PostgreSQL is held as a child: it ends with its parent, and it comes back with the data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tutela.config import places, postgres
from tutela.config.databases import APP_ROLE, NAME, OWNER_ROLE
from tutela.config.places import server_places
from tutela.config.postgres import PostgresError, Server
from tutela.config.testing.plugin import FOLDER


@pytest.fixture
def root(request):
    """A folder of an installation; its name has a space and a letter from another alphabet."""
    # The test's name is kept out of it: a socket's path must be short.
    return Path(os.environ[FOLDER], f"ж {abs(hash(request.node.name)) % 10**6}")


@pytest.fixture
def server(root):
    server = Server(server_places(root))
    yield server
    server.stop()


def ask(server, query, role=OWNER_ROLE):
    with server.connect(NAME, role) as connection:
        answer = connection.execute(query)
        return answer.fetchone() if answer.description else None


def wait_until(true):
    """Without a limit of its own: a slow machine is no failure, and a stuck one is seen."""
    while not true():
        time.sleep(0.05)


def is_gone(pid):
    return not postgres._is_postgres(pid)


def test_it_starts_in_a_folder_with_a_space_and_ends_when_told(server):
    server.start()
    pid = server.process.pid
    assert ask(server, "SELECT current_user", APP_ROLE) == (APP_ROLE,)
    server.stop()
    assert is_gone(pid)
    assert not server.answers()


def test_a_second_start_keeps_the_data(server):
    server.start()
    ask(server, "CREATE TABLE kept (what text)")
    ask(server, "INSERT INTO kept VALUES ('this')")
    server.stop()
    server.start()
    assert ask(server, "SELECT what FROM kept", APP_ROLE) == ("this",)


def test_starting_a_server_that_runs_changes_nothing(server):
    server.start()
    before = server.process
    server.start()
    assert server.process is before


def test_what_a_path_is_too_long_for_is_kept_in_a_private_folder_elsewhere(root):
    deep = root / ("long " * 20)
    server = Server(server_places(deep))
    server.start()
    try:
        assert server.places.socket.parent != deep
        assert server.places.socket.stat().st_mode & 0o777 == 0o700
        assert ask(server, "SELECT 1") == (1,)
    finally:
        server.stop()
    assert not server.places.socket.exists()


def start_in_a_process_of_its_own(root):
    script = f"""
        import sys, time
        from pathlib import Path
        from tutela.config.places import server_places
        from tutela.config.postgres import Server
        server = Server(server_places(Path({str(root)!r})))
        server.start()
        print(server.process.pid, flush=True)
        time.sleep(3600)
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_when_its_parent_is_killed_it_shuts_down_and_the_next_start_has_the_data(server, root, how):
    with start_in_a_process_of_its_own(root) as parent:
        pid = int(parent.stdout.readline())
        ask(server, "CREATE TABLE kept (what int)")
        parent.send_signal(how)
        parent.wait()
    # At once: a predecessor that is still ending is waited for.
    server.start()
    assert is_gone(pid)
    assert ask(server, "SELECT count(*) FROM kept") == (0,)


def test_after_the_server_itself_was_killed_it_repairs_what_was_committed(server):
    server.start()
    ask(server, "CREATE TABLE kept (what text)")
    ask(server, "INSERT INTO kept VALUES ('this')")
    server.process.kill()
    server.process.wait()
    server.process = None
    server.start()
    assert ask(server, "SELECT what FROM kept") == ("this",)


@pytest.mark.parametrize("content", ["OURS\n/elsewhere\n", "4194304\n", "not a number", ""])
def test_a_process_number_left_from_before_a_restart_of_the_machine_hinders_nothing(
    server, content
):
    server.start()
    server.stop()
    pid_file = server.places.cluster / "postmaster.pid"
    pid_file.write_text(content.replace("OURS", str(os.getpid())))
    pid_file.chmod(0o644)
    server.start()
    assert server.answers()


def test_a_second_server_on_the_same_data_is_refused_in_plain_words(server, root):
    server.start()
    with pytest.raises(PostgresError, match=r"already in use .* Is Tutela running already"):
        Server(server_places(root)).start()
    assert server.answers()


def test_a_command_uses_the_server_that_runs_and_leaves_it_running(server, root, monkeypatch):
    monkeypatch.setenv("TUTELA_DATA", str(root))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    server.start()
    with postgres.held():
        pass
    assert server.answers()


def test_a_command_holds_a_server_only_as_long_as_it_lasts(server, root, monkeypatch):
    monkeypatch.setenv("TUTELA_DATA", str(root))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    said = []
    with postgres.held(said.append):
        assert server.answers()
    assert not server.answers()
    assert said == ["Making a new database ..."]


def test_with_a_database_elsewhere_no_server_is_started(server, root, monkeypatch):
    monkeypatch.setenv("TUTELA_DATA", str(root))
    monkeypatch.setenv("DATABASE_URL", "postgresql://example.org/tutela")
    with postgres.held():
        assert not server.answers()
    assert not root.exists()


def test_only_our_three_roles_may_come_in_and_only_over_the_private_socket(server):
    server.start()
    with server.connect() as superuser:
        superuser.execute("CREATE ROLE someone LOGIN SUPERUSER")
        listening = superuser.execute("SHOW listen_addresses").fetchone()
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        ask(server, "SELECT 1", "someone")
    assert listening == ("",)
    assert server.places.socket.stat().st_mode & 0o777 == 0o700
    assert server.places.cluster.stat().st_mode & 0o777 == 0o700


def test_what_was_typed_never_reaches_the_server_s_log(server):
    server.start()
    ask(server, "CREATE TABLE named (name text UNIQUE)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "INSERT INTO named VALUES ('Linh Tran'), ('Linh Tran')")
    with pytest.raises(psycopg.errors.SyntaxError):
        ask(server, "SELECT 'Linh Tran' FROM FROM")
    server.stop()
    log = server.places.log.read_text()
    assert "duplicate key" in log
    assert "Linh" not in log


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(server, root):
    root.mkdir(mode=0o711)
    (root / "socket").symlink_to(root)
    with pytest.raises(PostgresError, match="belongs to another user"):
        server.start()


def test_a_folder_that_others_may_read_is_closed(server):
    server.start()
    server.stop()
    server.places.socket.chmod(0o755)
    server.start()
    assert server.places.socket.stat().st_mode & 0o777 == 0o700


def test_a_database_that_root_has_closed_away_is_not_silently_begun_anew(server, root, monkeypatch):
    server.start()
    monkeypatch.setenv("TUTELA_DATA", str(root))
    elsewhere = replace(server.places, cluster=root / "elsewhere" / "postgres")
    monkeypatch.setattr(places, "server_places", lambda: elsewhere)
    with pytest.raises(PostgresError, match="can no longer reach the database"):
        postgres.own_server()


def test_data_of_another_version_is_named_and_left_alone(server):
    server.start()
    server.stop()
    version = server.places.cluster / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(PostgresError, match="made by PostgreSQL 15, and this is PostgreSQL 18"):
        server.start()


def test_a_server_that_cannot_start_says_why(root):
    server = Server(server_places(root), {"shared_buffers": "not a size"})
    with pytest.raises(PostgresError, match=r"(?s)did not start.*shared_buffers.*whole log"):
        server.start()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("FATAL:  could not write lock file: No space left on device", "Make room and start again"),
        ('initdb: error: could not access directory "/x": Permission denied', "may not use"),
        ("something else", "something else"),
    ],
)
def test_the_usual_reasons_are_told_in_plain_words(said, told, root):
    assert told in postgres._plain(said, server_places(root))


def test_a_log_that_grew_too_long_begins_anew(server, monkeypatch):
    server.start()
    server.stop()
    length = server.places.log.stat().st_size
    monkeypatch.setattr(postgres, "LARGEST_LOG", length - 1)
    server.places.log.write_text("x" * length + "end of the old log")
    server.start()
    assert "end of the old log" not in server.places.log.read_text()


def test_made_up_data_can_be_thrown_away_whole(server):
    server.start()
    ask(server, "CREATE TABLE kept (what text)")
    server.renew_database()
    assert ask(server, "SELECT to_regclass('kept')") == (None,)


@pytest.mark.parametrize("owner", [None, "postgres's own user"])
def test_the_programs_are_copied_where_their_user_can_reach_them(root, monkeypatch, owner):
    monkeypatch.setattr(places, "SYSTEM_FOLDER", root / "system")
    monkeypatch.setattr(places, "others_may_enter", lambda _: False)
    program = Server(replace(server_places(root), user=owner))._program("postgres")
    assert (str(root) in program) == (owner is not None)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.startswith("postgres (PostgreSQL) 18")


def test_a_child_whose_parent_is_gone_does_not_begin():
    leash = [sys.executable, "-I", "-S", str(postgres.LEASH), "1", "2", "--", "/bin/echo", "begun"]
    done = subprocess.run(leash, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "parent ended" in done.stderr
