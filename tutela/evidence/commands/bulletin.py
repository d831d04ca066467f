"""`tutela bulletin`: build a release, make a kept one again, compare releases."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutela.evidence.commands.progress import Progress

if TYPE_CHECKING:
    from datetime import date

    from tutela.evidence.commands.tables import FactSource
    from tutela.evidence.vintages.snapshot import Options, Snapshot

_NOT_THE_SAME = 1
_BAD_INPUT = 2
_UNSAFE = 4

_OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR"
)


@click.group()
def bulletin() -> None:
    """The bulletin: every table and format of a release, kept so that it can be made again."""


@bulletin.command()
@click.option(
    "--leafcells",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Published counts.",
)
@click.option(
    "--facts",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A folder of facts: referrals.csv and further ones.",
)
@click.option("--from-database", is_flag=True, help="Build from the record itself.")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of which the data are; needed for --facts and --from-database.",
)
@click.option("--area", metavar="NAME", help="The profile of one local authority.")
@click.option("--label", metavar="TEXT", help="What the release is called, such as “2026 Q1”.")
@click.option(
    "--publication",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Producer, contact, next release and other words.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The release before this one, to show revisions since.",
)
@click.option("--reason", default="not stated", help="Why counts were revised.")
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
@_OUT
@click.pass_context
def build(ctx: click.Context, /, *, out: Path, quiet: bool, **given: object) -> None:
    """Build a release and keep it.

    DIR/release holds what may be published once it is checked; DIR/inputs what it was made from.
    Exit status: 0 done; 2 the input can't be used; 4 the tables can't be made safe.
    """
    with _told():
        from tutela.evidence.vintages.snapshot import keep  # noqa: PLC0415 - Polars when needed

        progress = Progress(quiet)
        snapshot = _snapshot(ctx, given, progress)
        released = snapshot.make(progress.over("Building tables", "table"))
        keep(snapshot, released, out)
        for skipped in released.built.skipped:
            click.echo(f"{skipped.table.id}: skipped; {skipped.reason}")
        click.echo(f"{len(released.built.tables)} tables, {len(released.files)} files in {out}")
        click.echo(f"Disclosure control: {released.control.statement}", err=True)


@bulletin.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def rebuild(folder: Path) -> None:
    """Make the kept release in FOLDER again and compare it byte for byte.

    Exit status: 0 the same; 1 not the same; 2 FOLDER holds no kept release.
    """
    with _told():
        from tutela.evidence.vintages.snapshot import rebuild as rebuilt  # noqa: PLC0415

        result = rebuilt(folder)
        if not result.same_code:
            click.echo("The code or a library is another than the release was made with.")
        for name in result.tampered:
            click.echo(f"{name}: changed since it was released")
        for name in result.differing:
            click.echo(f"{name}: comes out otherwise")
        if not result.is_same:
            sys.exit(_NOT_THE_SAME)
        click.echo("The same, byte for byte.")


@bulletin.command()
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--reason", default="not stated", help="Why counts were revised.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv"
)
def revisions(folders: tuple[Path, ...], reason: str, out: Path) -> None:
    """Compare releases, the earliest first: what was first published, what is now, why.

    FOLDERS are kept releases, or folders that `tutela tables build` wrote.
    """
    with _told():
        from tutela.evidence.bulletin.contents import ALL_TABLES  # noqa: PLC0415
        from tutela.evidence.vintages.revisions import history  # noqa: PLC0415
        from tutela.evidence.vintages.revisions import revisions as compared  # noqa: PLC0415
        from tutela.evidence.vintages.snapshot import as_release  # noqa: PLC0415

        if len(folders) < 2:
            raise click.UsageError("Two releases or more are needed.")
        releases = [as_release(folder) for folder in folders]
        known = history(releases[:-1], ALL_TABLES)
        changes = compared(known, releases[-1], ALL_TABLES, reason=reason)
        out.write_bytes(changes.write_csv().encode())
        click.echo(f"{changes.height} counts were revised; written to {out}")


@bulletin.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.md")
def methodology(out: Path | None) -> None:
    """The methodology page, made from the measures."""
    from tutela.evidence.bulletin.methodology import methodology as text  # noqa: PLC0415

    if out is None:
        click.echo(text(), nl=False)
    else:
        out.write_text(text(), encoding="utf-8")


@contextmanager
def _told() -> Iterator[None]:
    """Turns what can go wrong into words and an exit status."""
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415
    from tutela.evidence.tables.protection import NotSafeError  # noqa: PLC0415

    try:
        yield
    except BadInputError as fault:
        click.echo(str(fault), err=True)
        sys.exit(_BAD_INPUT)
    except NotSafeError as fault:
        click.echo(f"{fault}\nNothing was written.", err=True)
        sys.exit(_UNSAFE)


def _snapshot(ctx: click.Context, given: Mapping[str, object], progress: Progress) -> Snapshot:
    from tutela.evidence.bulletin.publication import (  # noqa: PLC0415
        Publication,
        read_publication,
    )
    from tutela.evidence.vintages.snapshot import Snapshot, following  # noqa: PLC0415

    inputs, options = _facts(ctx, given, progress)
    words, previous = given["publication"], given["previous"]
    publication = read_publication(words) if isinstance(words, Path) else Publication()
    inputs["publication.json"] = publication.to_json()
    if isinstance(previous, Path):
        inputs |= following(previous)
    return Snapshot(options, inputs)


def _facts(
    ctx: click.Context, given: Mapping[str, object], progress: Progress
) -> tuple[dict[str, bytes], Options]:
    from tutela.evidence.vintages.frozen import read_folder  # noqa: PLC0415

    leafcells, folder, as_at = given["leafcells"], given["facts"], given["as_at"]
    chosen = [one for one in ("leafcells", "facts", "from_database") if given[one]]
    if len(chosen) != 1:
        raise click.UsageError("Give one of --leafcells, --facts and --from-database.")
    if isinstance(leafcells, Path):
        if as_at is not None or given["area"] is not None:
            raise click.UsageError("Published counts know no --as-at and no --area.")
        return _published(leafcells, given)
    if not isinstance(as_at, datetime):
        raise click.UsageError("--as-at DATE is needed.")
    day = as_at.date()
    if isinstance(folder, Path):
        inputs, name = read_folder(folder), f"facts as at {day.isoformat()}"
    else:
        inputs, name = _recorded(ctx, day, progress), f"the record as at {day.isoformat()}"
    if isinstance(given["area"], str):
        inputs = _of_area(inputs, given["area"])
        name = f"{name}, {given['area']}"
    files = {f"{short}.csv": content for short, content in inputs.items()}
    return files, _options(given, day, name)


def _published(path: Path, given: Mapping[str, object]) -> tuple[dict[str, bytes], Options]:
    from tutela.evidence.published.cells import read_cells  # noqa: PLC0415
    from tutela.evidence.published.text import read_file  # noqa: PLC0415
    from tutela.evidence.tables.write import input_of  # noqa: PLC0415

    content = read_file(path)
    source = input_of(read_cells(content, path.name), content)
    options = _options(given, source.dated, path.name, source.remarks)
    return {"cells.csv": content}, options


def _recorded(ctx: click.Context, as_at: date, progress: Progress) -> dict[str, bytes]:
    from tutela.evidence.bulletin.feed import frames_of  # noqa: PLC0415
    from tutela.evidence.commands.tables import fact_source  # noqa: PLC0415
    from tutela.evidence.vintages.frozen import freeze_frame  # noqa: PLC0415

    source: FactSource = fact_source(ctx)
    frames = frames_of(progress.over("Reading facts", "fact")(source(as_at)), "the record")
    return {name: freeze_frame(frame) for name, frame in frames.items()}


def _of_area(inputs: Mapping[str, bytes], area: str) -> dict[str, bytes]:
    from tutela.evidence.bulletin.contents import local_profile  # noqa: PLC0415
    from tutela.evidence.problems import BadInputError, Problem  # noqa: PLC0415
    from tutela.evidence.vintages.frozen import freeze_frame, thaw_frame  # noqa: PLC0415

    frames = {name: thaw_frame(content, name) for name, content in inputs.items()}
    try:
        kept = local_profile(frames, area)
    except ValueError as fault:
        raise BadInputError("--area", [Problem(str(fault))]) from fault
    return {name: freeze_frame(frame) for name, frame in kept.items()}


def _options(
    given: Mapping[str, object], dated: date, source: str, remarks: tuple[str, ...] = ()
) -> Options:
    from tutela.evidence.vintages.snapshot import Options  # noqa: PLC0415

    threshold = given["threshold"]
    assert isinstance(threshold, int)
    return Options(
        label=str(given["label"] or dated.isoformat()),
        dated=dated,
        exact=bool(given["exact"]),
        threshold=threshold,
        source_name=source,
        reason=str(given["reason"]),
        remarks=remarks,
    )
