"""`tutela microdata`: rows of nobody for everybody, and rows of children for a secure setting."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import polars as pl

    from tutela.evidence.microdata.budget import Budget
    from tutela.evidence.microdata.children import Codes
    from tutela.evidence.microdata.domain import Domain
    from tutela.evidence.microdata.making import Synthetic

_BAD_INPUT, _REFUSED = 2, 4
_FILE = click.Path(path_type=Path, dir_okay=False)
_DIR = click.Path(path_type=Path, file_okay=False)
_AS_AT = click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
_FROM_DATABASE = click.option("--from-database", is_flag=True, help="Children of the record.")
_CHILD = click.option(
    "--child",
    default="child_key",
    show_default=True,
    metavar="COLUMN",
    help="Which column says whose row it is. The promise is made to the child.",
)


@click.group()
def microdata() -> None:
    """A synthetic file that hides every child, or an extract for a secure setting.

    Exit status: 0 done; 2 the input can't be used; 4 refused: the budget is spent.
    """


@microdata.command()
@click.option("--years", required=True, metavar="FIRST-LAST", help="Such as 2022-2025.")
def domain(years: str) -> None:
    """Print the domain that suits referrals of children, to be looked at and kept."""
    from tutela.evidence.microdata.referrals import domain_of_years  # noqa: PLC0415

    with _told():
        first, _, last = years.partition("-")
        if not (first.isdigit() and last.isdigit()):
            raise click.UsageError("--years FIRST-LAST, such as 2022-2025.")
        chosen = domain_of_years(range(int(first), int(last) + 1))
        click.echo(json.dumps(chosen.canonical(), ensure_ascii=False, indent=2))


@microdata.command(name="open")
@click.argument("ledger", type=_FILE)
@click.option("--domain", "declared", required=True, type=_FILE, metavar="FILE.json")
@click.option("--cohort", required=True, help="Who is in it, in words.")
@click.option("--epsilon", required=True, type=float, help="The most for all files together.")
@click.option("--delta", default=1e-6, show_default=True, type=float)
def open_ledger(ledger: Path, declared: Path, cohort: str, epsilon: float, delta: float) -> None:
    """Open a budget for one cohort and one domain, before the first file."""
    from tutela.evidence.microdata.budget import open_budget  # noqa: PLC0415
    from tutela.evidence.microdata.domain import read_domain  # noqa: PLC0415

    with _told():
        fixed = read_domain(declared)
        opened = open_budget(
            ledger, fixed, epsilon=epsilon, delta=delta, cohort=cohort, at=datetime.now(UTC)
        )
        _tell(opened)


@microdata.command()
@click.argument("ledger", type=_FILE)
def budget(ledger: Path) -> None:
    """What was spent, and what is left."""
    from tutela.evidence.microdata.budget import read_budget  # noqa: PLC0415

    with _told():
        _tell(read_budget(ledger))


@microdata.command()
@click.argument("rows", required=False, type=_FILE)
@_FROM_DATABASE
@_AS_AT
@click.option("--ledger", required=True, type=_FILE)
@_CHILD
@click.option("--epsilon", required=True, type=float, help="What this file takes of the budget.")
@click.option("--name", required=True, help="What the file is called in the ledger.")
@click.option("--out", required=True, type=_DIR, metavar="DIR")
@click.pass_context
def make(
    ctx: click.Context,
    *,
    rows: Path | None,
    from_database: bool,
    as_at: datetime | None,
    ledger: Path,
    child: str,
    epsilon: float,
    name: str,
    out: Path,
) -> None:
    """Make a synthetic file of ROWS (CSV) or of the record, and its table of errors.

    Nothing that is written is about any child but through the noise. The budget is taken before
    anything is counted, so a file that fails afterwards has still cost it.
    """
    from tutela.evidence.microdata.budget import read_budget, spend  # noqa: PLC0415
    from tutela.evidence.microdata.making import make as made  # noqa: PLC0415

    with _told():
        fixed = read_budget(ledger).domain
        children = _children(
            ctx, rows=rows, from_database=from_database, as_at=as_at, fixed=fixed, child=child
        )
        _empty(out)
        after, rho = spend(ledger, epsilon=epsilon, release=name, at=datetime.now(UTC))
        files = _files(made(children, fixed, rho), fixed, name, epsilon, after)
        _write(out, files)
        click.echo(f"Written to {out}")
        _tell(after)


@microdata.command()
@click.argument("rows", required=False, type=_FILE)
@_FROM_DATABASE
@_AS_AT
@click.option("--ledger", required=True, type=_FILE, help="For its domain and delta; not spent.")
@_CHILD
@click.option("--epsilon", required=True, type=float)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--out", required=True, type=_FILE, metavar="FILE.json")
@click.pass_context
def attack(
    ctx: click.Context,
    *,
    rows: Path | None,
    from_database: bool,
    as_at: datetime | None,
    ledger: Path,
    child: str,
    epsilon: float,
    seed: int,
    out: Path,
) -> None:
    """Make a file of half the children, attack both halves, and say how near the file came.

    FILE.json is about real children, without noise: it is for the producer and never goes out.
    """
    from tutela.evidence.microdata.budget import read_budget, rho_within  # noqa: PLC0415
    from tutela.evidence.microdata.trial import trial  # noqa: PLC0415
    from tutela.evidence.problems import BadInputError, Problem  # noqa: PLC0415

    with _told():
        book = read_budget(ledger)
        children = _children(
            ctx, rows=rows, from_database=from_database, as_at=as_at, fixed=book.domain, child=child
        )
        try:
            rho = rho_within(epsilon, book.delta)
        except ValueError as fault:
            raise BadInputError("--epsilon", [Problem(str(fault))]) from fault
        report = trial(children, book.domain, rho, seed=seed)
        out.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        click.echo(f"Written to {out}. It is about real children: keep it in.")


@microdata.command()
@click.argument("file", type=_FILE)
def key(file: Path) -> None:
    """Write a fresh key for extracts. Keep it; whoever has it can undo them."""
    from tutela.evidence.microdata.extract import new_key  # noqa: PLC0415

    with _told():
        new_key(file)
        click.echo(f"Written to {file}")


@microdata.command()
@click.option("--as-at", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.option("--key", "key_file", required=True, type=_FILE)
@click.option("--recipient", required=True, help="The secure setting that takes it in.")
@click.option("--purpose", required=True, help="The agreed purpose, and its reference.")
@click.option("--out", required=True, type=_DIR, metavar="DIR")
@click.pass_context
def extract(
    ctx: click.Context, *, as_at: datetime, key_file: Path, recipient: str, purpose: str, out: Path
) -> None:
    """Rows of children of the record for a secure setting. Never to be published."""
    from tutela.evidence.microdata import extract as taking  # noqa: PLC0415

    with _told():
        secret = taking.read_key(key_file)
        _empty(out)
        frame = taking.extract(_referrals(ctx, as_at), secret)
        rows = frame.write_csv().encode()
        fields = _csv(
            ["column", "in_htcds", "holds"],
            [[one.name, "yes" if one.standard else "no", one.holds] for one in taking.COLUMNS],
        )
        note = {
            "kind": "extract for a secure setting",
            "publish": False,
            "exact": True,
            "recipient": recipient,
            "purpose": purpose,
            "as_at": as_at.date().isoformat(),
            "dates": f"moved by child, at most {taking.MOST_DAYS} days; the key stays behind",
            "key_sha256": hashlib.sha256(secret).hexdigest(),
            "rows": frame.height,
        }
        _write(out, {"extract.csv": rows, "fields.csv": fields, "manifest.json": _json(note)})
        click.echo(f"Written to {out}. These are rows of children: for {recipient} alone.")


def _children(
    ctx: click.Context,
    *,
    rows: Path | None,
    from_database: bool,
    as_at: datetime | None,
    fixed: Domain,
    child: str,
) -> Codes:
    from tutela.evidence.microdata.children import coded, read_children  # noqa: PLC0415
    from tutela.evidence.microdata.referrals import CHILD_KEY, children_of  # noqa: PLC0415
    from tutela.evidence.published.text import read_file  # noqa: PLC0415

    if (rows is None) == (not from_database):
        raise click.UsageError("Give either ROWS or --from-database.")
    if from_database != (as_at is not None):
        raise click.UsageError("--from-database and --as-at DATE go together.")
    if rows is not None:
        return read_children(read_file(rows), rows.name, fixed, child)
    assert as_at is not None
    return coded(children_of(_referrals(ctx, as_at), fixed), fixed, CHILD_KEY)


def _referrals(ctx: click.Context, as_at: datetime) -> pl.DataFrame:
    from tutela.evidence.bulletin.feed import frames_of  # noqa: PLC0415
    from tutela.evidence.commands.tables import fact_source  # noqa: PLC0415

    return frames_of(fact_source(ctx)(as_at.date()), "the record")["referrals"]


def _files(
    made: Synthetic, fixed: Domain, name: str, epsilon: float, after: Budget
) -> dict[str, bytes]:
    from tutela.evidence.microdata.making import stated_errors  # noqa: PLC0415

    told = [
        [each[code] for each, code in zip(fixed.attributes.values(), row, strict=True)]
        for row in made.rows.tolist()
    ]
    errors = stated_errors(made, fixed)
    files = {
        "synthetic.csv": _csv(fixed.names, told),
        "errors.csv": _csv(list(errors[0]), [list(line.values()) for line in errors]),
        "domain.json": _json(fixed.canonical()),
    }
    files["manifest.json"] = _json(
        {
            "kind": "synthetic microdata",
            "name": name,
            "read_first": "No row is a child. Rows are drawn from counts with noise added, so that "
            "any one child, in or out, changes little. Counts smaller than errors.csv says mean "
            "nothing, and combinations of three attributes or more are guessed from pairs.",
            "unit": "child",
            "epsilon": epsilon,
            "delta": after.delta,
            "spent_rho": str(after.spent),
            "limit_rho": str(after.limit),
            "domain_sha256": fixed.digest(),
            "files": [
                {"file": file, "sha256": hashlib.sha256(content).hexdigest()}
                for file, content in files.items()
            ],
        }
    )
    return files


def _csv(header: Sequence[str], lines: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode()


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _empty(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        raise click.UsageError(f"{out} is not empty.")


def _write(out: Path, files: dict[str, bytes]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)


def _tell(book: Budget) -> None:
    from tutela.evidence.microdata.budget import epsilon_of  # noqa: PLC0415

    limit, spent, left = (
        epsilon_of(rho, book.delta) for rho in (book.limit, book.spent, book.left)
    )
    click.echo(f"Budget: epsilon {limit:.3g} at delta {book.delta:g}, for each child.")
    click.echo(f"Spent by {len(book.releases)} files: {spent:.3g}. A next may take {left:.3g}.")
    click.echo(f"Last digest, to be kept elsewhere: {book.last}")


@contextmanager
def _told() -> Iterator[None]:
    from tutela.evidence.microdata.budget import BudgetSpentError  # noqa: PLC0415
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415

    try:
        yield
    except BadInputError as fault:
        click.echo(f"{fault}\nNothing was written.", err=True)
        sys.exit(_BAD_INPUT)
    except BudgetSpentError as fault:
        click.echo(f"{fault}\nNothing was counted and nothing was written.", err=True)
        sys.exit(_REFUSED)
