"""Walls round the process that opens strangers' files: little memory and time, no new files, no
network, no other program, and no call to the kernel beyond those listed. Linux, x86-64 and arm64.

The limits and the list of calls must stand, or nothing is opened. An empty network and an empty
file system (Landlock) stand behind them where the kernel offers them to everybody.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct

MEMORY = 480 * 1024 * 1024
SECONDS = 8
LARGEST_OUTPUT = 96 * 1024 * 1024

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # _REFUSE answers EPERM
_NO_SUCH_CALL = 0x00050026  # ENOSYS
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_CLONE_THREAD = 0x10000
# clone, whose flags can be looked at, and clone3, whose flags can't: it is said not to exist.
_CLONES = {"x86_64": (56, 435), "aarch64": (220, 435)}
_LANDLOCK_CREATE_RULESET, _LANDLOCK_RESTRICT_SELF = 444, 446
_ALL_FILE_RIGHTS = (1 << 13) - 1  # of Landlock's first version
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000

# By name: reading and writing what is open already (read, write, close, fstat, lseek, pread64,
# readv, writev, fcntl), memory (mmap, mprotect, munmap, brk, mremap, madvise), time and chance
# (clock_gettime, clock_nanosleep, getrandom), signals, locks, and its own end. None that opens a
# file, speaks to a network or to another process, or starts one.
_CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20, 24, 25, 28, 39, 60, 72, 98, 131,
         186, 202, 228, 230, 231, 234, 318, 219, 273, 334, 324),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 67, 65, 66, 124, 216, 233, 172, 93,
         25, 165, 132, 178, 98, 113, 115, 94, 131, 278, 128, 99, 293, 283),
    ),
}  # fmt: skip


class NoWalls(RuntimeError):
    """This machine can't shut the process in."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def shut_in(*, threads: bool = False) -> tuple[str, ...]:
    """Build the walls round this process, for good; answers which stand. Everything that is needed
    must have been imported. ``threads`` lets it start threads of its own, for a decoder that can't
    do without, and still no process. Raises NoWalls."""
    _limit()
    libc = ctypes.CDLL(None, use_errno=True)
    standing = ["limits"]
    # A user namespace of its own first: it gives the right to an empty network.
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) == 0:
        standing.append("no network")
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise NoWalls("no_new_privs")
    if _no_files(libc):
        standing.append("no files")
    _few_calls(libc, threads=threads)
    return (*standing, "few calls")


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (value, value))


def _no_files(libc: ctypes.CDLL) -> bool:
    rights = struct.pack("Q", _ALL_FILE_RIGHTS)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, rights, ctypes.c_size_t(len(rights)), 0)
    return bool(ruleset >= 0 and libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)


def _few_calls(libc: ctypes.CDLL, *, threads: bool) -> None:
    machine = platform.machine()
    if machine not in _CALLS:
        raise NoWalls(f"no list of calls for {machine}")
    architecture, calls = _CALLS[machine]
    program = [
        (_LOAD, 0, 0, 4),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        *(_threads_alone(machine) if threads else ()),
        *((_JUMP_IF_EQUAL, len(calls) - n, 0, call) for n, call in enumerate(calls)),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    packed = b"".join(struct.pack("HBBI", *step) for step in program)
    held = _Program(len(program), packed)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(held), 0, 0) != 0:
        raise NoWalls("seccomp")


def _threads_alone(machine: str) -> tuple[tuple[int, int, int, int], ...]:
    clone, clone3 = _CLONES[machine]
    return (
        (_JUMP_IF_EQUAL, 0, 1, clone3),
        (_RETURN, 0, 0, _NO_SUCH_CALL),
        (_JUMP_IF_EQUAL, 0, 4, clone),
        (_LOAD, 0, 0, 16),
        (_JUMP_IF_SET, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
