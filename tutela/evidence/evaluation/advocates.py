"""A made-up study of the shape of the trial of child trafficking advocates in England (2014–15).

158 children, 86 with an advocate and 72 without, 23 local authorities. How children were allocated
then is not confirmed, so neither is it here: `not-confirmed`, never “randomised”. Every number is
made up, and what is true of them is known (`TRUTH`), so that an analysis can be held against it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from .protocol import (
    Allocation,
    Arm,
    Baseline,
    Design,
    Estimand,
    Family,
    Kind,
    Outcome,
    Sample,
    Study,
)

ADVOCATE, USUAL = "advocate", "usual"
AUTHORITIES, HORIZON = 23, 365
LEVELS = ("needs much more", "needs some more", "mostly met", "fully met")
MISSING, TURNED, MOVED = "went missing", "turned 18", "moved to another country"
_SIZES = {ADVOCATE: 86, USUAL: 72}
_REVIEWS = (1, 2, 3)
_OTHER_HAZARD = 0.16  # a year: turning 18, or moving away


@dataclass(frozen=True)
class Truth:
    """What the made-up numbers are drawn from.

    hazard_ratio: of going missing, with an advocate. decided_usual and decided_more: the share
    with a decision in time without one, and what an advocate adds. odds_ratio: of a better rating.
    """

    hazard_ratio: float = 0.45
    decided_usual: float = 0.45
    decided_more: float = 0.15
    odds_ratio: float = 1.8
    yearly_hazard: float = 0.38
    unknown: float = 0.08


TRUTH = Truth()
NOTHING = Truth(hazard_ratio=1.0, decided_more=0.0, odds_ratio=1.0)


def study() -> Study:
    """The protocol."""
    rating = {
        "kind": Kind.ORDINAL,
        "family": Family.SECONDARY,
        "better": "higher",
        "levels": LEVELS,
        "reached_at": "mostly met",
    }
    return Study(
        title="Advocates for trafficked children: a made-up study",
        question="Do children with an independent advocate go missing less often within a year?",
        design=Design.PARALLEL,
        allocation=Allocation.NOT_CONFIRMED,
        arms=(
            Arm(id=ADVOCATE, title="Advocate", receives="An independent advocate, and all else."),
            Arm(id=USUAL, title="Usual services", receives="What the authority gives every child."),
        ),
        comparison=USUAL,
        estimand=Estimand(
            population="Children referred as possibly trafficked in 23 local authorities.",
            comparison="An advocate offered, against usual services, as allocated.",
            variable="Going missing for more than 24 hours, within 365 days.",
            measure="Difference in the share who went missing, other events competing.",
            other_events={
                TURNED: "A competing event: the share is of all children, who may turn 18 first.",
                MOVED: "A competing event.",
            },
        ),
        outcomes=(
            Outcome(
                id="missing", title="Went missing within a year", kind=Kind.TIME,
                definition="Days from allocation until the child first went missing.",
                family=Family.PRIMARY, column="missing", better="lower",
                horizon_days=HORIZON, competing=(TURNED, MOVED), expected=0.27,
            ),
            Outcome(
                id="decided", title="Decision in time", kind=Kind.BINARY,
                definition="A conclusive grounds decision within a year of allocation.",
                family=Family.SECONDARY, column="decided", better="higher",
            ),
            Outcome(
                id="safe_child", title="Feeling safe, by the child", column="safe_child",
                definition="What the child said at reviews about being and feeling safe.",
                voice="child", **rating,
            ),
            Outcome(
                id="safe_worker", title="Being safe, by the worker", column="safe_worker",
                definition="What the worker said at the same reviews.", voice="worker", **rating,
            ),
            Outcome(
                id="duties", title="Every duty met in time", kind=Kind.BINARY,
                definition="No duty of any agency was overdue within a year.",
                family=Family.EXPLORATORY, column="duties", better="higher",
            ),
        ),
        baseline=(
            Baseline(column="age", title="Age in years", number=True),
            Baseline(column="gender", title="Gender"),
            Baseline(column="region", title="Region of origin"),
        ),
        analysis=(
            "As allocated. Cumulative incidence with competing events; proportions with Newcombe’s "
            "interval and a permutation test within authorities; ratings by ordinal GEE."
        ),
        missing_data="Nothing is filled in. A tipping point is given for every outcome.",
        multiplicity="One primary outcome. Holm’s correction over the secondary ones.",
        harms=("Contact with an exploiter", "Placement broke down", "Hurt by somebody"),
        leaving=(MISSING, TURNED, MOVED, "no longer wished to take part"),
        sample=Sample(
            arms=_SIZES,
            clusters=AUTHORITIES,
            likeness=0.05,
            reason="The sizes of the trial whose shape this has; they were not calculated here.",
        ),
        demonstration=True,
    )  # fmt: skip


def files(truth: Truth = TRUTH, seed: int = 1) -> dict[str, bytes]:
    """The data files of one such study, drawn from a truth."""
    random = np.random.default_rng(seed)
    number = sum(_SIZES.values())
    authority = random.integers(0, AUTHORITIES, number)
    shift = random.normal(0, 0.35, AUTHORITIES)[authority]
    own = random.normal(0, 0.8, number)
    arm = np.array([ADVOCATE] * _SIZES[ADVOCATE] + [USUAL] * _SIZES[USUAL])
    treated = arm == ADVOCATE
    days, event = _waits(random, treated, shift, truth)
    unknown = random.random(number) < truth.unknown
    decided = random.random(number) < truth.decided_usual + truth.decided_more * treated
    rows = []
    for at in range(number):
        end = "followed"
        if event[at] in {TURNED, MOVED}:
            end = event[at]
        elif unknown[at]:
            end = MISSING if event[at] == "event" else "no longer wished to take part"
        rows.append(
            {
                "participant": f"p{at + 1:03d}",
                "cluster": f"authority {authority[at] + 1:02d}",
                "stratum": f"authority {authority[at] + 1:02d}",
                "arm": arm[at],
                "received": "yes" if random.random() < (0.93 if treated[at] else 1) else "no",
                "end": end,
                "age": f"{random.normal(15.6, 1.2):.1f}",
                "gender": random.choice(["Female", "Male"], p=[0.45, 0.55]),
                "region": random.choice(
                    ["Africa", "Asia", "Europe", "United Kingdom"], p=[0.2, 0.4, 0.3, 0.1]
                ),
                "missing_days": str(int(days[at])),
                "missing_event": event[at],
                "decided": "" if unknown[at] else "yes" if decided[at] else "no",
                "duties": "" if unknown[at] else "yes" if random.random() < 0.5 else "no",
            }
        )
    rated = _ratings(random, treated, unknown, shift + own, truth)
    return {
        "participants.csv": _csv(rows),
        "ratings.csv": _csv(rated),
        "screening.csv": _csv(
            [
                {"step": "assessed", "count": "203"},
                {"step": "did not wish to take part", "count": "31"},
                {"step": "already had an advocate", "count": "14"},
            ]
        ),
        "harms.csv": _csv(
            {"arm": name, "harm": harm, "count": str(random.poisson(_SIZES[name] * 0.12))}
            for name in (ADVOCATE, USUAL)
            for harm in study().harms
        ),
    }


def true_difference(truth: Truth) -> float:
    """The true difference in the share who go missing within the year, over authorities."""
    random = np.random.default_rng(0)
    shift = random.normal(0, 0.35, 20_000)
    other = _OTHER_HAZARD
    shares = []
    for ratio in (truth.hazard_ratio, 1.0):
        own = truth.yearly_hazard * ratio * np.exp(shift)
        shares.append(float(np.mean(own / (own + other) * (1 - np.exp(-(own + other))))))
    return shares[0] - shares[1]


def _waits(
    random: np.random.Generator,
    treated: NDArray[np.bool_],
    shift: NDArray[np.float64],
    truth: Truth,
) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """Days until somebody goes missing or something else ends it; all are watched for a year."""
    hazard = truth.yearly_hazard * np.where(treated, truth.hazard_ratio, 1.0) * np.exp(shift)
    own = random.exponential(1 / hazard) * HORIZON
    other = random.exponential(1 / _OTHER_HAZARD, len(treated)) * HORIZON
    which = random.choice([TURNED, MOVED], len(treated), p=[0.8, 0.2])
    first = np.minimum(own, other)
    # Whole days, counted so that a day within the year stays within it.
    days = np.minimum(np.ceil(first), HORIZON)
    event = np.where(first > HORIZON, "censored", np.where(own < other, "event", which))
    return days, event


def _ratings(
    random: np.random.Generator,
    treated: NDArray[np.bool_],
    unknown: NDArray[np.bool_],
    lean: NDArray[np.float64],
    truth: Truth,
) -> list[dict[str, str]]:
    rows = []
    cuts = np.array([-1.2, 0.0, 1.4])
    for voice, noise in (("safe_child", 1.0), ("safe_worker", 0.9)):
        for review in _REVIEWS:
            scale = lean + log(truth.odds_ratio) * treated + 0.15 * (review - 1)
            latent = scale + noise * random.logistic(size=len(treated))
            for at, value in enumerate(latent):
                if unknown[at] and review > 1:
                    continue
                cannot = random.random() < 0.05
                level = "cannot say" if cannot else LEVELS[int(np.searchsorted(cuts, value))]
                rows.append(
                    {
                        "participant": f"p{at + 1:03d}",
                        "review": str(review),
                        "outcome": voice,
                        "rating": level,
                    }
                )
    return rows


def _csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    listed: Sequence[Mapping[str, str]] = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue().encode()
