"""`tutela watch`: who looks at records as nobody else does; leave, the other officer, decoys."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from tutela.config.commands import the_database

_OWNER = "owner"
_DAY = click.DateTime(["%Y-%m-%d"])


@contextmanager
def _asking() -> Iterator[None]:
    with the_database():
        from tutela.people.registering import CannotRegister  # noqa: PLC0415 - needs Django

        try:
            yield
        except CannotRegister as problem:
            sys.exit(str(problem))


@click.group()
def watch() -> None:
    """Unusual looks at records, and decoys. Run `tutela watch run` every night."""


@watch.command("run")
@click.option("--day", type=_DAY, help="A London day, or else yesterday.")
@click.option("--json", "as_json", is_flag=True, help="Print the signals as JSON.")
def run(day: datetime | None, *, as_json: bool) -> None:
    """Count what everybody did on a day, raise signals, and tell the officers of both agencies."""
    with _asking():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.watch.nightly import run as watched  # noqa: PLC0415
        from tutela.watch.reading import configured  # noqa: PLC0415

        on = day.date() if day else timezone.localdate() - timedelta(days=1)
        raised = watched(on, using=_OWNER, limits=configured())
        if as_json:
            told = [
                {"person": str(r.person), "day": r.day.isoformat(), "measure": r.measure,
                 "number": r.number, "usual": r.usual}
                for r in raised
            ]  # fmt: skip
            click.echo(json.dumps(told, indent=2))
        else:
            click.echo(f"{len(raised)} signals on {on:%-d %B %Y}.")


@watch.command("also")
@click.argument("agency")
@click.argument("other")
def also(agency: str, other: str) -> None:
    """Let the data protection officer of OTHER see the signals of AGENCY too."""
    with _asking():
        from tutela.people.registering import registered_agency  # noqa: PLC0415 - needs Django
        from tutela.watch.models import Overseer  # noqa: PLC0415

        watched = registered_agency(agency, using=_OWNER)
        officer = registered_agency(other, using=_OWNER)
        if watched == officer:
            sys.exit("It must be another agency.")
        Overseer.objects.using(_OWNER).get_or_create(agency=watched, also=officer)
        click.echo(f"{officer.name} sees the signals of {watched.name} too.")


@watch.command("leave")
@click.argument("email")
@click.argument("first", type=_DAY)
@click.argument("last", type=_DAY, required=False)
def leave(email: str, first: datetime, last: datetime | None) -> None:
    """Somebody is not at work from FIRST to LAST; without LAST they have left."""
    with _asking():
        from tutela.people.registering import registered  # noqa: PLC0415 - needs Django
        from tutela.watch.models import Leave  # noqa: PLC0415

        person = registered(email, using=_OWNER)
        Leave.objects.using(_OWNER).create(
            practitioner=person, first=first.date(), last=last.date() if last else None
        )
        until = f"until {last:%-d %B %Y}" if last else "for good"
        click.echo(f"{person.name} is away from {first:%-d %B %Y} {until}.")


@watch.command("decoys")
@click.argument("agency")
def decoys(agency: str) -> None:
    """Make the three decoys of an agency, as far as they are lacking. Says not which they are."""
    with _asking():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.people.registering import registered_agency  # noqa: PLC0415
        from tutela.watch.decoys import make_decoys  # noqa: PLC0415

        home = registered_agency(agency, using=_OWNER)
        made = make_decoys(home, on=timezone.localdate(), using=_OWNER)
        click.echo(f"{len(made)} decoys made.")


@click.command()
def mail() -> None:
    """Send the mails that wait because the mail server could not be reached."""
    with the_database():
        from tutela.notices.mailing import send_waiting  # noqa: PLC0415 - needs Django

        try:
            click.echo(f"{send_waiting()} mails sent.")
        except OSError as problem:
            sys.exit(f"The mail server can't be reached: {problem}")
