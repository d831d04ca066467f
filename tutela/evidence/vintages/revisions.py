"""The revision table: what was first published, what is now, and why it differs.

Only tables by period are compared: a table of a whole period grows because the period does. A count
that was withheld in either release is not compared, so the table tells nothing that they didn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from tutela.evidence.bulletin.figures import Tables
from tutela.evidence.measures.dataset import QuarterOf
from tutela.evidence.sheets.layout import Grid
from tutela.evidence.tables.definitions import Table
from tutela.evidence.vocabulary import UNKNOWN

SCHEMA = {
    "table": pl.String(),
    "period": pl.String(),
    "group": pl.String(),
    "first_release": pl.String(),
    "first": pl.Int64(),
}
NOT_STATED = "not stated"


@dataclass(frozen=True)
class Release:
    """One release: its label and its cells by table, withheld counts null."""

    label: str
    tables: Tables


def history(releases: Iterable[Release], tables: Iterable[Table]) -> pl.DataFrame:
    """For every period and group the count as first published, and by which release."""
    known = pl.DataFrame(schema=SCHEMA)
    for release in releases:
        known = extended(known, release, tables)
    return known


def extended(known: pl.DataFrame, release: Release, tables: Iterable[Table]) -> pl.DataFrame:
    """`known` with the cells that this release is the first to publish."""
    cells = _cells(release, tables).drop_nulls("count")
    new = cells.join(known, on=["table", "period", "group"], how="anti")
    added = new.select(
        "table",
        "period",
        "group",
        pl.lit(release.label).alias("first_release"),
        pl.col("count").alias("first"),
    )
    return pl.concat([known, added])


def revisions(
    known: pl.DataFrame,
    latest: Release,
    tables: Iterable[Table],
    reasons: Mapping[str, str] | None = None,
    reason: str = NOT_STATED,
) -> pl.DataFrame:
    """What has changed since it was first published.

    Columns: table, period, group, first_release, first, latest_release, latest, difference,
    reason. `reasons` by period; `reason` where a period has none.
    """
    reasons = reasons or {}
    joined = known.join(
        _cells(latest, tables).drop_nulls("count"), on=["table", "period", "group"], how="inner"
    ).filter(pl.col("count") != pl.col("first"))
    why = [reasons.get(period, reason) for period in joined["period"]]
    return joined.select(
        "table",
        "period",
        "group",
        "first_release",
        "first",
        pl.lit(latest.label).alias("latest_release"),
        pl.col("count").alias("latest"),
        (pl.col("count") - pl.col("first")).alias("difference"),
        pl.Series("reason", why, dtype=pl.String),
    )


def reasons_from(before: pl.DataFrame, after: pl.DataFrame) -> dict[str, str]:
    """Why the counts of each quarter of referral changed, from the facts of two extracts.

    Possible because a referral keeps its key from one extract of an installation to the next.
    """
    if not set(before["referral_key"]) & set(after["referral_key"]):
        return {}
    quarter = QuarterOf("referred_on").polars().alias("quarter")
    counted = [name for name in after.columns if name not in {"referral_key", "child_key"}]
    old = before.select("referral_key", quarter, pl.struct(counted).alias("old"))
    new = after.select("referral_key", quarter, pl.struct(counted).alias("new"))
    joined = old.join(new, on="referral_key", how="full", coalesce=True)
    words: dict[str, list[str]] = {}
    for label, kept, column in (
        ("removed", pl.col("new").is_null(), "quarter"),
        ("added", pl.col("old").is_null(), "quarter_right"),
        ("with changed details", pl.col("new") != pl.col("old"), "quarter_right"),
    ):
        counts = joined.filter(kept).group_by(column).len().sort(column)
        for period, number in counts.iter_rows():
            words.setdefault(str(period), []).append(f"{number} {label}")
    return {period: f"Referrals: {', '.join(some)}" for period, some in words.items()}


def grid(changes: pl.DataFrame, table: str, name: str = "revisions") -> Grid | None:
    """The changes of one table for readers, or None if there are none."""
    rows = changes.filter(pl.col("table") == table)
    if not rows.height:
        return None
    header = ("Period", "Group", "First published in", "First", "Now", "Difference", "Reason")
    shown = rows.select(
        "period", "group", "first_release", "first", "latest", "difference", "reason"
    )
    return Grid(name, header, tuple(shown.iter_rows()))


def _cells(release: Release, tables: Iterable[Table]) -> pl.DataFrame:
    """All comparable cells in one frame: table, period, group, count."""
    frames = [pl.DataFrame(schema={"table": pl.String, "period": pl.String, "group": pl.String,
                                   "count": pl.Int64})]  # fmt: skip
    for table in tables:
        interval = table.measure.interval
        if interval is None or table.id not in release.tables:
            continue
        cells = release.tables[table.id].filter(pl.col(interval) != UNKNOWN)
        others = [name for name in table.dimensions if name != interval]
        group = pl.concat_str(others, separator=", ") if others else pl.lit("All")
        frames.append(
            cells.select(
                pl.lit(table.id).alias("table"),
                pl.col(interval).alias("period"),
                group.alias("group"),
                pl.col("count").cast(pl.Int64),
            )
        )
    return pl.concat(frames)
