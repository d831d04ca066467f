"""Splink 5 on DuckDB: the candidates, their agreement levels, their weights.

One table, one column of keys: duplicates within a list and links between lists are the same
question. Splink is told the levels by `comparisons.py` and the numbers by a `Model`; what comes
back are bits of evidence, and `Model.probability` makes chances of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import splink.comparison_level_library as cll
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI
from splink.comparison_library import CustomComparison

from tutela.evidence.linkage.comparisons import COMPARISONS, Comparison, Level
from tutela.evidence.linkage.conditions import Dialect
from tutela.evidence.linkage.features import features, key_codes
from tutela.evidence.linkage.model import Model
from tutela.evidence.linkage.people import Person

LARGEST_BLOCK = 200
"""A key that more records share is no way to find candidates: pairs grow with its square."""

FEWEST_PAIRS = 20_000_000
PAIRS_PER_RECORD = 100
"""Pairs (counted once for each key) up to which keys are followed, the rarest first: on long lists
only the more telling keys are, or the work would grow with the square of the records."""

BATCH = 20_000

_TEXTS = pl.List(pl.String)
_CODES = pl.List(pl.Int64)
SCHEMA: dict[str, pl.DataType] = {
    "unique_id": pl.Int64(),
    "name_sorted": pl.String(),
    "name_key": pl.String(),
    "name_letters": pl.String(),
    "skeletons": _TEXTS,
    "parts": pl.Int32(),
    "telling": _CODES,
    "near": _CODES,
    "near_rest": _CODES,
    "born": pl.String(),
    "born_year": pl.Int32(),
    "born_exact": pl.Int32(),
    "born_vague": pl.Int32(),
    "born_slips": _TEXTS,
    "nationality": pl.String(),
    "nationality_kin": _TEXTS,
    "sex": pl.String(),
    "place": pl.String(),
    "reference": pl.Int32(),
    "reference_numbers": _TEXTS,
    "keys": _CODES,
}


@dataclass(frozen=True)
class Candidates:
    """What was looked for: pairs to score, and keys too common to follow."""

    pairs: int
    keys_left_out: int


def connect(
    *, threads: int | None = None, memory: str | None = None, spill: bool = True
) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory, quiet, with the bounds that are asked for.

    Without `spill` it never writes to a disk, and fails where memory doesn't suffice.
    """
    con = duckdb.connect(":memory:")
    con.execute("SET enable_progress_bar = false")
    if not spill:
        con.execute("SET temp_directory = ''")
    if threads is not None:
        con.execute(f"SET threads = {int(threads)}")
    if memory is not None:
        con.execute("SET memory_limit = ?", [memory])
    return con


def load(
    con: duckdb.DuckDBPyConnection,
    people: Sequence[Person],
    bits: Mapping[str, int],
    tick: Callable[[int], object] = lambda _: None,
) -> None:
    """Make the table `records` (SCHEMA without keys) and `keys`. `unique_id` is the place."""
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        rows = []
        for place, person in enumerate(part, start):
            made = features(person, bits)
            rows.append({**made.row, "unique_id": place, "keys": sorted(key_codes(made))})
        con.register("part", pl.DataFrame(rows, schema=SCHEMA))
        if start == 0:
            con.execute("CREATE OR REPLACE TABLE records AS SELECT * EXCLUDE keys FROM part")
            con.execute(
                "CREATE OR REPLACE TABLE keys AS SELECT unique_id, unnest(keys) AS key FROM part"
            )
        else:
            con.execute("INSERT INTO records SELECT * EXCLUDE keys FROM part")
            con.execute("INSERT INTO keys SELECT unique_id, unnest(keys) AS key FROM part")
        con.unregister("part")
        tick(len(part))


def find_candidates(con: duckdb.DuckDBPyConnection, *, largest: int = LARGEST_BLOCK) -> Candidates:
    """Make the table `pairs` of records that share a key, of those that not too many share."""
    con.execute(
        "CREATE OR REPLACE TABLE key_sizes AS"
        " SELECT key, count(*) AS n FROM keys GROUP BY key HAVING count(*) > 1"
    )
    # Results are fetched to their end: a connection with an unfinished one takes no other work.
    ((records,),) = con.execute("SELECT count(*) FROM records").fetchall()
    budget = max(FEWEST_PAIRS, PAIRS_PER_RECORD * records)
    ((largest,),) = con.execute(
        "SELECT coalesce(max(n), 0) FROM (SELECT n,"
        " sum(sum(n * (n - 1) / 2)) OVER (ORDER BY n) AS due FROM key_sizes WHERE n <= $most"
        " GROUP BY n) WHERE due <= $budget",
        {"most": largest, "budget": budget},
    ).fetchall()
    ((left_out,),) = con.execute(
        "SELECT count(*) FROM key_sizes WHERE n > $most", {"most": largest}
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TABLE kept AS SELECT k.unique_id, k.key FROM keys k"
        " SEMI JOIN (SELECT key FROM key_sizes WHERE n <= $most) s ON k.key = s.key",
        {"most": largest},
    )
    con.execute("DROP TABLE keys")
    con.execute(
        "CREATE OR REPLACE TABLE pairs AS SELECT DISTINCT a.unique_id AS join_key_l,"
        " b.unique_id AS join_key_r, '0' AS match_key"
        " FROM kept a JOIN kept b ON a.key = b.key AND a.unique_id < b.unique_id"
    )
    con.execute("DROP TABLE kept")
    ((found,),) = con.execute("SELECT count(*) FROM pairs").fetchall()
    return Candidates(int(found), int(left_out))


def set_pairs(con: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[int, int]]) -> None:
    """Make the table `pairs` of chosen records instead: labels, or a sample taken at random."""
    ordered = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b})
    con.register(
        "chosen",
        pl.DataFrame(
            ordered, schema={"join_key_l": pl.Int64, "join_key_r": pl.Int64}, orient="row"
        ),
    )
    con.execute("CREATE OR REPLACE TABLE pairs AS SELECT *, '0' AS match_key FROM chosen")
    con.unregister("chosen")


Weighing = Callable[[Comparison, Level], tuple[float, float]]
"""The m and u that an engine is to use for a level."""


def weighing(model: Model) -> Weighing:
    """The model's own numbers; m = u where a level is neutral."""

    def numbers(comparison: Comparison, level: Level) -> tuple[float, float]:
        return (0.5, 0.5) if level.neutral else model.numbers[comparison.name][level.name]

    return numbers


def _numbering(comparison: Comparison, level: Level) -> tuple[float, float]:
    """Weights that are the number of the level, from 1: so weights tell which level holds."""
    return 0.5, 0.5 * 2.0 ** -(1 + comparison.level_names.index(level.name))


def settings_for(
    numbers: Weighing, *, dialect: Dialect = "duckdb", parts: bool = False
) -> SettingsCreator:
    """Splink's settings for an engine, with numbers for all levels.

    `parts`: keep the weight of each comparison beside their sum.
    """

    def numbered(comparison: Comparison, level: Level) -> Any:
        m, u = numbers(comparison, level)
        return cll.CustomLevel(level.condition.sql(dialect)).configure(
            m_probability=m,
            u_probability=u,
            fix_m_probability=True,
            fix_u_probability=True,
            label_for_charts=level.name,
        )

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        # Even odds: the sum is then the evidence alone; `Model.probability` adds the prior.
        probability_two_random_records_match=0.5,
        comparisons=[
            CustomComparison(
                output_column_name=c.name,
                comparison_levels=[
                    cll.CustomLevel(f"{c.missing}_l IS NULL OR {c.missing}_r IS NULL").configure(
                        is_null_level=True
                    ),
                    *(numbered(c, level) for level in c.all_levels),
                ],
            )
            for c in COMPARISONS
        ],
        # Candidates are registered; a rule must stand here all the same.
        blocking_rules_to_generate_predictions=[block_on("unique_id")],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=parts,
    )


def _predict(
    con: duckdb.DuckDBPyConnection, settings: SettingsCreator, least: float | None, columns: str
) -> pl.DataFrame:
    db = DuckDBAPI(con)
    linker = Linker(db.register("records"), settings, log_level=None)
    linker.table_management.register_blocked_pairs_for_predict(db.register("pairs"))
    scored = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    table: pl.DataFrame = con.sql(
        f"SELECT unique_id_l AS left, unique_id_r AS right, {columns}"  # noqa: S608 - our own names
        f" FROM {scored.physical_name} ORDER BY 1, 2"
    ).pl()
    scored.drop_table_from_database_and_remove_from_cache()
    return table


def score(con: duckdb.DuckDBPyConnection, model: Model, *, least: float) -> pl.DataFrame:
    """Bits of evidence for each candidate pair that has at least so many.

    Columns `left`, `right` (places, left < right) and `evidence`, ordered by place.
    """
    return _predict(con, settings_for(weighing(model)), least, "match_weight AS evidence")


def agreement(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Which level each pair is at: `left`, `right`, and a column for each comparison.

    The levels are numbered as in `Comparison.level_names`; null where one side says nothing.
    """
    columns = ", ".join(
        f"nullif(round(mw_{c.name})::INTEGER, 0) - 1 AS {c.name}" for c in COMPARISONS
    )
    return _predict(con, settings_for(_numbering, parts=True), None, columns)


def export(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `records` and `pairs` as Parquet, for another engine to score."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in ("records", "pairs"):
        con.execute(f"COPY {table} TO '{folder / table}.parquet' (FORMAT parquet)")
