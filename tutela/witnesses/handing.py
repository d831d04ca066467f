"""Handing checkpoints to outside witnesses, and keeping the signatures that come back."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from django.utils import timezone

from tutela.witnesses.checkpoints import handed_text
from tutela.witnesses.models import Checkpoint, Handed
from tutela.witnesses.outside import Witness
from tutela.witnesses.verifier import DoesNotHold
from tutela.witnesses.verifying import cosigner_of

_PATIENCE = 10.0
_LONGEST_ANSWER = 64 * 1024
_FILE = re.compile(r"checkpoint-(\d+)\.txt")
ERASED = "erased.jsonl"


class NotHanded(Exception):
    """A witness was not reached; the message says why, in plain words."""


def hand_out(
    checkpoint: Checkpoint, witness: Witness, *, erased: Path, using: str = "owner"
) -> Handed:
    """Hand a checkpoint to a witness, with the list of erased records, and note how it went."""
    problem, said = "", ""
    try:
        said = _hand(checkpoint, witness, erased, using)
    except NotHanded as error:
        problem = str(error)
    found, _ = Handed.objects.using(using).update_or_create(
        checkpoint=checkpoint,
        witness=witness.name,
        defaults={"at": timezone.now(), "problem": problem[:300]},
    )
    if said:
        keep_cosignature(said, checkpoint, witness, using=using)
    return found


def keep_cosignature(
    said: str, checkpoint: Checkpoint, witness: Witness, *, using: str = "owner"
) -> bool:
    """Keep a witness's signature under a checkpoint, if it is theirs and holds."""
    lines = [line for line in said.splitlines() if line.startswith(f"— {witness.name} ")]
    if witness.key is None or not lines:
        return False
    signed = f"{lines[0]}\n"
    try:
        cosigner_of(signed, checkpoint, witness.key)
    except DoesNotHold:
        return False
    Handed.objects.using(using).update_or_create(
        checkpoint=checkpoint,
        witness=witness.name,
        defaults={"cosignature": signed},
        create_defaults={"at": timezone.now(), "cosignature": signed},
    )
    return True


def collect(witness: Witness, *, using: str = "owner") -> int:
    """Keep the signatures that lie in a witness's folder. Returns how many hold."""
    if witness.folder is None:
        return 0
    kept = 0
    for file in sorted(witness.folder.glob("checkpoint-*.cosigned")):
        size = int(file.stem.removeprefix("checkpoint-"))
        checkpoint = Checkpoint.objects.using(using).filter(size=size).first()
        if checkpoint is not None:
            kept += keep_cosignature(file.read_text(), checkpoint, witness, using=using)
    return kept


def _hand(checkpoint: Checkpoint, witness: Witness, erased: Path, using: str) -> str:
    old = _last_held(witness, using)
    if old > checkpoint.size:
        raise NotHanded(
            f"It holds {old} lines and we have {checkpoint.size}: lines were lost. See `tutela"
            " witness verify`; after a restore the log goes on under a new origin."
        )
    if old == checkpoint.size:
        return ""
    try:
        text = handed_text(old, checkpoint, using=using)
    except Checkpoint.DoesNotExist:
        raise NotHanded(f"It holds a log of {old} lines, which we do not know.") from None
    name = f"checkpoint-{checkpoint.size:012}.txt"
    listed = erased.read_text(encoding="ascii") if erased.exists() else ""
    if witness.folder is not None:
        return _into_folder(witness.folder, name, text, listed)
    if witness.outbox is not None:
        return _as_letter(witness, witness.outbox, name, text, listed)
    answer = _put(witness, name, text)
    if listed:
        _put(witness, ERASED, listed)
    return answer


def _last_held(witness: Witness, using: str) -> int:
    """The size that a witness holds: its folder says so itself; else what we handed."""
    if witness.folder is not None:
        try:
            return max(_sizes(witness.folder), default=0)
        except OSError as error:
            raise NotHanded(f"Its folder can't be read: {error.strerror}.") from error
    handed = Handed.objects.using(using).filter(witness=witness.name, problem="")
    return handed.order_by("-checkpoint").values_list("checkpoint_id", flat=True).first() or 0


def _sizes(folder: Path) -> Iterator[int]:
    for name in os.listdir(folder):
        found = _FILE.fullmatch(name)
        if found is not None:
            yield int(found[1])


def _into_folder(folder: Path, name: str, text: str, listed: str) -> str:
    try:
        _write(folder / name, text)
        if listed:
            _write(folder / ERASED, listed)
    except OSError as error:
        raise NotHanded(f"Its folder can't be written to: {error.strerror}.") from error
    return ""


def _as_letter(witness: Witness, outbox: Path, name: str, text: str, listed: str) -> str:
    letter = EmailMessage()
    letter["To"] = witness.mail
    letter["Subject"] = "A checkpoint to keep"
    letter.set_content(
        "Please keep the attached checkpoint with those before it. It names nobody. It lets you"
        " show later that nothing in the record was changed unseen; verifier.py checks it.\n"
    )
    letter.add_attachment(text, filename=name)
    if listed:
        letter.add_attachment(listed, filename=ERASED)
    try:
        _write(outbox / f"{witness.name.replace('/', '_')}-{name}".replace(".txt", ".eml"),
               letter.as_string())  # fmt: skip
    except OSError as error:
        raise NotHanded(f"The outbox can't be written to: {error.strerror}.") from error
    return ""


def _write(file: Path, text: str) -> None:
    """A file that appears whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Nobody is sent elsewhere with what is meant for a witness."""


def _put(witness: Witness, name: str, text: str) -> str:
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    try:
        if witness.token_file is not None:
            headers["Authorization"] = f"Bearer {witness.token_file.read_text().strip()}"
        request = Request(  # noqa: S310 - https or this machine, as `outside` has checked
            f"{witness.put.rstrip('/')}/{name}", text.encode(), headers, method="PUT"
        )
        opener = build_opener(HTTPSHandler(context=ssl.create_default_context()), _NoRedirect)
        with opener.open(request, timeout=_PATIENCE) as answer:
            return str(answer.read(_LONGEST_ANSWER).decode(errors="replace"))
    except URLError as error:
        raise NotHanded(f"It did not take it: {error.reason}") from error
    except OSError as error:
        raise NotHanded(f"It can't be reached: {error.strerror or type(error).__name__}") from error
