"""`tutela estimate`: how many people does no list know? With all its doubt, unasked.

Exit status 0 with an estimate, 3 with a named statistical refusal, 2 for bad input.
"""

from __future__ import annotations

from pathlib import Path

import click

METHODS = ("stepwise", "bic", "aic2014", "main", "chao", "dga", "lcmcr", "bayes-threshold")


class _Best(click.ParamType["int | str"]):
    """A number of models, or the word `all`."""

    name = "NUMBER|all"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        if value == "all":
            return "all"
        if str(value).isdecimal() and int(str(value)) > 0:
            return int(str(value))
        raise click.BadParameter(
            f"{value!r} is neither a positive whole number nor 'all'", ctx, param
        )


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
@click.option(
    "--paper",
    type=click.Path(file_okay=False, path_type=Path),
    help="directory for what a paper needs: tables (CSV), pictures (SVG), methods in words",
)
@click.option("--json", "as_json", is_flag=True, help="one JSON object, without the full report")
def estimate(
    *,
    file: Path,
    method: str,
    p_threshold: float | None,
    max_order: int,
    best: int | str,
    replicates: int,
    seed: int,
    draws: Path | None,
    strata: tuple[str, ...],
    paper: Path | None,
    as_json: bool,
) -> None:
    """Estimate how many people exist behind the overlapping lists in FILE (CSV).

    FILE has one column of 0 and 1 for each list and a column `count` (one row for each pattern),
    or no such column (one row for each person). Without --json the whole report is printed: a
    range over methods and models, never one number, and every reason to doubt it.
    """
    if paper is not None and as_json:
        raise click.UsageError("--paper goes with the whole report, not with --json")
    from tutela.evidence.prevalence import asked  # noqa: PLC0415 - --help shan't wait for NumPy

    question = asked.Question(
        file=file,
        method=method,
        p_threshold=p_threshold,
        max_order=max_order,
        best=None if isinstance(best, str) else best,
        replicates=replicates,
        seed=seed,
        draws=draws,
        strata=strata,
        paper=paper,
    )
    answer = asked.as_json(question) if as_json else asked.as_text(question)
    if answer.output:
        click.echo(answer.output)
    if answer.trouble:
        click.echo(answer.trouble, err=True)
    raise SystemExit(answer.status)
