"""The shape in which every engine hands over a measure, so that cells can be compared."""

from __future__ import annotations

import polars as pl

from tutela.evidence.measures.dataset import DataSet
from tutela.evidence.measures.measure import Aggregate, Distinct, Measure, Median
from tutela.evidence.vocabulary import UNKNOWN


def finish(grouped: pl.DataFrame, measure: Measure, data_set: DataSet) -> pl.DataFrame:
    """Labels, one row per group, in printed order, with the value.

    `grouped` has the dimensions by name and `numerator` (and `denominator`).
    """
    dimensions = list(measure.dimensions)
    labelled = grouped.with_columns(
        pl.col(name).cast(pl.String).fill_null(UNKNOWN) for name in dimensions
    )
    if dimensions:
        if labelled.select(dimensions).is_duplicated().any():
            labelled = _merged(labelled, measure)
        order = [by for name in dimensions for by in (_place(name, data_set), pl.col(name))]
        labelled = labelled.sort(order)
    if measure.denominator is None:
        return labelled.rename({"numerator": "value"})
    if measure.kind == "median":
        return labelled.with_columns(pl.col("numerator").alias("value"))
    over = pl.col("denominator")
    ratio = pl.when(over != 0).then(pl.col("numerator").cast(pl.Float64) / over)
    return labelled.with_columns(ratio.alias("value"))


def _merged(labelled: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Groups that carry the same label, added up. Medians and distinct counts can't be."""
    if any(_is_not_additive(one) for one in (measure.numerator, measure.denominator)):
        raise ValueError(f"{measure.name}: an unknown value and the label “{UNKNOWN}” stand apart")
    return labelled.group_by(list(measure.dimensions)).sum()


def _is_not_additive(figure: Aggregate | None) -> bool:
    return isinstance(figure, Median | Distinct)


def _place(name: str, data_set: DataSet) -> pl.Expr:
    """Where a label stands: printed order if the dimension is closed, unknown always last."""
    order = data_set.dimension(name).categories
    if not order:
        return (pl.col(name) == UNKNOWN).cast(pl.UInt32)
    places = {category: place for place, category in enumerate(order)}
    return pl.col(name).replace_strict(places, default=len(order), return_dtype=pl.UInt32)
