"""`tutela agencies` and `tutela people`: who works here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from tutela.config.commands import the_database
from tutela.config.commands.accounts import say_first_code
from tutela.people.roles import AgencyKind, Nation

_OWNER = "owner"


@contextmanager
def _registering() -> Iterator[None]:
    with the_database():
        from tutela.people.registering import CannotRegister  # noqa: PLC0415 - needs Django

        try:
            yield
        except CannotRegister as problem:
            sys.exit(str(problem))


@click.group()
def agencies() -> None:
    """Agencies whose people may hold accounts."""


@agencies.command("reference")
def reference() -> None:
    """Register every local authority and police force of the reference lists."""
    with _registering():
        from tutela.people.registering import register_reference_agencies  # noqa: PLC0415

        click.echo(f"{register_reference_agencies(using=_OWNER)} agencies registered.")


@agencies.command("add")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([k.value for k in AgencyKind]))
@click.option("--nation", required=True, type=click.Choice([n.value for n in Nation]))
def add_agency(name: str, kind: str, nation: str) -> None:
    """Register one agency."""
    with _registering():
        from tutela.people.registering import register_agency  # noqa: PLC0415 - needs Django

        register_agency(name, AgencyKind(kind), Nation(nation), using=_OWNER)
        click.echo(f"{name} is registered.")


@agencies.command("close")
@click.argument("name")
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]))
def close(name: str, day: datetime) -> None:
    """Close an agency; its people can't sign in any more."""
    with _registering():
        from tutela.people.registering import close_agency  # noqa: PLC0415 - needs Django

        lost = close_agency(name, on=day.date(), using=_OWNER)
        click.echo(f"{name} is closed; {lost} people lost their sign-in.")


@agencies.command("list")
def list_agencies() -> None:
    """Name all agencies."""
    with _registering():
        from tutela.people.models import Agency  # noqa: PLC0415 - needs Django

        for agency in Agency.objects.using(_OWNER).order_by("name"):
            closed = f", closed {agency.closed_on}" if agency.closed_on else ""
            click.echo(f"{agency.name} ({agency.get_kind_display()}{closed})")


@click.group()
def people() -> None:
    """Accounts of practitioners."""


@people.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--agency", required=True)
@click.option("--team", default="")
@click.option("--job-title", default="")
@click.option("--manages", is_flag=True, help="Sees the children that the agency leads.")
def add_person(
    *, email: str, name: str, agency: str, team: str, job_title: str, manages: bool
) -> None:
    """Make an account, and print the code with which the person comes in for the first time."""
    with _registering():
        from tutela.people.registering import register_practitioner  # noqa: PLC0415

        made = register_practitioner(
            email=email, name=name, agency=agency, team=team, job_title=job_title,
            manages=manages, using=_OWNER,
        )  # fmt: skip
        say_first_code(made)


@people.command("duty")
@click.argument("email")
@click.option("--on/--off", default=True, help="On the rota, or off it.")
def duty(email: str, *, on: bool) -> None:
    """Let somebody open records in an emergency, or no longer."""
    with _registering():
        from tutela.people.registering import put_on_duty_rota  # noqa: PLC0415 - needs Django

        person = put_on_duty_rota(email, on=on, using=_OWNER)
        click.echo(f"{person.name} is {'on' if on else 'off'} the duty rota.")


@people.command("protects-data")
@click.argument("email")
@click.option("--on/--off", default=True)
def protects_data(email: str, *, on: bool) -> None:
    """Name the data protection officer or Caldicott guardian of an agency, or no longer."""
    with _registering():
        from tutela.people.registering import let_protect_data  # noqa: PLC0415 - needs Django

        person = let_protect_data(email, on=on, using=_OWNER)
        click.echo(f"{person.name} {'now protects' if on else 'no longer protects'} data.")
