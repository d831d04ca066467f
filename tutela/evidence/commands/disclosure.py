"""`tutela protect` and `tutela audit`: tables made safe, and releases attacked as written.

Solver and arithmetic are imported inside the commands, so that `tutela --help` stays quick.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from tutela.evidence.problems import BadInputError

UNSAFE = 4
BAD_INPUT = 2


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--count", required=True, help="The column that holds the counts.")
@click.option(
    "--hierarchy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {"column": [{"parent": ["child", …], …}, …]}.',
)
@click.option(
    "--threshold",
    required=True,
    type=click.IntRange(min=1),
    help="Counts from 1 to one less than this are sensitive.",
)
@click.option(
    "--rule",
    type=click.Choice(["exact", "interval"]),
    default="interval",
    show_default=True,
    help="exact: no sensitive count can be worked out. interval: nor that it is below threshold.",
)
@click.option(
    "--cost",
    type=click.Choice(["count", "frequency", "log"]),
    default="count",
    show_default=True,
    help="What hiding a cell costs: 1, its count, or log(1 + count) + 0.1.",
)
@click.option(
    "--insiders",
    type=click.Choice(["none", "exact", "rule"]),
    default="exact",
    show_default=True,
    help="What must hold even for someone who knows the one child of a hidden cell.",
)
@click.option(
    "--zeros",
    type=click.Choice(["published", "sensitive"]),
    default="published",
    show_default=True,
    help="Whether it may be seen that a cell is empty.",
)
@click.option("--round", "round_to", type=click.IntRange(min=2), help="Round to this base instead.")
@click.option(
    "--earlier",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A release that is already out, oldest first; may be given several times.",
)
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A list of all releases so far: protect beside them, and add this one.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=50.0,
    show_default=True,
    help="After so long a heuristic finishes the work.",
)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where to."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def protect(
    *,
    files: tuple[Path, ...],
    count: str,
    hierarchy: Path | None,
    threshold: int,
    rule: str,
    cost: str,
    insiders: str,
    zeros: str,
    round_to: int | None,
    earlier: tuple[Path, ...],
    ledger: Path | None,
    seconds: float,
    out: Path,
    as_json: bool,
) -> None:
    """Hide or round what must not be seen in tables of counts, and check the result by attack.

    All FILES are one release. A file holds inner cells, or cells with the label Total or a
    parent's code, which must add up; a cell that is not listed is zero. Inner cells, parents and
    totals are written. Exit 0: safe and written; 4: cannot be made safe, nothing written; 2: the
    input is wrong.

    The printed result names the sensitive cells and is for the producer's eyes alone; the files
    in the directory OUT are for publication.
    """
    from tutela.evidence import disclosure as sdc  # noqa: PLC0415
    from tutela.evidence.disclosure.hierarchies import read_hierarchies  # noqa: PLC0415
    from tutela.evidence.disclosure.ledger import Ledger  # noqa: PLC0415
    from tutela.evidence.disclosure.linear import SolverFailedError  # noqa: PLC0415

    try:
        if out.exists() and any(path.parent.resolve() == out.resolve() for path in files):
            raise click.UsageError("--out is where the tables are; choose another directory")
        policy = sdc.Policy(
            threshold=threshold,
            rule=sdc.Rule(rule),
            cost=sdc.Cost(cost),
            insiders=sdc.Insiders(insiders),
            zeros=sdc.Zeros(zeros),
            round_to=round_to,
            seconds=seconds,
        )
        book = Ledger.read(ledger) if ledger else None
        before = [*earlier, *(book.directories() if book else ())]
        result = sdc.protect(
            [sdc.read_table(path, count) for path in files],
            policy,
            hierarchies=read_hierarchies(hierarchy) if hierarchy else None,
            earlier=[path for path in before if path.resolve() != out.resolve()],
            out=out,
        )
        if result.safe and book is not None:
            book.add(out)
    except BadInputError as error:
        _bad_input(error)
    except SolverFailedError as error:
        _failed(error)
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        click.echo(result.in_words())
    for reason in result.reasons:
        click.echo(reason, err=True)
    sys.exit(0 if result.safe else UNSAFE)


@click.command()
@click.argument(
    "directories",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--threshold", required=True, type=click.IntRange(min=1))
@click.option(
    "--rule",
    type=click.Choice(["exact", "interval"]),
    help="By default the rule that the release states, else interval.",
)
@click.option(
    "--hierarchy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Hierarchies of files that bring none with them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def audit(
    *,
    directories: tuple[Path, ...],
    threshold: int,
    rule: str | None,
    hierarchy: Path | None,
    as_json: bool,
) -> None:
    """Attack releases as they are written, several DIRECTORIES at once as one set, oldest first.

    Says for every hidden cell the least and the most that it can be. Exit 0: nothing is given
    away; 4: something is; 2: the files are wrong or contradict themselves.
    """
    from tutela.evidence.disclosure.audit import audit_releases  # noqa: PLC0415
    from tutela.evidence.disclosure.hierarchies import read_hierarchies  # noqa: PLC0415
    from tutela.evidence.disclosure.linear import SolverFailedError  # noqa: PLC0415

    try:
        result = audit_releases(
            directories,
            threshold=threshold,
            rule=rule,
            hierarchies=read_hierarchies(hierarchy) if hierarchy else None,
        )
    except BadInputError as error:
        _bad_input(error)
    except SolverFailedError as error:
        _failed(error)
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        click.echo(result.in_words())
    for reason in result.reasons:
        click.echo(reason, err=True)
    sys.exit(0 if result.safe else UNSAFE)


def _failed(error: Exception) -> NoReturn:
    """Nothing is proven safe that could not be worked out."""
    click.echo(f"Not safe: {error}", err=True)
    sys.exit(UNSAFE)


def _bad_input(error: BadInputError) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(BAD_INPUT)
