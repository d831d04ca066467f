"""An agency's own audit, with the proof that each line is in the tree that was signed."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from tutela.witnesses.checkpoints import proof_between, with_cosignatures
from tutela.witnesses.log import lines
from tutela.witnesses.models import Checkpoint
from tutela.witnesses.tree import Levels
from tutela.witnesses.verifier import leaf_hash


@dataclass(frozen=True)
class _Own:
    index: int
    leaf: str


def export(
    agency: UUID,
    checkpoint: Checkpoint,
    *,
    kept: Iterable[int] = (),
    using: str = "owner",
    seen: Callable[[int], object] = lambda n: None,
) -> Iterator[str]:
    """Lines of a file: what it is, and then each line of the agency's audit with its proof.

    ``kept`` are sizes of checkpoints that the agency holds already, which the file proves to be of
    the same tree. Nothing of another agency's is in it but hashes. Holds 64 bytes for each line of
    the whole audit in memory. Raises Checkpoint.DoesNotExist for a size that was never signed.
    """
    own: list[_Own] = []
    tree = Levels(_noting(agency, checkpoint, own, using, seen))
    yield _line(
        {
            "what": "audit of one agency, with proofs",
            "agency": str(agency),
            "checkpoint": with_cosignatures(checkpoint, using=using),
            "lines": len(own),
            "from": {
                str(size): _written(proof_between(size, checkpoint, using=using)) for size in kept
            },
        }
    )
    for one in own:
        yield _line(
            {"index": one.index, "leaf": one.leaf, "proof": _written(tree.inclusion(one.index))}
        )


def _noting(
    agency: UUID,
    checkpoint: Checkpoint,
    own: list[_Own],
    using: str,
    seen: Callable[[int], object],
) -> Iterator[bytes]:
    marked = f'"agency":"{agency}"'
    for index, (_, leaf) in enumerate(lines(using, upto=checkpoint.upto)):
        # Asked of the text first: reading each line of a whole country's audit costs more.
        if marked in leaf and json.loads(leaf)["agency"] == str(agency):
            own.append(_Own(index, leaf))
        seen(1)
        yield leaf_hash(leaf.encode())


def _written(hashes: Iterable[bytes]) -> list[str]:
    return [b64encode(one).decode() for one in hashes]


def _line(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
