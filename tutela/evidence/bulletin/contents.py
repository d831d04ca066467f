"""What stands in the bulletin, in order, and building it from whatever facts there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from tutela.evidence.bulletin import afterwards, referrals
from tutela.evidence.bulletin.fact_tables import BY_NAME
from tutela.evidence.measures.dataset import REFERRALS, DataSet
from tutela.evidence.measures.measure import Measure
from tutela.evidence.measures.polars_engine import compute
from tutela.evidence.tables.build import Built, BuiltTable, SkippedTable, build
from tutela.evidence.tables.definitions import Table


@dataclass(frozen=True)
class Section:
    """A part of the bulletin: tables of one subject."""

    id: str
    title: str
    tables: tuple[Table, ...]


SECTIONS = (
    Section("referrals", "Referrals", referrals.REFERRAL_TABLES),
    Section("decisions", "Decisions", referrals.DECISION_TABLES),
    Section("reconsiderations", "Reconsiderations", afterwards.RECONSIDERATION_TABLES),
    Section("duty-to-notify", "Duty to notify", afterwards.NOTIFY_TABLES),
    Section("guardians", "Independent guardians", afterwards.GUARDIAN_TABLES),
    Section("missing", "Children who were missing", afterwards.MISSING_TABLES),
    Section("journeys", "Journeys", afterwards.JOURNEY_TABLES),
    Section("leave", "Leave to remain", afterwards.LEAVE_TABLES),
    Section("solutions", "Durable solutions", afterwards.SOLUTION_TABLES),
    Section("outcomes", "Outcomes", afterwards.OUTCOME_TABLES),
    Section("duties", "Duties met in time", afterwards.DUTY_TABLES),
)
ALL_TABLES = tuple(table for section in SECTIONS for table in section.tables)


def data_set_of(name: str) -> DataSet:
    """The data set of that name."""
    return REFERRALS if name == REFERRALS.name else BY_NAME[name].data_set


def build_bulletin(
    frames: Mapping[str, pl.DataFrame],
    tables: Iterable[Table] = ALL_TABLES,
    progress: Callable[[Iterable[Table]], Iterable[Table]] = iter,
) -> Built:
    """All tables that the frames give. `frames`: "referrals" and any of the further facts.

    Tables of facts that are not there are skipped and said.
    """
    prepared = {name: data_set_of(name).prepare(frame) for name, frame in frames.items()}
    built: list[BuiltTable] = []
    skipped: list[SkippedTable] = []
    for table in progress(list(tables)):
        name = table.measure.data_set
        if name not in prepared:
            about = BY_NAME[name].title.lower() if name in BY_NAME else "referrals"
            skipped.append(SkippedTable(table, f"the input has no facts about {about}"))
            continue
        one = build(prepared[name], (table,), data_set=data_set_of(name))
        built += one.tables
        skipped += one.skipped

    def recount(measure: Measure) -> pl.DataFrame:
        return compute(measure, prepared[measure.data_set], data_set_of(measure.data_set))

    return Built(tuple(built), tuple(skipped), recount, data_set_of)


def local_profile(frames: Mapping[str, pl.DataFrame], area: str) -> dict[str, pl.DataFrame]:
    """The facts of one local authority, from which its profile is built like the bulletin.

    Facts that don't say the authority are left out. Raises ValueError if no fact does.
    """
    kept = {
        name: frame.filter(pl.col("area") == area)
        for name, frame in frames.items()
        if "area" in frame.columns
    }
    if not any(frame.height for frame in kept.values()):
        raise ValueError(f"no fact names the local authority “{area}”")
    return kept
