"""The Merkle tree over the audit (RFC 6962), grown line by line. Pure.

Growing keeps only the peaks, the roots of the full subtrees from left to right: one for each bit
that is set in the number of lines. From the peaks at an older size and the lines since, it can be
shown that the tree of today begins with that of then. Checking is the verifier's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from tutela.witnesses.verifier import node_hash

HASH = 32


@dataclass
class Peaks:
    """A tree as it grows: how many lines, and the roots of its full subtrees, largest first."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    @classmethod
    def read(cls, size: int, kept: bytes) -> Peaks:
        """Peaks as they are kept. Raises ValueError where they can't be of this size."""
        hashes = [kept[n : n + HASH] for n in range(0, len(kept), HASH)]
        if len(kept) % HASH or len(hashes) != size.bit_count():
            raise ValueError("these are no peaks of a tree of this size")
        return cls(size, hashes)

    def kept(self) -> bytes:
        """The peaks as they are kept."""
        return b"".join(self.hashes)

    def add(self, leaf: bytes) -> None:
        """Add the hash of one line."""
        self.hashes.append(leaf)
        ends_in = self.size
        while ends_in & 1:
            right = self.hashes.pop()
            self.hashes[-1] = node_hash(self.hashes[-1], right)
            ends_in >>= 1
        self.size += 1

    def root(self) -> bytes:
        """The root over all lines."""
        if not self.hashes:
            return sha256(b"").digest()
        found = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            found = node_hash(left, found)
        return found


def consistency(old: Peaks, since: Sequence[bytes]) -> list[bytes]:
    """The proof that the tree of today, ``since`` then added, begins with the old one."""
    if old.size == 0 or not since:
        return []
    peaks, start = {}, 0
    for bit, peak in zip(_bits(old.size), old.hashes, strict=True):
        peaks[start, start + bit] = peak
        start += bit

    def subtree(low: int, high: int) -> bytes:
        if high <= old.size:
            return peaks[low, high]
        return root_of(since[low - old.size : high - old.size])

    def proof(m: int, low: int, high: int, *, is_known: bool) -> list[bytes]:
        size = high - low
        if m == size:
            return [] if is_known else [subtree(low, high)]
        half = _largest_below(size)
        if m <= half:
            return [*proof(m, low, low + half, is_known=is_known), subtree(low + half, high)]
        rest = proof(m - half, low + half, high, is_known=False)
        return [*rest, subtree(low, low + half)]

    return proof(old.size, 0, old.size + len(since), is_known=True)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of these lines."""
    peaks = Peaks()
    for leaf in leaves:
        peaks.add(leaf)
    return peaks.root()


class Levels:
    """A whole tree in memory, for proving many lines: 64 bytes for each line."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [b"".join(leaves)]
        while len(self._levels[-1]) > HASH:
            self._levels.append(_above(self._levels[-1]))

    @property
    def size(self) -> int:
        """How many lines."""
        return len(self._levels[0]) // HASH

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that the line at this index is in the tree."""
        path = []
        for level in self._levels[:-1]:
            beside = (index ^ 1) * HASH
            if beside < len(level):
                path.append(level[beside : beside + HASH])
            index >>= 1
        return path


def _above(level: bytes) -> bytes:
    pairs = range(0, len(level), 2 * HASH)
    return b"".join(
        node_hash(level[n : n + HASH], level[n + HASH : n + 2 * HASH])
        if n + HASH < len(level)
        else level[n:]
        for n in pairs
    )


def _bits(size: int) -> list[int]:
    return [1 << n for n in range(size.bit_length() - 1, -1, -1) if size >> n & 1]


def _largest_below(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
