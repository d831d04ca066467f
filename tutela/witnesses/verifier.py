"""Checks Tutela's checkpoints and an agency's own audit, away from Tutela.

One file, Python 3.11 or newer and nothing else: copy it to a machine that Tutela's keepers do not
run, and keep it there with the log's key, which you were given by a person and not by the log.

    python verifier.py check EXPORT --log KEY [--kept CHECKPOINT ...]
    python verifier.py walk FOLDER --log KEY
    python verifier.py new-key NAME SECRET-FILE
    python verifier.py cosign FOLDER --log KEY --secret SECRET-FILE

`check` reads an agency's own audit and proves that each line is in the tree whose root the log has
signed, and that checkpoints which the agency kept before are of the same tree. `walk` reads a
witness's folder and proves that each checkpoint only adds to the one before. `cosign` does the same
and then signs the newest as a witness. All end with 1, and say why, where something does not hold.

Formats: RFC 6962 (Merkle tree), RFC 8032 (Ed25519), and of C2SP: signed-note, tlog-checkpoint,
tlog-cosignature (`cosignature/v1`), and the body of tlog-witness's add-checkpoint in each file.
Signing here takes a time that depends on the key: sign on a machine that nobody else uses.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256, sha512
from pathlib import Path
from typing import NamedTuple

LOG, WITNESS = 1, 4
"""Sorts of signature: a log's own, and a witness's, which says when."""
_DASH = "— "


class DoesNotHold(Exception):
    """What was to be proved is not so; the message says what."""


# --- The Merkle tree (RFC 6962, RFC 9162) -------------------------------------------------------


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one line of the log."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\1" + left + right).digest()


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Is the leaf with this hash at this index of the tree? Raises DoesNotHold."""
    if not 0 <= index < size:
        raise DoesNotHold(f"line {index} can't be in a log of {size} lines")
    fn, sn, found = index, size - 1, leaf
    for step in proof:
        if sn == 0:
            raise DoesNotHold(f"the proof of line {index} is too long")
        if fn & 1 or fn == sn:
            found = node_hash(step, found)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, step)
        fn, sn = fn >> 1, sn >> 1
    if sn or found != root:
        raise DoesNotHold(f"line {index} is not in the log that was signed")


def check_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Does the tree of ``new`` lines begin with that of ``old``? Raises DoesNotHold."""
    wrong = DoesNotHold(f"the log of {new} lines does not begin with that of {old}")
    if old > new:
        raise DoesNotHold(f"the log has lost lines: it had {old} and now has {new}")
    if old in {0, new}:
        if proof or (old == new and old_root != new_root):
            raise wrong
        return
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        raise wrong
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    before = after = path[0]
    for step in path[1:]:
        if sn == 0:
            raise wrong
        if fn & 1 or fn == sn:
            before, after = node_hash(step, before), node_hash(step, after)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            after = node_hash(after, step)
        fn, sn = fn >> 1, sn >> 1
    if sn or before != old_root or after != new_root:
        raise wrong


# --- Ed25519 (RFC 8032), as its own reference code reads ------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_Point = tuple[int, int, int, int]


def _add(a: _Point, b: _Point) -> _Point:
    e = (a[1] - a[0]) * (b[1] - b[0]) % _P
    f = (a[1] + a[0]) * (b[1] + b[0]) % _P
    g = 2 * a[3] * b[3] * _D % _P
    h = 2 * a[2] * b[2] % _P
    x, y, z, t = f - e, h - g, h + g, f + e
    return x * y % _P, z * t % _P, y * z % _P, x * t % _P


def _times(number: int, point: _Point) -> _Point:
    found: _Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _point(raw: bytes) -> _Point | None:
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = _x_of(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


def _raw(point: _Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def _modulo(*parts: bytes) -> int:
    return int.from_bytes(sha512(b"".join(parts)).digest(), "little") % _L


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Is this an Ed25519 signature under this public key?"""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= _L:
        return False
    over = _modulo(signature[:32], public, message)
    return _raw(_times(s, _BASE)) == _raw(_add(r, _times(over, key)))


def _halves(secret: bytes) -> tuple[int, bytes]:
    hashed = sha512(secret).digest()
    number = int.from_bytes(hashed[:32], "little")
    return number & ((1 << 254) - 8) | (1 << 254), hashed[32:]


def public_of(secret: bytes) -> bytes:
    """The public key of 32 secret bytes."""
    return _raw(_times(_halves(secret)[0], _BASE))


def sign(secret: bytes, message: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    number, prefix = _halves(secret)
    public = public_of(secret)
    r = _modulo(prefix, message)
    start = _raw(_times(r, _BASE))
    return start + ((r + _modulo(start, public, message) * number) % _L).to_bytes(32, "little")


# --- Signed notes and checkpoints (C2SP) ----------------------------------------------------------


class Key(NamedTuple):
    """Who signs, and how: a name, the sort of signature, and 32 public bytes."""

    name: str
    sort: int
    public: bytes

    @classmethod
    def read(cls, text: str) -> Key:
        """A key as C2SP writes it: ``name+hash+base64``. Raises DoesNotHold."""
        name, _, rest = text.strip().partition("+")
        hashed, _, body = rest.partition("+")
        try:
            raw = b64decode(body, validate=True)
        except ValueError:
            raw = b""
        if len(raw) != 33 or raw[0] not in {LOG, WITNESS}:
            raise DoesNotHold("this is no key of a log or a witness")
        key = cls(name, raw[0], raw[1:])
        if key.id.hex() != hashed:
            raise DoesNotHold("this key was changed: its name or its hash is another")
        return key

    @property
    def id(self) -> bytes:
        """Four bytes that stand before each signature."""
        return sha256(self.name.encode() + b"\n" + bytes([self.sort]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.sort]) + self.public).decode()}"


class Note(NamedTuple):
    """A text, and who signed it."""

    text: str
    lines: tuple[tuple[str, bytes], ...]

    @classmethod
    def read(cls, text: str) -> Note:
        """A signed note. Raises DoesNotHold."""
        body, blank, signatures = text.rpartition("\n\n")
        if not blank or not signatures.endswith("\n"):
            raise DoesNotHold("this is no signed checkpoint")
        return cls(body + "\n", tuple(_signature(line) for line in signatures.splitlines()))

    def must_be_signed_by(self, key: Key) -> int:
        """Raises DoesNotHold unless this key signed. Returns when, in seconds; 0 for a log."""
        for name, raw in self.lines:
            if name != key.name or raw[:4] != key.id:
                continue
            signed, at = raw[4:], 0
            message = self.text.encode()
            if key.sort == WITNESS:
                at = int.from_bytes(signed[:8], "big")
                signed = signed[8:]
                message = f"cosignature/v1\ntime {at}\n".encode() + message
            if is_signed(key.public, message, signed):
                return at
            raise DoesNotHold(f"the signature of {name} is wrong")
        raise DoesNotHold(f"{key.name} has not signed this")


def _signature(line: str) -> tuple[str, bytes]:
    name, _, body = line.removeprefix(_DASH).partition(" ")
    try:
        raw = b64decode(body, validate=True)
    except ValueError:
        raw = b""
    if not line.startswith(_DASH) or len(raw) < 68:
        raise DoesNotHold("a line of signature is malformed")
    return name, raw


def signature_line(name: str, id: bytes, signed: bytes) -> str:
    """A line under a note."""
    return f"{_DASH}{name} {b64encode(id + signed).decode()}\n"


def cosignature(note: Note, key: Key, secret: bytes, at: int) -> str:
    """A witness's line under a checkpoint: seen, and of one tree with all seen before."""
    signed = sign(secret, f"cosignature/v1\ntime {at}\n".encode() + note.text.encode())
    return signature_line(key.name, key.id, at.to_bytes(8, "big") + signed)


class Checkpoint(NamedTuple):
    """What a log says of itself: its name, how many lines it has, and the root over them."""

    origin: str
    size: int
    root: bytes
    note: Note

    @classmethod
    def read(cls, text: str, log: Key) -> Checkpoint:
        """A checkpoint that this log has signed. Raises DoesNotHold."""
        note = Note.read(text)
        note.must_be_signed_by(log)
        lines = note.text.split("\n")
        if len(lines) < 4 or lines[0] != log.name or not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
            raise DoesNotHold("this is no checkpoint of this log")
        return cls(lines[0], int(lines[1]), b64decode(lines[2]), note)


class Handed(NamedTuple):
    """What a witness is handed: a checkpoint, and the proof that it adds to an older one."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint

    @classmethod
    def read(cls, text: str, log: Key) -> Handed:
        """The body of add-checkpoint. Raises DoesNotHold."""
        head, blank, rest = text.partition("\n\n")
        first, *proof = head.split("\n")
        if not blank or not re.fullmatch(r"old (0|[1-9][0-9]*)", first):
            raise DoesNotHold("this is not what a witness is handed")
        steps = tuple(b64decode(line, validate=True) for line in proof)
        return cls(int(first[4:]), steps, Checkpoint.read(rest, log))


# --- What is asked on the command line ------------------------------------------------------------


def walk(folder: Path, log: Key) -> list[tuple[Path, Checkpoint]]:
    """Every checkpoint in a witness's folder, each shown to add to the one before it there.

    Raises DoesNotHold at the first that does not.
    """
    last = Checkpoint(log.name, 0, sha256(b"").digest(), Note("", ()))
    found: list[tuple[Path, Checkpoint]] = []
    for file in sorted(folder.glob("checkpoint-*.txt")):
        try:
            handed = Handed.read(file.read_text(encoding="utf-8"), log)
            size, root = handed.checkpoint.size, handed.checkpoint.root
            if handed.old != last.size:
                raise DoesNotHold(f"it adds to {handed.old} lines; the newest here has {last.size}")
            check_consistency(last.size, size, last.root, root, handed.proof)
        except (DoesNotHold, ValueError) as problem:
            raise DoesNotHold(f"{file.name}: {problem}") from problem
        last = handed.checkpoint
        found.append((file, last))
    return found


def check(export: Path, log: Key, kept: Sequence[Path]) -> tuple[int, Checkpoint]:
    """An agency's own audit: how many lines were proved, and in which checkpoint.

    Raises DoesNotHold.
    """
    with export.open(encoding="utf-8") as lines:
        head = json.loads(next(lines, "{}"))
        checkpoint = Checkpoint.read(head.get("checkpoint", ""), log)
        _check_kept(head, checkpoint, log, kept)
        number = 0
        for number, line in enumerate(lines, 1):
            data = json.loads(line)
            if json.loads(data["leaf"]).get("agency") != head["agency"]:
                raise DoesNotHold(f"line {number} of the export is not of this agency")
            check_inclusion(
                leaf_hash(data["leaf"].encode()), data["index"], checkpoint.size,
                [b64decode(step) for step in data["proof"]], checkpoint.root,
            )  # fmt: skip
    if number != head["lines"]:
        raise DoesNotHold(f"the export was cut: {number} lines of {head['lines']}")
    return number, checkpoint


def _check_kept(
    head: dict[str, object], newest: Checkpoint, log: Key, kept: Sequence[Path]
) -> None:
    proofs = head.get("from", {})
    for file in kept:
        old = Handed.read(file.read_text(encoding="utf-8"), log).checkpoint
        steps = proofs.get(str(old.size)) if isinstance(proofs, dict) else None
        if steps is None and old.size != newest.size:
            raise DoesNotHold(f"{file.name}: the export proves nothing about {old.size} lines")
        proof = [b64decode(step) for step in steps or ()]
        check_consistency(old.size, newest.size, old.root, newest.root, proof)


def _cosign(folder: Path, log: Key, secret_file: Path) -> str:
    found = walk(folder, log)
    if not found:
        raise DoesNotHold("there is no checkpoint here yet")
    name, body = secret_file.read_text(encoding="ascii").split()
    secret = b64decode(body)
    file, newest = found[-1]
    line = cosignature(newest.note, Key(name, WITNESS, public_of(secret)), secret, int(time.time()))
    file.with_suffix(".cosigned").write_text(line, encoding="utf-8")
    return f"The checkpoint of {newest.size} lines is cosigned."


def _new_key(name: str, file: Path) -> str:
    secret = os.urandom(32)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(f"{name} {b64encode(secret).decode()}\n")
    return f"Give this to the log's keepers: {Key(name, WITNESS, public_of(secret))}"


def _asked() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    does = parser.add_subparsers(dest="does", required=True)
    one = does.add_parser("check")
    one.add_argument("export", type=Path)
    one.add_argument("--kept", type=Path, nargs="*", default=[])
    two = does.add_parser("walk")
    three = does.add_parser("cosign")
    for other in (two, three):
        other.add_argument("folder", type=Path)
    for other in (one, two, three):
        other.add_argument("--log", required=True, help="the log's key")
    three.add_argument("--secret", type=Path, required=True)
    four = does.add_parser("new-key")
    four.add_argument("name")
    four.add_argument("file", type=Path)
    return parser


def _answer(asked: argparse.Namespace) -> str:
    if asked.does == "new-key":
        return _new_key(asked.name, asked.file)
    log = Key.read(asked.log)
    if asked.does == "cosign":
        return _cosign(asked.folder, log, asked.secret)
    if asked.does == "walk":
        found = walk(asked.folder, log)
        lines = found[-1][1].size if found else 0
        return f"All holds: {len(found)} checkpoints, the newest over {lines} lines."
    number, checkpoint = check(asked.export, log, asked.kept)
    return f"All holds: {number} lines of your audit are among the {checkpoint.size} signed for."


def main(words: Sequence[str] | None = None) -> int:
    """Answer on the command line; 1 where something does not hold."""
    try:
        print(_answer(_asked().parse_args(words)))
    except (DoesNotHold, OSError, ValueError, KeyError, TypeError) as problem:
        print(f"DOES NOT HOLD: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
