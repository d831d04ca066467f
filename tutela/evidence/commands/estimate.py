"""`tutela estimate`: how many people does no list know? With all its doubt, unasked.

Exit status 0 with an estimate, 3 with a named statistical refusal, 2 for bad input.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from tutela.evidence.prevalence.captures import Captures
    from tutela.evidence.prevalence.estimate import Settings
    from tutela.evidence.prevalence.refusals import BadInput, Refusal

METHODS = ("stepwise", "bic", "aic2014", "main", "chao", "dga", "lcmcr", "bayes-threshold")
REFUSED = 3
BAD_INPUT = 2


class _Best(click.ParamType):
    """A number of models, or the word `all`."""

    name = "NUMBER|all"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        if value == "all":
            return "all"
        if str(value).isdecimal() and int(str(value)) > 0:
            return int(str(value))
        self.fail(f"{value!r} is neither a positive whole number nor 'all'", param, ctx)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--method", type=click.Choice(METHODS), default="stepwise", show_default=True)
@click.option(
    "--p-threshold",
    type=click.FloatRange(0, 1),
    help="p-value to add a pair of lists  [default: 0.02; aic2014: 0.05]",
)
@click.option(
    "--max-order",
    type=click.IntRange(1, 14),
    default=2,
    show_default=True,
    help="largest number of lists in one term (bic)",
)
@click.option(
    "--best",
    type=_Best(),
    default=100,
    show_default=True,
    help="models in the running on each replicate (bic)",
)
@click.option("--replicates", type=click.IntRange(0, 10_000_000), default=1000, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option(
    "--draws",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="resampled counts to use instead of drawing: another program's run, replayed",
)
@click.option(
    "--strata", multiple=True, metavar="COLUMN", help="estimate each group of this column too"
)
@click.option("--json", "as_json", is_flag=True, help="one JSON object, without the full report")
def estimate(
    file: Path,
    method: str,
    p_threshold: float | None,
    max_order: int,
    best: int | str,
    replicates: int,
    seed: int,
    draws: Path | None,
    strata: tuple[str, ...],
    as_json: bool,
) -> None:
    """Estimate how many people exist behind the overlapping lists in FILE (CSV).

    FILE has one column of 0 and 1 for each list and a column `count` (one row for each pattern),
    or no such column (one row for each person). Without --json the whole report is printed: a
    range over methods and models, never one number, and every reason to doubt it.
    """
    # NumPy is imported here and not above: `tutela --help` shall not wait for it.
    from tutela.evidence.prevalence.estimate import Settings
    from tutela.evidence.prevalence.reading import read_captures, read_draws, read_strata
    from tutela.evidence.prevalence.refusals import BadInput, Refusal

    try:
        groups = read_strata(file, strata) if strata else None
        table = read_captures(file) if groups is None else groups[("all",) * len(strata)]
        if isinstance(table, BadInput):
            raise table
        settings = Settings(
            p_threshold=p_threshold,
            max_order=max_order,
            best=None if isinstance(best, str) else best,
            replicates=replicates,
            seed=seed,
            draws=None if draws is None else read_draws(draws, table),
        )
        if as_json:
            _print_json(table, method, settings)
        else:
            _print_report(table, method, settings)
        if groups is not None and not as_json:
            _print_strata(groups, strata)
    except BadInput as fault:
        click.echo(f"Bad input ({fault.name}): {fault.words}", err=True)
        raise SystemExit(BAD_INPUT) from fault
    except Refusal as refusal:
        _refuse(refusal, method, as_json=as_json)


def _print_json(table: Captures, method: str, settings: Settings) -> None:
    from tutela.evidence.prevalence.estimate import estimate as estimated

    click.echo(json.dumps(estimated(table, method, settings).as_json(), ensure_ascii=False))


def _print_report(table: Captures, method: str, settings: Settings) -> None:
    from tutela.evidence.prevalence.report import make_report
    from tutela.evidence.prevalence.wording import render

    click.echo(render(make_report(table, method, settings)))


def _print_strata(groups: dict[tuple[str, ...], Captures | BadInput], by: tuple[str, ...]) -> None:
    from tutela.evidence.prevalence.strata import pool_strata
    from tutela.evidence.prevalence.wording import render_strata

    click.echo(render_strata(pool_strata(groups), by))


def _refuse(refusal: Refusal, method: str, *, as_json: bool) -> NoReturn:
    """Say by name why there is no number."""
    if as_json:
        existence = refusal.existence
        click.echo(
            json.dumps(
                {
                    "method": method,
                    "population": None,
                    "interval": None,
                    "model": None,
                    "minus_infinity": [],
                    "bic": None,
                    "aic": None,
                    "existence": existence
                    and {"code": existence.code, "words": existence.words},
                    "acceleration": None,
                    "replicates": None,
                    "dropped": None,
                    "warnings": [refusal.words],
                    "refusal": refusal.name,
                },
                ensure_ascii=False,
            )
        )
    click.echo(f"No estimate ({refusal.name}): {refusal.words}", err=True)
    raise SystemExit(REFUSED)
