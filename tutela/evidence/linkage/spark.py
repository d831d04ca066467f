"""The same model numbers on Spark, for lists that are held there. Fed by Parquet, never by pandas.

Needs `requirements/spark.in`. (pandas hands Spark the text "NaN" for what is missing, and missing
then agrees with missing; a model that Splink saved on DuckDB carries SQL that Spark can't read. So
the columns come from `engine.export`, and the numbers from a `Model`.) `bench/linkage_spark.py`
proves that both engines give the same bits for every pair.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from pyspark.sql import SparkSession
from splink import Linker
from splink.backends.spark import SparkAPI

from tutela.evidence.linkage.engine import settings_for, weighing
from tutela.evidence.linkage.model import Model


def local_session(cores: int = 2) -> Any:
    """A Spark on this machine alone, quiet, without its web page."""
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .appName("tutela-linkage")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(2 * cores))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def score_on_spark(session: Any, folder: Path, model: Model, *, least: float) -> pl.DataFrame:
    """As `engine.score`, for the records and pairs in a folder that `engine.export` wrote."""
    made: Any = SparkAPI  # Splink leaves it untyped
    db = made(
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )
    records = db.register(session.read.parquet(str(folder / "records.parquet")))
    pairs = db.register(session.read.parquet(str(folder / "pairs.parquet")))
    linker = Linker(records, settings_for(weighing(model), dialect="spark"), log_level=None)
    linker.table_management.register_blocked_pairs_for_predict(pairs)
    scored = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    out = folder / "scored.parquet"
    session.table(scored.physical_name).selectExpr(
        "unique_id_l AS left", "unique_id_r AS right", "match_weight AS evidence"
    ).write.mode("overwrite").parquet(str(out))
    return pl.read_parquet(out / "*.parquet").sort("left", "right")
