"""`tutela retention`: whose time has come, what is held, and erasing for good."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from tutela.config import places
from tutela.config.commands import the_database

if TYPE_CHECKING:
    from tutela.people.models import Practitioner

_OWNER = "owner"
_TRIES = 3


@click.group()
def retention() -> None:
    """How long records are kept, and erasing them when their time has come."""


@contextmanager
def _keeping() -> Iterator[None]:
    with the_database():
        from tutela.retention.keeping import CannotErase  # noqa: PLC0415 - needs Django

        try:
            yield
        except CannotErase as problem:
            sys.exit(str(problem))


@retention.command()
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="On this day; today when not given."
)
def due(day: datetime | None) -> None:
    """Records that may be erased. Names nobody; opens every record to know."""
    with the_database():
        from tutela.doors.rebuilding import count_children  # noqa: PLC0415 - needs Django
        from tutela.retention.due import due as found_due  # noqa: PLC0415

        with tqdm(total=count_children(), unit=" records", disable=None) as bar:
            found = sorted(
                found_due(_today() if day is None else day.date(), seen=bar.update),
                key=lambda d: (d.kept_until, d.reference),
            )
        for one in found:
            held = "   held" if one.is_held else ""
            click.echo(f"{one.reference}   kept until {_in_words(one.kept_until)}{held}")
        if not found:
            click.echo("No record's time has come.")


@retention.command()
@click.argument("reference")
@click.option("--by", "email", required=True, help="The account of whoever holds the record.")
@click.option("--why", required=True, help="A court's order, an inquiry, a claim.")
def hold(reference: str, email: str, why: str) -> None:
    """Keep a record from being erased, though its time may have come."""
    with _keeping():
        from tutela.retention.keeping import hold as held  # noqa: PLC0415 - needs Django

        held(reference, by=_confirmed(email), reason=why)
        click.echo(f"{reference} is held. `tutela retention release` lets it go.")


@retention.command()
@click.argument("reference")
@click.option("--by", "email", required=True, help="The account of whoever lets it go.")
@click.option("--why", required=True, help="Why it need not be held any more.")
def release(reference: str, email: str, why: str) -> None:
    """Let a held record go."""
    with _keeping():
        from tutela.retention.keeping import release as released  # noqa: PLC0415 - needs Django

        released(reference, by=_confirmed(email), reason=why)
        click.echo(f"{reference} is held no more.")


@retention.command()
@click.argument("reference")
@click.option("--died", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the child died.")
@click.option("--never-looked-after", is_flag=True, help="No agency ever looked after the child.")
@click.option("--by", "email", required=True, help="The account of whoever says so.")
@click.option("--why", required=True, help="How this is known.")
def say(
    reference: str, died: datetime | None, never_looked_after: bool, email: str, why: str
) -> None:
    """Say what changes how long a record is kept."""
    if died is None and not never_looked_after:
        sys.exit("Say --died or --never-looked-after.")
    with _keeping():
        from tutela.retention.keeping import say as said  # noqa: PLC0415 - needs Django
        from tutela.retention.rules import Said  # noqa: PLC0415

        ground = Said(None if died is None else died.date(), never_looked_after)
        said(reference, ground, by=_confirmed(email), why=why)
        click.echo(f"It is noted. `tutela retention due` works out when {reference} is due.")


@retention.command()
@click.argument("reference")
@click.option(
    "--by",
    "emails",
    multiple=True,
    required=True,
    help="Give two: each confirms by password and code.",
)
def erase(reference: str, emails: tuple[str, ...]) -> None:
    """Erase a record whose time has come. Two people do it together; nothing brings it back."""
    if len(set(emails)) != 2:
        sys.exit("A record is erased by two different people: give --by twice.")
    with _keeping():
        from django.db import DatabaseError  # noqa: PLC0415 - needs Django

        from tutela.retention.keeping import erase as erased  # noqa: PLC0415
        from tutela.retention.keeping import sweep  # noqa: PLC0415

        first, second = (_with_second_factor(_confirmed(email)) for email in emails)
        said = click.prompt("Nothing brings a record back. Type its reference once more")
        if said.strip().upper() != reference.strip().upper():
            sys.exit("That is another reference. Nothing was erased.")
        done = erased(reference, by=(first, second), on=_today())
        list_erased()
        click.echo(f"{reference} was erased on {_in_words(done.erased_on)}.")
        try:
            sweep()
        except DatabaseError:
            click.echo("The table of keys was in use. Run `tutela retention sweep` later.")
        click.echo(
            "Older backups hold its wrapped key: hand the new list of erased records to the "
            f"witnesses with `tutela witness checkpoint`, or copy {places.erased_list()}."
        )


@retention.command("sweep")
def sweep_keys() -> None:
    """Rewrite the table of keys, so that a destroyed key does not lie on in a hole of its file."""
    with the_database():
        from tutela.retention.keeping import sweep  # noqa: PLC0415 - needs Django

        sweep()
        click.echo("The table of keys was written anew.")


def list_erased() -> None:
    """Bring the list of erased records, which outlives the database, up to date."""
    from tutela.retention.tombstones import tombstones, write_list  # noqa: PLC0415 - needs Django

    found = tombstones(using=_OWNER)
    if found:
        places.make_passable(places.data_folder())
        write_list(places.erased_list(), found)


def _confirmed(email: str) -> Practitioner:
    """The person of this account, who types their password here and now, or nothing happens."""
    from tutela.people.models import Practitioner  # noqa: PLC0415 - needs Django

    who = Practitioner.objects.using(_OWNER).filter(email=email.casefold(), is_active=True).first()
    for _ in range(_TRIES):
        password = click.prompt(f"Password of {email}", hide_input=True)
        # Compared as the owner: the application's own sign-in counts tries, and has a page.
        if who is not None and who.check_password(password):
            return who
    sys.exit("Nothing was done: this person did not confirm it.")


def _with_second_factor(who: Practitioner) -> Practitioner:
    """The same person, who also gives the code of their app, or a recovery code; each is used up.
    A terminal can't ask a passkey."""
    from tutela.signin import codes, recovery  # noqa: PLC0415 - needs Django

    for _ in range(_TRIES):
        typed = click.prompt(f"Code of {who.email}, from the app or a recovery code")
        if codes.spend(who.id, typed.strip(), at=time.time()) or recovery.spend(who.id, typed):
            return who
    sys.exit("Nothing was done: this person did not confirm it.")


def _today() -> date:
    from django.utils import timezone  # noqa: PLC0415 - needs Django

    return timezone.localdate()


def _in_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
