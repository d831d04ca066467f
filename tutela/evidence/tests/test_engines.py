"""Two engines and a third agree on every measure of the bulletin, cell by cell."""

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutela.evidence.bulletin.contents import ALL_TABLES, data_set_of
from tutela.evidence.bulletin.fact_tables import BY_NAME, FACT_TABLES
from tutela.evidence.facts import frame_of
from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.dataset import REFERRALS
from tutela.evidence.measures.measure import Count, Distinct, Measure, Median, Sum
from tutela.evidence.measures.polars_engine import compute
from tutela.evidence.measures.sql_engine import SqlEngine
from tutela.evidence.published.cells import read_cells_file
from tutela.evidence.tests.made_up import fact_rows, many, referrals
from tutela.evidence.tests.published_files import LEAF_CELLS

QUICK = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SQL_TYPES = {pl.Date: "DATE", pl.UInt8: "INTEGER", pl.Int64: "BIGINT", pl.List: "TEXT[]"}
EXTRA = (
    Measure("days", "Days", "Days.", Sum("days_to_reasonable_grounds"), group_by=("age",)),
    Measure("people", "People", "People.", Distinct("child_key"), interval="year"),
    Measure("all", "All", "All.", Count((Where("age", "is not", ("Adult (18 or over)",)),))),
    Measure("criminal", "Criminal", "Criminal.", Count((Where("exploitation", "has", (16,)),)),
            Count((Where("gender", "in", ("Male", "Other")),)), group_by=("type",)),
    Measure("forms", "Forms", "Forms.", group_by=("form", "each_nationality")),
)  # fmt: skip


def measures_of(data_set):
    extra = EXTRA if data_set == REFERRALS.name else ()
    return [one.measure for one in ALL_TABLES if one.measure.data_set == data_set] + list(extra)


def load_postgres(connection, frame):
    columns = ", ".join(
        f'"{name}" {SQL_TYPES.get(type(kind), "TEXT")}' for name, kind in frame.schema.items()
    )
    connection.execute("DROP TABLE IF EXISTS pg_temp.facts")
    connection.execute(f"CREATE TEMPORARY TABLE facts ({columns})")
    with connection.cursor().copy("COPY facts FROM STDIN") as copy:
        for row in frame.iter_rows():
            copy.write_row(row)


def assert_agree(engine, frame, data_set, measures):
    prepared = data_set.prepare(frame)
    for measure in measures:
        ours = compute(measure, prepared, data_set)
        theirs = engine.compute(measure, data_set)
        assert ours.rows() == theirs.rows(), measure.name
        assert ours.columns == theirs.columns


@QUICK
@given(rows=referrals())
def test_postgres_agrees_on_referrals(postgres, rows):
    frame = frame_of(rows)
    load_postgres(postgres, frame)
    engine = SqlEngine(postgres.execute, "facts", frozenset(frame.columns))
    assert_agree(engine, frame, REFERRALS, measures_of("referrals"))


@pytest.mark.parametrize("table", FACT_TABLES, ids=lambda table: table.name)
@settings(QUICK, max_examples=6)
@given(data=st.data())
def test_postgres_agrees_on_what_came_afterwards(postgres, table, data):
    frame = table.frame_of(data.draw(fact_rows(table)))
    load_postgres(postgres, frame)
    engine = SqlEngine(postgres.execute, "facts", frozenset(frame.columns))
    assert_agree(engine, frame, data_set_of(table.name), measures_of(table.name))


def test_postgres_agrees_on_the_published_cells(postgres):
    frame = read_cells_file(LEAF_CELLS).frame
    load_postgres(postgres, frame)
    engine = SqlEngine(postgres.execute, "facts", frozenset(frame.columns), weight="people")
    given = {"quarter", "age", "gender", "nationality", "type", "form", "responder_type"}
    measures = [one for one in measures_of("referrals") if set(one.dimensions) <= given
                and isinstance(one.numerator, Count) and not one.numerator.where]  # fmt: skip
    assert len(measures) >= 5
    assert_agree(engine, frame, REFERRALS, measures)


def test_duckdb_agrees_on_many_referrals():
    frame = many(20_000)
    with duckdb.connect() as connection:
        connection.register("facts", frame.to_arrow())
        engine = SqlEngine(
            lambda sql: connection.execute(sql).fetchall(), "facts", frozenset(frame.columns),
            "duckdb",
        )  # fmt: skip
        assert_agree(engine, frame, REFERRALS, measures_of("referrals"))


def test_every_measure_can_be_written_for_spark():
    engine = SqlEngine(list, "facts", frozenset(frame_of([]).columns), "spark")
    statements = [engine.statement(one, REFERRALS) for one in measures_of("referrals")]
    assert any("LATERAL VIEW EXPLODE" in one for one in statements)
    assert any("DATEDIFF" in one for one in statements)
    assert not any("TUTELA" in one for one in statements)


def test_a_ratio_of_nothing_is_not_a_number_and_not_zero():
    nobody = Where("age", "is", ("nobody",))
    measure = Measure("none", "None", "None.", Count(), Count((nobody,)), group_by=("gender",))
    frame = many(100).with_columns(pl.col("age").cast(pl.String))
    result = compute(measure, REFERRALS.prepare(frame), REFERRALS)
    assert result["value"].null_count() == result.height > 0


def test_what_is_split_by_sets_must_be_additive():
    frame = REFERRALS.prepare(many(10))
    measure = Measure("m", "M", "M.", Median("days_to_reasonable_grounds"), group_by=("form",))
    with pytest.raises(ValueError, match="only counts and sums"):
        compute(measure, frame, REFERRALS)


def test_a_dimension_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="has no dimension “colour”"):
        compute(Measure("m", "M", "M.", group_by=("colour",)), many(1), REFERRALS)


def test_a_measure_can_not_group_twice_by_one_dimension():
    with pytest.raises(ValueError, match="groups twice by age"):
        Measure("m", "M", "M.", group_by=("age", "age"))


def test_every_table_of_the_bulletin_has_a_data_set_and_its_own_name():
    assert len({one.id for one in ALL_TABLES}) == len(ALL_TABLES)
    assert {one.measure.data_set for one in ALL_TABLES} == {"referrals", *BY_NAME}
    for one in ALL_TABLES:
        assert one.id == one.measure.name
