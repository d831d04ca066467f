"""`tutela accounts`: who leaves, who gets a new way in, which agency has a sign-in of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tutela.config.commands import the_database

if TYPE_CHECKING:
    from tutela.people.models import Practitioner

_OWNER = "owner"


@contextmanager
def _accounts() -> Iterator[None]:
    with the_database():
        from tutela.signin.renewals import NotRenewed  # noqa: PLC0415 - needs Django
        from tutela.signin.sso.providers import CannotSetUp  # noqa: PLC0415

        try:
            yield
        except (NotRenewed, CannotSetUp) as problem:
            sys.exit(str(problem))


@click.group()
def accounts() -> None:
    """How people come in, and that they no longer do."""


@accounts.command("leave")
@click.argument("email")
def leave(email: str) -> None:
    """Somebody has left: end their sessions and every way into their account, at once."""
    with _accounts():
        from tutela.signin.leaving import leave as left  # noqa: PLC0415 - needs Django

        person = _person(email)
        ended = left(person, using=_OWNER)
        click.echo(f"{person.name} has left; {ended} sessions ended.")


@accounts.command("end-sessions")
@click.argument("email", required=False)
@click.option("--everybody", is_flag=True, help="All sessions of all people, guests too.")
def end_sessions(email: str | None, *, everybody: bool) -> None:
    """Sign somebody out everywhere, or everybody; their ways in stay as they are."""
    if (email is None) != everybody:
        sys.exit("Name one person, or say --everybody.")
    with _accounts():
        from tutela.signin.models import Session  # noqa: PLC0415 - needs Django
        from tutela.signin.sessions import end_all  # noqa: PLC0415

        if email is None:
            ended = Session.objects.using(_OWNER).all().delete()[0]
        else:
            ended = end_all(_person(email).id, using=_OWNER)
        click.echo(f"{ended} sessions ended.")


@accounts.command("reset")
@click.argument("email")
@click.option("--asked-by", required=True, metavar="EMAIL", help="A colleague.")
@click.option("--approved-by", required=True, metavar="EMAIL", help="Another; one is a manager.")
def reset(email: str, asked_by: str, approved_by: str) -> None:
    """Give a new way in. Each colleague hands over one half of a code, face to face."""
    with _accounts():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.signin import renewals  # noqa: PLC0415

        person, asker, approver = (_person(e) for e in (email, asked_by, approved_by))
        at = timezone.now()
        first = renewals.ask(person, by=asker, at=at)
        try:
            second = renewals.approve(first.renewal, by=approver, at=at)
        except renewals.NotRenewed:
            renewals.stop(person.id, at=at)
            raise
        click.echo(f"{asker.name} gives {person.name} this half: {first.code}")
        click.echo(f"{approver.name} gives {person.name} this half: {second.code}")


@accounts.command("again")
@click.argument("email")
def again(email: str) -> None:
    """A new first code, for an account that nobody has used yet."""
    with _accounts():
        from tutela.signin.renewals import NotRenewed, is_unused  # noqa: PLC0415 - needs Django

        person = _person(email)
        if not is_unused(person):
            raise NotRenewed("This account has been used. Two colleagues reset it.")
        say_first_code(person)


@accounts.group("agency")
def agency() -> None:
    """An agency's own sign-in (OpenID Connect)."""


@agency.command("set")
@click.argument("name")
@click.option("--issuer", required=True, help="Its address, as it calls itself.")
@click.option("--client-id", required=True)
@click.option("--client-secret", prompt=True, hide_input=True, envvar="TUTELA_CLIENT_SECRET")
@click.option("--acr", multiple=True, help="An assurance that means two factors; any one of them.")
@click.option("--amr", multiple=True, help="A means that must have been used; all of them.")
def set_agency(
    *,
    name: str,
    issuer: str,
    client_id: str,
    client_secret: str,
    acr: tuple[str, ...],
    amr: tuple[str, ...],
) -> None:
    """Let the people of agency NAME sign in there. Register /sign-in/agency/back/ with it."""
    with _accounts():
        from tutela.signin.sso.providers import set_up  # noqa: PLC0415 - needs Django

        set_up(
            name, issuer=issuer, client_id=client_id, secret=client_secret, acr=acr, amr=amr,
            using=_OWNER,
        )  # fmt: skip
        click.echo(f"The people of {name} can tie their accounts to {issuer}.")


@agency.command("remove")
@click.argument("name")
def remove_agency(name: str) -> None:
    """Nobody signs in there any more; other ways in stay."""
    with _accounts():
        from tutela.signin.sso.providers import take_away  # noqa: PLC0415 - needs Django

        if not take_away(name, using=_OWNER):
            sys.exit(f"{name} has no sign-in of its own.")
        click.echo(f"Nobody signs in through {name} any more.")


@agency.command("list")
def list_agencies() -> None:
    """Name all agencies with a sign-in of their own."""
    with _accounts():
        from tutela.signin.sso.providers import offered  # noqa: PLC0415 - needs Django

        for provider in offered():
            asked = ", ".join([*(f"acr {a}" for a in provider.acr), *provider.amr])
            click.echo(f"{provider.agency.name}: {provider.issuer} ({asked})")


@agency.command("bind")
@click.argument("email")
@click.argument("subject")
def bind(email: str, subject: str) -> None:
    """Say who SUBJECT of their agency's sign-in is; most people tie it themselves."""
    with _accounts():
        from tutela.signin.sso.providers import bind as bound  # noqa: PLC0415 - needs Django
        from tutela.signin.sso.providers import provider_of  # noqa: PLC0415

        person = _person(email)
        provider = provider_of(person)
        if provider is None:
            sys.exit("Their agency has no sign-in of its own.")
        bound(person, provider, subject)
        click.echo(f"{person.name} signs in through {provider.issuer}.")


def say_first_code(person: Practitioner) -> None:
    """Print the code with which somebody comes in for the first time."""
    from django.utils import timezone  # noqa: PLC0415 - needs Django

    from tutela.signin.renewals import open_for_new  # noqa: PLC0415

    code = open_for_new(person.id, at=timezone.now(), using=_OWNER)
    click.echo(f"{person.name} comes in at /sign-in/new/ as {person.email} with this code:")
    click.echo(code)
    click.echo("It works once, for three days. Hand it over face to face.")


def _person(email: str) -> Practitioner:
    from tutela.people.models import Practitioner  # noqa: PLC0415 - needs Django

    found = Practitioner.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if found is None:
        sys.exit(f"Nobody has an account as {email}.")
    return found
