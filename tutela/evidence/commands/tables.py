"""`tutela tables`: the tables of the bulletin, from published counts or from the record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.evidence.commands.progress import Progress

if TYPE_CHECKING:
    from tutela.evidence.tables.build import Built
    from tutela.evidence.tables.write import Control, Input

_UNSAFE = 4
_BAD_INPUT = 2

# What the command line of the whole program hands over: facts as at a day. Evidence itself knows
# no database.
FactSource = Callable[[date], Iterable[Mapping[str, Any]]]


@click.group()
def tables() -> None:
    """Tables of referrals: build them from published counts or from the record."""


@tables.command()
@click.option(
    "--leafcells",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Published counts: leaf cells, or the longitudinal file.",
)
@click.option("--from-database", is_flag=True, help="Build from the record itself.")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The record as it was known at the end of that day, written 2026-03-31.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write to.",
)
@click.option("--exact", is_flag=True, help="Exact counts: no disclosure control is applied.")
@click.option(
    "--threshold",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    metavar="K",
    help="Without --exact: counts from 1 to K-1 are protected.",
)
@click.option("--quiet", is_flag=True, help="No progress bar.")
@click.pass_context
def build(
    ctx: click.Context,
    *,
    leafcells: Path | None,
    from_database: bool,
    as_at: datetime | None,
    out: Path,
    exact: bool,
    threshold: int,
    quiet: bool,
) -> None:
    """Build the tables that the input can give, and say which it can't.

    Writes one CSV per table, named by its id; a workbook of all (tables.ods); and manifest.json.
    Exit status: 0 done; 2 the input can't be used; 4 the tables can't be made safe.
    """
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415 - Polars only when needed

    if (leafcells is None) == (not from_database):
        raise click.UsageError("Give either --leafcells FILE.csv or --from-database.")
    if from_database != (as_at is not None):
        raise click.UsageError("--from-database and --as-at DATE go together.")
    progress = Progress(quiet)
    try:
        if leafcells is not None:
            built, source = _from_leafcells(leafcells, progress)
        else:
            assert as_at is not None
            built, source = _from_database(fact_source(ctx), as_at.date(), progress)
        if not exact:
            built = _fitted(built)
        _release(built, source, _control(built, exact, threshold), out, progress)
    except BadInputError as fault:
        click.echo(str(fault), err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(_BAD_INPUT)


def _from_leafcells(path: Path, progress: Progress) -> tuple[Built, Input]:
    from tutela.evidence.periods import Quarter  # noqa: PLC0415
    from tutela.evidence.published.cells import read_cells  # noqa: PLC0415
    from tutela.evidence.published.text import read_file  # noqa: PLC0415
    from tutela.evidence.tables.build import build as build_tables  # noqa: PLC0415
    from tutela.evidence.tables.write import input_of  # noqa: PLC0415

    content = read_file(path)
    now = Quarter.of(datetime.now(UTC).date())
    cells = read_cells(content, path.name, not_after=now)
    source = input_of(cells, content)
    return build_tables(cells.frame, progress=progress.over("Building tables", "table")), source


def _from_database(source: FactSource, as_at: date, progress: Progress) -> tuple[Built, Input]:
    from tutela.evidence.bulletin.feed import frames_of  # noqa: PLC0415
    from tutela.evidence.tables.build import build as build_tables  # noqa: PLC0415
    from tutela.evidence.tables.write import Input, digest  # noqa: PLC0415
    from tutela.evidence.vintages.frozen import freeze_frame  # noqa: PLC0415

    facts = progress.over("Reading facts", "fact")(source(as_at))
    frame = frames_of(facts, "the record")["referrals"]
    seal = digest(freeze_frame(frame))
    name = f"the record as at {as_at.isoformat()}"
    origin = Input(name, "database", seal, frame.height, as_at)
    return build_tables(frame, progress=progress.over("Building tables", "table")), origin


def fact_source(ctx: click.Context) -> FactSource:
    """What the whole program's command line hands over, or a message that it doesn't."""
    settings = ctx.find_root().obj
    source = settings.get("referral_facts") if isinstance(settings, Mapping) else None
    if not callable(source):
        raise click.UsageError(
            "--from-database works from the program's own command line, which knows the database."
        )
    typed: FactSource = source
    return typed


def _fitted(built: Built) -> Built:
    from tutela.evidence.tables.protection import fitted  # noqa: PLC0415

    click.echo("Protecting the tables together; this can take minutes.", err=True)
    return fitted(built)


def _control(built: Built, exact: bool, threshold: int) -> Control:
    from tutela.evidence.tables.protection import NotSafeError, protected  # noqa: PLC0415
    from tutela.evidence.tables.write import NO_CONTROL  # noqa: PLC0415

    if exact:
        return NO_CONTROL
    try:
        return protected(built, threshold)
    except NotSafeError as fault:
        click.echo(str(fault), err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(_UNSAFE)


def _release(built: Built, source: Input, control: Control, out: Path, progress: Progress) -> None:
    from tutela.evidence.tables.write import files_of, write  # noqa: PLC0415

    files = files_of(built, source, control)
    write(files, out, progress.over("Writing files", "file"))
    for one in built.tables:
        counted = f"{one.total:,} people" if one.adds_up else "people under each category"
        said = counted if control.exact else "protected"
        click.echo(f"{one.table.id}: {one.cells.height:,} cells, {said}")
    for skipped in built.skipped:
        click.echo(f"{skipped.table.id}: skipped; {skipped.reason}")
    for remark in source.remarks:
        click.echo(f"Note: {remark}", err=True)
    click.echo(f"Disclosure control: {control.statement}", err=True)
    click.echo(f"Written to {out}")
