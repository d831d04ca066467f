"""Where a model's numbers come from: judged pairs for m, random pairs for u, data for the prior.

Training without labels drifts when most compared pairs are different children (measured: recall
falls to nothing at 100,000 records). So m is counted from pairs that people have judged, starting
from the numbers of an earlier model; u from random pairs, without those that look like one child;
and only one number, the prior, is fitted to unlabelled data, with all others held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from random import Random

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from tutela.evidence.linkage.comparisons import BIRTH, COMPARISONS, NAME, NATIONALITY, SEX
from tutela.evidence.linkage.engine import agreement, connect, load, set_pairs
from tutela.evidence.linkage.model import Model, Numbers
from tutela.evidence.linkage.names import RARE_BITS, skeletons, tokens
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.refusals import Refusal

Floats = npt.NDArray[np.float64]

SMALLEST_GROUP = 200
FEWEST_BEARERS = 5
"""How common a name is can be counted where a nationality has so many records and the name so many
bearers."""

FAITH = 30.0
"""How many judged pairs the numbers of the model before are worth."""

RANDOM_PAIRS = 400_000
PAIRS_PER_RECORD = 40
"""Random pairs to count on, for each record, up to `RANDOM_PAIRS`."""
FEWEST_LABELS = 100


@dataclass(frozen=True)
class Labels:
    """Pairs of places that a person judged: one child, or two.

    Where the pairs are a sample of known shares (as from a population whose truth is known),
    `same_stands_for` and `different_stands_for` say how many pairs each stands for; then sureness
    can be calibrated. None: they were chosen in some way, and can't tell how sure to be.
    """

    same: tuple[tuple[int, int], ...]
    different: tuple[tuple[int, int], ...] = ()
    same_stands_for: float | None = None
    different_stands_for: float | None = None


def telling_bits(people: Iterable[Person]) -> dict[str, int]:
    """Bits of information of the skeletons that are not rare in some nationality on the lists.

    The most common use counts: a name that half of one nationality bear has one bit.
    """
    sizes: Counter[str] = Counter()
    bearers: Counter[tuple[str, str]] = Counter()
    for person in people:
        group = person.nationality or ""
        sizes[group] += 1
        bearers.update((group, bare) for bare in skeletons(tokens(person.name)))
    found: dict[str, int] = {}
    for (group, bare), number in bearers.items():
        if sizes[group] >= SMALLEST_GROUP and number >= FEWEST_BEARERS:
            bits = max(1, round(-log2(number / sizes[group])))
            if bits < found.get(bare, RARE_BITS):
                found[bare] = bits
    return found


def flat_model(bits: Mapping[str, int]) -> Model:
    """A model that knows nothing but that agreeing speaks for and differing against: a start."""
    numbers: dict[str, dict[str, tuple[float, float]]] = {}
    for comparison in COMPARISONS:
        levels = comparison.level_names
        m = np.linspace(2.0, 0.5, len(levels))
        u = np.geomspace(0.01, 1.0, len(levels))
        numbers[comparison.name] = {
            name: (float(m[k] / m.sum()), float(u[k] / u.sum())) for k, name in enumerate(levels)
        }
    return Model("flat", "nothing", numbers, 1e-4, 1.0, 0.0, bits)


def train(
    people: Sequence[Person], labels: Labels, base: Model, *, name: str, trained_on: str, seed: int
) -> Model:
    """A model with m and slope from labels, u from random pairs; both shrunk towards `base`.

    Raises `Refusal` where there are too few labels to count anything.
    """
    if len(labels.same) + len(labels.different) < FEWEST_LABELS:
        raise Refusal(
            "too-few-labels",
            f"{len(labels.same) + len(labels.different)} judged pairs; at least {FEWEST_LABELS} are"
            " needed, or the numbers would be those of chance.",
        )
    con = connect()
    load(con, people, base.bits)
    set_pairs(con, labels.same)
    judged = agreement(con)
    chance = chance_levels(con, people, seed)
    model = base.changed(
        f"m from {len(labels.same):,} pairs judged to be one child; u from {len(chance):,} random"
        " pairs",
        numbers=_numbers(base.numbers, _counts(judged), base.numbers, side="m"),
        name=name,
        trained_on=trained_on,
    )
    model = replace(model, numbers=count_chance(chance, model.numbers, base.numbers))
    if labels.same_stands_for and labels.different_stands_for:
        model = _calibrated(con, model, labels, len(people))
    con.close()
    return model


def _calibrated(
    con: duckdb.DuckDBPyConnection, model: Model, labels: Labels, records: int
) -> Model:
    """The model with slope and offset from labels that stand for all candidates."""
    set_pairs(con, (*labels.same, *labels.different))
    both = agreement(con)
    same = {(min(pair), max(pair)) for pair in labels.same}
    truth = np.array([pair in same for pair in zip(both["left"], both["right"], strict=True)])
    stands_for = labels.same_stands_for or 1.0, labels.different_stands_for or 1.0
    weights = np.array(stands_for)[np.where(truth, 0, 1)]
    slope, intercept = logistic(evidence(both, model), truth, weights)
    share = float(weights[truth].sum()) / (records * (records - 1) / 2)
    return model.changed(
        f"slope and offset from {len(both):,} judged pairs",
        slope=slope,
        offset=intercept - log2(share / (1 - share)),
        prior=share,
    )


def refresh(model: Model, people: Sequence[Person], levels: pl.DataFrame) -> Model:
    """The model with u counted again on the data at hand; m, the common names and slope are kept.

    `levels` are random pairs of these people. How often two different children agree by chance
    depends on who is on the lists, and needs no labels.
    """
    return model.changed(
        f"u from {len(levels):,} random pairs of {len(people):,} records",
        numbers=count_chance(levels, model.numbers, model.numbers),
    )


def chance_levels(
    con: duckdb.DuckDBPyConnection, people: Sequence[Person], seed: int
) -> pl.DataFrame:
    """How pairs taken at random agree: half from everybody, half of one nationality and sex.

    `agreement`, with a column `everybody`. The second half is for names: who shares a nationality
    and a sex shares names far more often than two people taken from everybody, and the weights of
    nationality and sex are counted beside that of the name.
    """
    rng = Random(seed)  # noqa: S311 - a sample, not a secret
    most = min(RANDOM_PAIRS, PAIRS_PER_RECORD * len(people))
    alike: dict[tuple[str, str], list[int]] = {}
    for place, person in enumerate(people):
        if person.nationality and person.sex:
            alike.setdefault((person.nationality, person.sex), []).append(place)
    groups = [group for group in alike.values() if len(group) > 1]
    everybody = _drawn(rng, [range(len(people))], most // 2)
    set_pairs(con, everybody | _drawn(rng, groups, most // 2))
    levels = agreement(con)
    marks = [pair in everybody for pair in zip(levels["left"], levels["right"], strict=True)]
    return levels.with_columns(pl.Series("everybody", marks))


def _drawn(rng: Random, groups: Sequence[Sequence[int]], most: int) -> set[tuple[int, int]]:
    pairs = [len(group) * (len(group) - 1) // 2 for group in groups]
    if not groups:
        return set()
    if sum(pairs) <= most:
        return {(a, b) for group in groups for k, b in enumerate(group) for a in group[:k]}
    found: set[tuple[int, int]] = set()
    for group in rng.choices(groups, pairs, k=most):
        a, b = rng.sample(group, 2)
        found.add((min(a, b), max(a, b)))
    return found


def evidence(levels: pl.DataFrame, model: Model) -> Floats:
    """Bits for each pair of a table of levels."""
    bits = np.zeros(len(levels))
    for comparison in COMPARISONS:
        weights = np.array([model.weight(comparison, level) for level in comparison.all_levels])
        at = levels[comparison.name].fill_null(-1).to_numpy()
        bits += np.where(at >= 0, weights[at], 0.0)
    return bits


def count_chance(levels: pl.DataFrame, held: Numbers, faith: Numbers) -> Numbers:
    """u, from random pairs that are hardly one child. `levels` is what `chance_levels` returns.

    Among random pairs a few are one child, and for the rarest levels they are most of those that
    agree. To guess which they are from the model itself is what drifts. So names are counted among
    pairs (of one nationality and sex) born years apart, and dates of birth and all else among
    pairs whose names have nothing in common.
    """
    same = NATIONALITY.level_names.index("same"), SEX.level_names.index("same")
    apart, unlike = BIRTH.level_names.index("differs"), NAME.level_names.index("differs")
    for_names = levels.filter(
        (pl.col("nationality") == same[0]) & (pl.col("sex") == same[1]) & (pl.col("birth") == apart)
    )
    everybody = levels.filter("everybody")
    counts = {
        **_counts(everybody.filter(pl.col("name") == unlike)),
        "name": _counts(for_names)["name"],
        # A name tells of a nationality, so these must not be counted where names differ.
        "nationality": _counts(everybody)["nationality"],
    }
    return _numbers(faith, counts, held, side="u")


def _counts(levels: pl.DataFrame) -> Mapping[str, Mapping[str, int]]:
    found = {}
    for c in COMPARISONS:
        at = levels[c.name].fill_null(-1).to_numpy()
        sums = np.bincount(at[at >= 0], minlength=len(c.level_names))
        found[c.name] = dict(zip(c.level_names, map(int, sums), strict=True))
    return found


def _numbers(
    faith: Numbers, counts: Mapping[str, Mapping[str, int]], held: Numbers, *, side: str
) -> Numbers:
    """m or u anew: counted shares, shrunk towards `faith`; the other side as in `held`."""
    which = "mu".index(side)
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for comparison in COMPARISONS:
        seen = counts[comparison.name]
        total = sum(seen.values()) + FAITH
        found[comparison.name] = {}
        for level in comparison.level_names:
            share = (seen[level] + FAITH * faith[comparison.name][level][which]) / total
            pair = list(held[comparison.name][level])
            pair[which] = min(max(share, 1e-9), 1 - 1e-9)
            found[comparison.name][level] = (pair[0], pair[1])
    return found


def logistic(
    evidence: Floats, truth: npt.NDArray[np.bool_], weights: Floats
) -> tuple[float, float]:
    """Slope and intercept, in bits, of the chance of truth given the evidence (Newton's method)."""
    x = np.column_stack([evidence, np.ones_like(evidence)]) * np.log(2)
    y = truth.astype(np.float64)
    beta = np.array([0.8, -10.0])
    ridge = np.diag([1e-6, 1e-6])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -500, 500)))
        step = np.linalg.solve(
            (x * (weights * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (weights * (y - p))
        )
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    return float(np.clip(beta[0], 0.05, 2.0)), float(beta[1])


def fit_prior(model: Model, evidence: Floats, records: int) -> Model:
    """The model with the prior that agrees with its own answers on these candidates.

    Expectation and maximisation over one number: the prior is the expected number of pairs of one
    child, over all pairs there are. `evidence` holds all candidates that could matter.
    """
    everything = records * (records - 1) / 2
    if not len(evidence) or everything < 1:
        return model
    # A pair for each record, on average, is the most that is believed, and one in ten on short
    # lists: a list of nothing but strangers must not talk itself into matches.
    most = min(0.1, records / everything)
    prior = min(model.prior, most)
    for _ in range(500):
        bits = model.slope * evidence + model.offset + np.log2(prior / (1 - prior))
        expected = float((1 / (1 + np.exp2(-np.clip(bits, -500, 500)))).sum())
        after = min(max(expected / everything, 0.01 / everything), most)
        if abs(after - prior) <= 1e-9 * prior:
            break
        prior = after
    return model.changed(f"prior fitted to {len(evidence):,} candidate pairs", prior=prior)
