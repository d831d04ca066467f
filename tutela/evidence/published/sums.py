"""`Total` rows beside leaves are checked, then left out; a cell stands once."""

from __future__ import annotations

import polars as pl

from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.vocabulary import TOTAL


def check_repeats(source: str, raw: pl.DataFrame, keys: list[str]) -> None:
    """Raise BadInputError where a cell stands twice. `raw` has the keys as text and `line`."""
    repeated = (
        raw.with_columns(first=pl.col("line").min().over(keys))
        .filter(pl.col("line") != pl.col("first"))
        .sort("line")
    )
    if repeated.is_empty():
        return
    raise BadInputError(
        source,
        [
            Problem(
                f"stands already in row {row['first']}; two counts for one cell, or a quarter "
                "that is mislabelled",
                row["line"],
            )
            for row in repeated.to_dicts()
        ],
    )


def check_totals(
    source: str, frame: pl.DataFrame, keys: list[str], count: str
) -> tuple[pl.DataFrame, int]:
    """The rows without any `Total`, and how many totals were found right.

    `frame` has the keys as text, the count and `line`. Raises BadInputError for each total that
    differs from the sum of the rows it covers.
    """
    flags = frame.select((pl.col(key) == TOTAL).alias(key) for key in keys)
    is_leaf = ~flags.select(pl.any_horizontal(pl.all()).alias("total"))["total"]
    leaves = frame.filter(is_leaf)
    if leaves.height == frame.height:
        return leaves, 0
    patterns = flags.filter(~is_leaf).unique(maintain_order=True).to_dicts()
    problems: list[Problem] = []
    for pattern in patterns:
        problems += _disagreements(frame, flags, leaves, pattern, count)
    if problems:
        raise BadInputError(source, sorted(problems, key=lambda one: one.row or 0))
    return leaves, frame.height - leaves.height


def _disagreements(
    frame: pl.DataFrame,
    flags: pl.DataFrame,
    leaves: pl.DataFrame,
    pattern: dict[str, bool],
    count: str,
) -> list[Problem]:
    """The totals with `Total` in exactly the columns of `pattern` that don't add up."""
    here = flags.select(
        pl.all_horizontal(
            pl.col(key) if is_total else ~pl.col(key) for key, is_total in pattern.items()
        ).alias("here")
    )["here"]
    totals = frame.filter(here)
    kept = [key for key, is_total in pattern.items() if not is_total]
    if kept:
        sums = leaves.group_by(kept).agg(pl.col(count).sum().alias("sum"))
        compared = totals.join(sums, on=kept, how="left").with_columns(pl.col("sum").fill_null(0))
    else:
        compared = totals.with_columns(pl.lit(leaves[count].sum()).alias("sum"))
    return [
        Problem(
            f"the total says {row[count]:,} and the rows that it covers add up to {row['sum']:,}",
            row["line"],
        )
        for row in compared.filter(pl.col("sum") != pl.col(count)).to_dicts()
    ]
