"""Making checkpoints: a tree grown by the lines since the last one, its root signed."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connections, transaction
from django.utils import timezone

from tutela.keyring.house import WITNESS as OUR_KEY
from tutela.keyring.house import house_key
from tutela.witnesses.log import hashes, settled
from tutela.witnesses.models import Checkpoint, Handed
from tutela.witnesses.tree import Peaks, consistency
from tutela.witnesses.verifier import LOG, Key, signature_line

_ONE_AT_A_TIME = int.from_bytes(sha256(b"tutela checkpoint").digest()[:4], "big")


def log_key(origin: str, *, using: str = "owner") -> Key:
    """The key under which this log signs: to be given to witnesses by hand."""
    public = house_key(OUR_KEY, using=using).signing_key().public_key()
    return Key(origin, LOG, public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def make_checkpoint(origin: str, *, using: str = "owner") -> Checkpoint:
    """A checkpoint over all that is audited now; the last one, where nothing came since.

    Raises Busy.
    """
    upto = settled(using)
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        before = latest(using=using)
        peaks = Peaks() if before is None else Peaks.read(before.size, bytes(before.peaks))
        after = 0 if before is None else before.upto
        for leaf in hashes(using, after=after, upto=upto):
            peaks.add(leaf)
        if before is not None and peaks.size == before.size:
            return _under(origin, before, using)
        return Checkpoint.objects.using(using).create(
            size=peaks.size,
            upto=upto,
            root=peaks.root(),
            peaks=peaks.kept(),
            note=signed_note(origin, peaks.size, peaks.root(), using=using),
            at=timezone.now(),
        )


def _under(origin: str, checkpoint: Checkpoint, using: str) -> Checkpoint:
    """A checkpoint under the name that the log goes by now: it changes after a restore."""
    if not checkpoint.note.startswith(f"{origin}\n"):
        checkpoint.note = signed_note(origin, checkpoint.size, bytes(checkpoint.root), using=using)
        checkpoint.save(using=using, update_fields=["note"])
    return checkpoint


def is_time(rows: int, minutes: int, *, using: str = "owner") -> bool:
    """Have so many lines come since the last checkpoint, or so many minutes gone by?"""
    before = latest(using=using)
    if before is None or timezone.now() - before.at >= timedelta(minutes=minutes):
        return True
    return lines_since(before, using=using) >= rows


def lines_since(checkpoint: Checkpoint | None, *, using: str = "owner") -> int:
    """How many lines of the audit lie after a checkpoint."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_audit WHERE id > %s",
            [checkpoint.upto if checkpoint else 0],
        )
        return int(cursor.fetchone()[0])


def signed_note(origin: str, size: int, root: bytes, *, using: str = "owner") -> str:
    """A checkpoint as C2SP writes it, signed by this log."""
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n"
    signed = house_key(OUR_KEY, using=using).signing_key().sign(text.encode())
    return f"{text}\n{signature_line(origin, log_key(origin, using=using).id, signed)}"


def latest(*, using: str = "owner") -> Checkpoint | None:
    """The newest checkpoint, if any was made."""
    return Checkpoint.objects.using(using).order_by("-size").first()


def proof_between(old: int, new: Checkpoint, *, using: str = "owner") -> list[bytes]:
    """The proof that a checkpoint adds to that of an older size.

    Raises Checkpoint.DoesNotExist where none of that size was made.
    """
    if old in {0, new.size}:
        return []
    then = Checkpoint.objects.using(using).get(size=old)
    since = list(hashes(using, after=then.upto, upto=new.upto))
    return consistency(Peaks.read(then.size, bytes(then.peaks)), since)


def handed_text(old: int, new: Checkpoint, *, using: str = "owner") -> str:
    """What a witness is handed: the old size, the proof, and the checkpoint with the cosignatures
    that are known."""
    steps = "".join(f"{b64encode(h).decode()}\n" for h in proof_between(old, new, using=using))
    return f"old {old}\n{steps}\n{with_cosignatures(new, using=using)}"


def with_cosignatures(checkpoint: Checkpoint, *, using: str = "owner") -> str:
    """A checkpoint with every witness's signature that came back."""
    signed = Handed.objects.using(using).filter(checkpoint=checkpoint).order_by("witness")
    return checkpoint.note + "".join(signed.values_list("cosignature", flat=True))
