"""Start a program that ends when its parent ends, whatever ended the parent.

    python -I -S leash.py PARENT_PID SIGNAL [USER] -- PROGRAM ARGUMENTS...

A script rather than a function run between fork and exec: that would be unsafe beside threads,
and the user must change before the signal is asked for (changing it forgets the signal).
"""

from __future__ import annotations

import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Become the program named after `--`, on a leash held by the parent."""
    split = arguments.index("--")
    parent, ending, *user = arguments[:split]
    command = arguments[split + 1 :]
    if user:
        entry = pwd.getpwnam(user[0])
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, int(ending)) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != int(parent):
        sys.exit("The parent ended before its child began.")
    os.execv(command[0], command)  # noqa: S606 - the command is ours, and no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
