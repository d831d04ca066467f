"""`tutela witness`: checkpoints of the audit, held by others, and proofs for agencies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from tqdm import tqdm

from tutela.config import places
from tutela.config.commands import the_database

if TYPE_CHECKING:
    from tutela.witnesses.models import Checkpoint
    from tutela.witnesses.outside import Outside

_VERIFIER = Path(__file__).parents[2] / "witnesses" / "verifier.py"


@click.group()
def witness() -> None:
    """Checkpoints of the audit that others hold, so that no change goes unseen."""


@contextmanager
def _witnessed() -> Iterator[Outside]:
    from tutela.witnesses.outside import NotConfigured, read  # noqa: PLC0415 - only when called

    with the_database():
        from tutela.witnesses.log import Busy  # noqa: PLC0415 - needs Django
        from tutela.witnesses.verifier import DoesNotHold  # noqa: PLC0415

        try:
            yield read(places.witnesses_file())
        except (NotConfigured, Busy, DoesNotHold) as problem:
            sys.exit(str(problem))


@witness.command()
@click.option(
    "--after-rows", default=0, metavar="N", help="Only if so many lines came since the last one."
)
@click.option(
    "--after-minutes", default=10, show_default=True, metavar="N",
    help="With --after-rows: or so many minutes went by.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
def checkpoint(after_rows: int, after_minutes: int, *, quiet: bool) -> None:
    """Sign what is audited now, and hand it to every witness.

    Exit status 1 where fewer than two witnesses hold it afterwards.
    """
    with _witnessed() as outside:
        from tutela.config.commands.retention import list_erased  # noqa: PLC0415 - needs Django
        from tutela.witnesses import checkpoints, handing  # noqa: PLC0415
        from tutela.witnesses.outside import FEWEST  # noqa: PLC0415

        if after_rows and not checkpoints.is_time(after_rows, after_minutes):
            return
        list_erased()
        for one in outside.witnesses:
            handing.collect(one)
        made = checkpoints.make_checkpoint(outside.origin)
        held = 0
        for one in outside.witnesses:
            done = handing.hand_out(made, one, erased=places.erased_list())
            if done.problem:
                click.echo(f"{one.name}: {done.problem}", err=True)
            held += not done.problem
        if not quiet:
            click.echo(f"A checkpoint of {made.size} lines is held by {held} witnesses.")
        if held < FEWEST:
            sys.exit(f"Only {held} of at least {FEWEST} outside witnesses hold it.")


@witness.command()
def status() -> None:
    """What the witnesses hold, and how much of the audit nobody outside has seen yet."""
    with _witnessed() as outside:
        from tutela.witnesses import checkpoints  # noqa: PLC0415 - needs Django
        from tutela.witnesses.models import Handed  # noqa: PLC0415

        for one in outside.witnesses:
            good = Handed.objects.using("owner").filter(witness=one.name, problem="")
            last = good.order_by("-checkpoint").first()
            if last is None:
                click.echo(f"{one.name}: holds none")
                continue
            since = checkpoints.lines_since(last.checkpoint)
            signed = good.exclude(cosignature="").order_by("-checkpoint").first()
            said = f", signed {signed.checkpoint_id}" if signed else ""
            click.echo(
                f"{one.name}: holds {last.checkpoint_id} lines since {last.at:%-d %B %Y, %H:%M}"
                f"{said}; {since} came since"
            )


@witness.command("key")
def show_key() -> None:
    """The key under which this log signs: give it to each witness and agency, by hand."""
    with _witnessed() as outside:
        from tutela.witnesses.checkpoints import log_key  # noqa: PLC0415 - needs Django

        click.echo(str(log_key(outside.origin)))


@witness.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True))
@click.option("--agency", required=True, help="Whose audit.")
@click.option(
    "--kept", multiple=True, type=int, metavar="LINES",
    help="The size of a checkpoint that the agency holds already.",
)  # fmt: skip
def export_audit(file: IO[str], agency: str, kept: tuple[int, ...]) -> None:
    """Write an agency its own audit, with proofs that verifier.py checks away from here."""
    with _witnessed():
        from tutela.people.models import Agency  # noqa: PLC0415 - needs Django
        from tutela.witnesses.exporting import export  # noqa: PLC0415
        from tutela.witnesses.models import Checkpoint  # noqa: PLC0415

        whose = Agency.objects.using("owner").filter(name=agency).first()
        if whose is None:
            sys.exit(f"There is no agency called {agency}. `tutela agencies list` names all.")
        made = _newest()
        number = -1
        try:
            with tqdm(total=made.size, unit=" lines", disable=None) as bar:
                for line in export(whose.id, made, kept=kept, seen=bar.update):
                    file.write(line)
                    number += 1
        except Checkpoint.DoesNotExist:
            sys.exit("We never signed a checkpoint of that size.")
        click.echo(f"{number} lines, proved in the checkpoint of {made.size}.")


@witness.command("verify")
@click.argument("held", nargs=-1, type=click.Path(path_type=Path, exists=True))
def verify_witnessed(held: tuple[Path, ...]) -> None:
    """Hold the audit and every entry against our checkpoints, and against those in the files and
    folders that witnesses gave. Exit status 1 where they differ."""
    with _witnessed() as outside:
        from tutela.witnesses import verifying  # noqa: PLC0415 - needs Django
        from tutela.witnesses.checkpoints import log_key  # noqa: PLC0415

        log = log_key(outside.origin)
        theirs = verifying.held_outside(held, log)
        known = [*verifying.our_own(log), *theirs]
        with tqdm(unit=" lines", disable=None) as bar:
            wrong = [*verifying.differences(known, seen=bar.update), *verifying.unaudited()]
        for one in wrong:
            click.echo(f"DOES NOT HOLD: {one}", err=True)
        if wrong:
            sys.exit(1)
        click.echo(f"All holds: {len(known)} checkpoints, {len(theirs)} of them held outside.")
        if not theirs:
            click.echo("Our own prove little: give those that the witnesses hold.", err=True)


@witness.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "name", required=True, help="The witness, as witnesses.toml names it.")
@click.option("--size", required=True, type=int, help="How many lines the checkpoint has.")
def cosigned(file: Path, name: str, size: int) -> None:
    """Keep a witness's signature that came back in another way, such as by mail."""
    with _witnessed() as outside:
        from tutela.witnesses.handing import keep_cosignature  # noqa: PLC0415 - needs Django
        from tutela.witnesses.models import Checkpoint  # noqa: PLC0415

        one = next((w for w in outside.witnesses if w.name == name), None)
        made = Checkpoint.objects.using("owner").filter(size=size).first()
        if one is None or made is None or not keep_cosignature(file.read_text(), made, one):
            sys.exit("This is no signature of that witness under that checkpoint.")
        click.echo("The signature is kept.")


@witness.command()
@click.argument("file", type=click.File("w", encoding="utf-8"))
def verifier(file: IO[str]) -> None:
    """Write verifier.py for an agency: one file, which needs nothing of Tutela."""
    file.write(_VERIFIER.read_text(encoding="utf-8"))


def _newest() -> Checkpoint:
    from tutela.witnesses.checkpoints import latest  # noqa: PLC0415 - needs Django

    made = latest()
    if made is None:
        sys.exit("No checkpoint was made yet: `tutela witness checkpoint`.")
    return made
