"""`tutela intake`: is a child whom we meet known already? The answer respects the walls.

Nothing about a child stands on the command line, where other people's programs could read it: it
is asked for, or read from standard input.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_KEY = click.option(
    "--key",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="file with the key of the store; it must not lie beside the store",
)
_STORE = click.option("--store", required=True, type=_FOLDER, help="the store's directory")
BAD_INPUT = 2
ASKED = ("name", "date_of_birth", "nationality", "sex", "place", "reference")


@click.group()
def intake() -> None:
    """Check at intake whether a child may be known already, and whose lead to ask."""


@intake.command("build")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_STORE
@_KEY
@click.option(
    "--lead",
    "leads",
    multiple=True,
    metavar="LIST=WORDS",
    help="who is named for the records of a list  [default: the list's name]",
)
def build(files: tuple[Path, ...], store: Path, key: Path, leads: tuple[str, ...]) -> None:
    """Make a store of the people on lists (CSV FILES, as for `tutela link`), without their names.

    The store holds keyed digests. The key file is made if it isn't there.
    """
    from tutela.evidence.linkage.model import shipped_model  # noqa: PLC0415 - --help shan't wait
    from tutela.evidence.linkage.reading import read_lists  # noqa: PLC0415 - the same
    from tutela.evidence.linkage.refusals import Refusal  # noqa: PLC0415 - the same
    from tutela.evidence.linkage.store import build as built  # noqa: PLC0415 - the same
    from tutela.evidence.linkage.store import save  # noqa: PLC0415 - the same
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415 - the same

    named = dict(_lead(one) for one in leads)
    try:
        people = read_lists(files)
    except (BadInputError, Refusal) as fault:
        click.echo(f"Bad input:\n{fault}", err=True)
        raise SystemExit(BAD_INPUT) from fault
    unknown = sorted(set(named) - {person.list for person in people})
    if unknown:
        raise click.UsageError(f"--lead names lists that aren't there: {', '.join(unknown)}")
    made = built(
        [(person, named.get(person.list, person.list)) for person in people],
        shipped_model(),
        _key(key, store, make=True),
    )
    save(made, store)
    click.echo(f"{len(people):,} records can be checked against, without their names: {store}")


@intake.command("check")
@_STORE
@_KEY
@click.option("--json", "as_json", is_flag=True, help="one JSON object for each child")
def check(store: Path, key: Path, as_json: bool) -> None:
    """Ask whether a child may be known. Asks for what is known of the child, or, where standard
    input is no keyboard, reads a list as for `tutela link` from it and answers row by row.

    Says whether a match is possible and whose lead to ask: never who, how many or how likely.
    """
    from tutela.evidence.linkage.intake import check as checked  # noqa: PLC0415 - see above
    from tutela.evidence.linkage.people import Person  # noqa: PLC0415 - the same
    from tutela.evidence.linkage.reading import parse_list  # noqa: PLC0415 - the same
    from tutela.evidence.linkage.store import load  # noqa: PLC0415 - the same
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415 - the same

    try:
        people: list[Person] = parse_list(_given(), "standard input", "intake")
    except BadInputError as fault:
        click.echo(f"Bad input:\n{fault}", err=True)
        raise SystemExit(BAD_INPUT) from fault
    if not (store / "records.parquet").exists():
        raise click.UsageError(f"{store} is no store; `tutela intake build` makes one")
    opened = load(store, _key(key, store, make=False))
    for person in people:
        answer = checked(person, opened)
        if as_json:
            said = {"id": person.id, "possible": answer.possible, "ask": answer.ask}
            click.echo(json.dumps(said, ensure_ascii=False))
        else:
            click.echo(answer.words if len(people) == 1 else f"{person.id}: {answer.words}")


def _given() -> bytes:
    """A list as CSV: from standard input, or of one child, asked for at the keyboard."""
    if not sys.stdin.isatty():
        return sys.stdin.buffer.read()
    said = [
        click.prompt(one.replace("_", " ").capitalize(), default="", show_default=False)
        for one in ASKED
    ]
    cells = ",".join('"' + one.replace('"', '""') + '"' for one in said)
    return f"id,{','.join(ASKED)}\n1,{cells}\n".encode()


def _lead(text: str) -> tuple[str, str]:
    name, found, words = text.partition("=")
    if not found or not name or not words:
        raise click.UsageError(f"--lead {text!r}: write LIST=WORDS, as police='Hull Police'")
    return name, words


def _key(path: Path, store: Path, *, make: bool) -> bytes:
    """The key, made if it may be. Raises a usage error where it lies in or beside the store."""
    if store.resolve() in (path.resolve().parent, *path.resolve().parents):
        raise click.UsageError("the key must not lie in the store: whoever has both can try names")
    if make and not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
    try:
        key = path.read_bytes().strip()
    except OSError as fault:
        raise click.UsageError(f"the key can't be read: {fault.strerror}") from fault
    if len(key) < 16:
        raise click.UsageError("the key is too short; make it with `tutela intake build`")
    return key
