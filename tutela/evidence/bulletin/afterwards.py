"""The tables that the quarterly statistics lack: what happens to children afterwards."""

from __future__ import annotations

from tutela.evidence.bulletin.fact_tables import (
    DUTIES,
    DUTY_TO_NOTIFY,
    FOUND,
    GUARDIANS,
    JOURNEYS,
    LEAVE,
    MISSING,
    OUTCOMES,
    RECONSIDERATIONS,
    SOLUTIONS,
)
from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.measure import Aggregate, Count, Distinct, Interval, Measure, Median
from tutela.evidence.tables.definitions import ONLY_PRESENT, Table

_A_CHILD_ONCE = "A child is counted once in each group, however often it happened to the child."
_NOT_ALL = "Only what was recorded can be counted: where nothing was recorded, nothing is shown."


def _table(
    name: str,
    title: str,
    definition: str,
    numerator: Aggregate,
    *,
    data_set: str,
    denominator: Aggregate | None = None,
    interval: Interval | None = None,
    group_by: tuple[str, ...] = (),
    complete: bool = False,
    across: str | None = None,
    notes: tuple[str, ...] = (_NOT_ALL,),
) -> Table:
    measure = Measure(
        name,
        title,
        definition,
        numerator,
        denominator,
        group_by=group_by,
        interval=interval,
        data_set=data_set,
    )
    return Table(name, measure, complete=complete, across=across, notes=notes)


_RETURNED = Where("returned_on", "known")
MISSING_TABLES = (
    _table(
        "missing_episodes_by_quarter_return",
        "Times when a child was missing, by quarter and whether the child returned",
        "Times when a child went missing that began in the quarter.",
        Count(),
        data_set=MISSING.name,
        interval="quarter",
        group_by=("now",),
        complete=True,
        across="now",
    ),
    _table(
        "children_missing_by_year_country",
        "Children who were missing, by year and nation",
        "Children who went missing at least once in the year.",
        Distinct("child_key"),
        data_set=MISSING.name,
        interval="year",
        group_by=("country",),
        across="country",
        notes=(_A_CHILD_ONCE, _NOT_ALL),
    ),
    _table(
        "days_missing_by_year",
        "Median days missing, by year",
        "The middle number of days from going missing to the return, of those who returned.",
        Median("days_missing", (_RETURNED,)),
        denominator=Count((_RETURNED,)),
        data_set=MISSING.name,
        interval="year",
    ),
    _table(
        "exploited_again_by_year",
        "Exploited again while missing, by year",
        "Returns at which it was found that the child had been exploited again, out of all "
        "returns, of children who went missing in the year, of which it was said either way. "
        "A return of which nothing was said counts as neither.",
        Count((_RETURNED, Where("found", "is", ("Exploited again",)))),
        denominator=Count((_RETURNED, Where("found", "in", FOUND[:2]))),
        data_set=MISSING.name,
        interval="year",
    ),
    _table(
        "return_interviews_in_time_by_year",
        "Interviews within three days of the return, by year",
        "Returns after which an independent interview took place within three days, out of all "
        "returns. Statutory guidance asks for 72 hours; dates can show days only.",
        Count((_RETURNED, Where("days_to_interview", "at most", (3,)))),
        denominator=Count((_RETURNED,)),
        data_set=MISSING.name,
        interval="year",
    ),
)

GUARDIAN_TABLES = (
    _table(
        "guardian_requests_by_year_state",
        "Requests for a guardian, by year and what came of them",
        "Requests for an independent guardian made in the year.",
        Count(),
        data_set=GUARDIANS.name,
        interval="year",
        group_by=("state",),
        complete=True,
        across="state",
    ),
    _table(
        "days_to_guardian_by_year_country",
        "Median days to a guardian, by year and nation",
        "The middle number of days from the request to the appointment, of those appointed.",
        Median("days_to_guardian", (Where("appointed_on", "known"),)),
        denominator=Count((Where("appointed_on", "known"),)),
        data_set=GUARDIANS.name,
        interval="year",
        group_by=("country",),
    ),
    _table(
        "uncovered_areas_by_year",
        "Requests from areas without a guardianship service, by year and area",
        "Requests that could not be met because no service covers the local authority.",
        Count((Where("state", "is", ("No service in the area",)),)),
        data_set=GUARDIANS.name,
        interval="year",
        group_by=("area",),
        notes=(ONLY_PRESENT,),
    ),
)

LEAVE_TABLES = (
    _table(
        "leave_by_year_kind_outcome",
        "Decisions on leave to remain, by year, kind and outcome",
        "Decisions made in the year.",
        Count(),
        data_set=LEAVE.name,
        interval="year",
        group_by=("kind", "outcome"),
        across="outcome",
        notes=(ONLY_PRESENT,),
    ),
)

SOLUTION_TABLES = (
    _table(
        "solutions_by_year_kind",
        "Durable solutions reached, by year and kind",
        "Durable solutions reached in the year.",
        Count(),
        data_set=SOLUTIONS.name,
        interval="year",
        group_by=("kind",),
        notes=(ONLY_PRESENT,),
    ),
    _table(
        "solutions_lasting_by_year",
        "Durable solutions that last, by year in which they were reached",
        "Solutions that last at the date of the data, out of those of which it is known.",
        Count((Where("now", "is", ("Lasting",)),)),
        denominator=Count((Where("now", "in", ("Lasting", "Ended")),)),
        data_set=SOLUTIONS.name,
        interval="year",
    ),
)

DUTY_TABLES = (
    _table(
        "duties_by_quarter_state",
        "Duties by quarter in which they fell due, and state",
        "Duties of any agency that fell due in the quarter, and their state at the date of the "
        "data.",
        Count(),
        data_set=DUTIES.name,
        interval="quarter",
        group_by=("state",),
        complete=True,
        across="state",
    ),
    _table(
        "duties_in_time_by_duty",
        "Duties met in time, by duty",
        "Duties that were met by the due date, out of all that were met, met late or overdue.",
        Count((Where("state", "is", ("Met",)),)),
        denominator=Count((Where("state", "in", ("Met", "Met late", "Overdue")),)),
        data_set=DUTIES.name,
        group_by=("duty",),
    ),
)

JOURNEY_TABLES = (
    _table(
        "journeys_by_place",
        "Steps of journeys, from place to place",
        "Steps of children's journeys as known at the date of the data.",
        Count((Where("from_place", "known"), Where("to_place", "known"))),
        data_set=JOURNEYS.name,
        group_by=("from_place", "to_place"),
        across="to_place",
        notes=(_NOT_ALL,),
    ),
    _table(
        "journeys_by_stage_place",
        "Steps of journeys, by stage and the place that they led to",
        "Steps of children's journeys as known at the date of the data.",
        Count(),
        data_set=JOURNEYS.name,
        group_by=("stage", "to_place"),
        notes=(_NOT_ALL,),
    ),
)

RECONSIDERATION_TABLES = (
    _table(
        "reconsiderations_by_quarter_grounds_outcome",
        "Requests to reconsider a decision, by quarter, decision and outcome",
        "Requests made in the quarter and their outcome at the date of the data.",
        Count(),
        data_set=RECONSIDERATIONS.name,
        interval="quarter",
        group_by=("grounds", "outcome"),
        across="outcome",
        notes=(ONLY_PRESENT,),
    ),
)

NOTIFY_TABLES = (
    _table(
        "duty_to_notify_by_quarter",
        "Reports under the duty to notify, by quarter",
        "Reports of adults who did not consent to a referral, made in the quarter.",
        Count(),
        data_set=DUTY_TO_NOTIFY.name,
        interval="quarter",
        complete=True,
    ),
    _table(
        "duty_to_notify_by_nationality",
        "Reports under the duty to notify, by nationality",
        "Reports of adults who did not consent to a referral, in the whole period.",
        Count(),
        data_set=DUTY_TO_NOTIFY.name,
        group_by=("nationality",),
        notes=(ONLY_PRESENT,),
    ),
)

OUTCOME_TABLES = (
    _table(
        "outcomes_by_outcome_level_voice",
        "Reviews of outcomes, by outcome, level and whose view it is",
        "Reviews in the whole period. The child's view and the worker's stand side by side; "
        "neither is corrected by the other.",
        Count(),
        data_set=OUTCOMES.name,
        group_by=("outcome", "voice", "level"),
        across="level",
        notes=(ONLY_PRESENT,),
    ),
)
